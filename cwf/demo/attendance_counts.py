"""Days of the invented coming edition, from its own registrations; and counts made up for it."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from cwf.attendance.actions import counts as actions
from cwf.attendance.actions.forecasting import rows_foretold
from cwf.attendance.actions.snapshots import keep
from cwf.attendance.estimates import capture_recapture
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Count
from cwf.attendance.queries import daily
from cwf.attendance.queries.snapshots import missing
from cwf.attendance.queries.targets import targets_of
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition

INVENTED = "Invented for the demonstration: "
SURVEY = {"marked": 60, "met": 80, "again": 24}


def counted(edition: Edition) -> bool:
    """Whether an edition has counts already."""
    found = select(Count.id).where(Count.edition_id == edition.id).limit(1)
    return db.session.scalar(found) is not None


def keep_days(edition: Edition, *, now: datetime) -> str:
    """Keep the days since registration opened as the job would afterwards; says how many."""
    days = [day for one in missing(now) if one.edition_id == edition.id for day in one.days]
    known = daily.known(edition, days, at=now)
    keep(rows_foretold(edition, known, targets_of(edition), at=now))
    return f"{len(days)} days of {edition.slug}"


def count(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Counts of an open day before the forum: reported, corrected, estimated, withdrawn."""
    day = (now - timedelta(days=20)).date()
    at = datetime.combine(day, time(20), UTC)
    told: dict[str, Any] = {"unit": Unit.VISIT, "day": day, "place": "Havnens Dag"}
    rows = [
        actions.report(edition, key=f"demo-{edition.slug}-{number}", at=at + timedelta(hours=number),
                       actor=actor, **told, **values)
        for number, values in enumerate(_numbers())
    ]  # fmt: skip
    actions.withdraw(
        edition, rows[-1], why="Of another house.", at=at + timedelta(days=1), actor=actor
    )
    return f"{len(rows)} invented counts of {edition.slug}"


def _numbers() -> list[dict[str, Any]]:
    found = capture_recapture(**SURVEY)
    return [
        {"method": Method.REPORT, "number": 150, "confidence": "C",
         "evidence": INVENTED + "a guess by the host of the open day."},
        {"method": Method.CLICKER, "number": 172, "confidence": "A",
         "evidence": INVENTED + "a clicker at the door."},
        {"method": Method.LINCOLN_PETERSEN, "number": found.number, "low": found.low,
         "high": found.high, "inputs": SURVEY, "confidence": "B", "channel": "own",
         "evidence": INVENTED + "stickers at two, a survey at four."},
        {"method": Method.REPORT, "number": 900, "confidence": "C", "region": "scotland",
         "evidence": INVENTED + "a number of another house."},
    ]  # fmt: skip
