"""The day that is kept says what is expected, with the editions of which that was told."""

from datetime import date, timedelta

import time_machine
from flask import Flask
from sqlalchemy import select

from cwf import jobs
from cwf.attendance.actions.targets import change_target, set_target
from cwf.attendance.forecast import PLANNED, Forecast, Known, Method
from cwf.attendance.measures import Unit
from cwf.attendance.models import Campaign, Snapshot, Target
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.attendance.queries.milestones import milestones
from cwf.attendance.stored_forecasts import unpacked
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.models import Fee, RegistrationTerms
from tests.attendance.growing import make_edition, registered, utc


def aimed(edition: Edition, of: Of = Of.REGISTERED) -> Target:
    row = set_target(
        edition, unit=Unit.PARTICIPANT, predicate=Predicate(of=of), name={"en": of.value},
        low=100, at=utc(4, 1), actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    return row


def earlier(slug: str, starts: date, more: int) -> None:
    """An edition to which ten came each day, after `more` at first; of a file."""
    made = make_edition(slug, city={"en": slug}, starts=starts, ends=starts)
    key = str(aimed(made).uuid)
    for before in range(120, -1, -1):
        day = starts - timedelta(days=before + 1)
        db.session.add(
            Snapshot(edition_id=made.id, day=day, taken=utc(1, 1), source="file",
                     figures={key: [more + (121 - before) * 10, 0, 0, 0]})
        )  # fmt: skip
    db.session.commit()


def kept(edition: Edition, *at: int) -> dict[date, dict[str, Forecast]]:
    """What each day says is expected, after a sweep."""
    db.session.rollback()
    with time_machine.travel(utc(*at or (4, 19, 23)), tick=False):
        jobs.run_job("snapshots")
    db.session.rollback()
    rows = db.session.scalars(select(Snapshot).where(Snapshot.edition_id == edition.id))
    return {row.day: {key: unpacked(one) for key, one in row.forecasts.items()} for row in rows}


def test_without_an_earlier_edition_there_is_the_planned_path_and_no_more(app: Flask) -> None:
    edition = make_edition()
    row = aimed(edition)
    registered(edition, utc(4, 17), "Ada")
    found = kept(edition)
    newest = found.pop(date(2027, 4, 19))
    assert newest[str(row.uuid)].method is Method.PLANNED
    assert newest[str(row.uuid)].bands == ()
    assert set(map(len, found.values())) == {0}


def four_earlier() -> None:
    for slug, starts, more in (
        ("2017", date(2017, 11, 1), 0),
        ("2019", date(2019, 10, 21), 400),
        ("2022", date(2022, 7, 18), 900),
        ("2024", date(2024, 4, 15), 1500),
    ):
        earlier(slug, starts, more)


def forty_registered(edition: Edition) -> None:
    for number in range(40):
        registered(edition, utc(4, 1) + timedelta(hours=9 * number), f"P{number}")


def test_earlier_editions_are_named_beside_what_is_expected(app: Flask) -> None:
    four_earlier()
    edition = make_edition()
    row = aimed(edition)
    forty_registered(edition)
    found = kept(edition)[date(2027, 4, 19)][str(row.uuid)]
    assert found.data == ("2024", "2022", "2019", "2017")
    assert found.method is not Method.PLANNED
    assert found.final is not None
    assert found.final.low90 <= found.final.middle <= found.final.high90
    assert (found.days_used, found.final.day) == (19, 0)


def test_a_target_set_after_the_day_was_kept_is_foretold_at_once(app: Flask) -> None:
    """As if it had been there when the day ended; what was expected of others stays."""
    four_earlier()
    edition = make_edition()
    other = aimed(edition, Of.ARRIVED)
    forty_registered(edition)
    before = kept(edition)[date(2027, 4, 19)]
    row = aimed(edition)
    found = kept(edition, 4, 20, 9)[date(2027, 4, 19)]
    told = found.pop(str(row.uuid))
    assert found == before
    assert set(before) == {str(other.uuid)}
    assert told.data == ("2024", "2022", "2019", "2017")
    assert (told.days_used, told.method is Method.PLANNED) == (19, False)


def test_what_counts_something_else_is_foretold_anew(app: Flask) -> None:
    """Nothing that was expected of the old definition stands beside the new one meanwhile."""
    four_earlier()
    edition = make_edition()
    row = aimed(edition)
    forty_registered(edition)
    assert kept(edition)[date(2027, 4, 19)][str(row.uuid)].bands
    change_target(
        edition, row, unit=Unit.COUNTRY, predicate=Predicate(of=Of.COUNTRIES), path=(),
        why_now="countries", at=utc(4, 20, 8), actor=SYSTEM, low=30, name={"en": "Countries"},
    )  # fmt: skip
    db.session.commit()
    stands = select(Snapshot.forecasts).where(Snapshot.edition_id == edition.id)
    assert str(row.uuid) not in db.session.scalars(stands.order_by(Snapshot.day.desc())).all()[0]
    assert kept(edition, 4, 20, 9)[date(2027, 4, 19)][str(row.uuid)] == PLANNED


def test_days_of_a_file_are_not_said_to_be_of_another_unit(app: Flask) -> None:
    """Its numbers were of participants: they are none of guests."""
    earlier("2017", date(2017, 11, 1), 0)
    row = db.session.scalars(select(Target)).one()
    past = db.session.scalars(select(Edition)).one()

    def change(predicate: Predicate, unit: Unit) -> set[int]:
        change_target(
            past, row, unit=unit, predicate=predicate, path=(), why_now="else", at=utc(4, 20),
            actor=SYSTEM, low=100, name={"en": "Else"},
        )  # fmt: skip
        db.session.commit()
        return {len(day.figures) for day in db.session.scalars(select(Snapshot))}

    abroad = Where(international=True)
    assert change(Predicate(of=Of.REGISTERED, where=abroad), Unit.PARTICIPANT) == {1}
    assert change(Predicate(of=Of.EVERYBODY), Unit.GUEST) == {0}


def test_of_arrivals_only_the_path_is_known_where_nobody_was_ever_checked_in(app: Flask) -> None:
    edition = make_edition()
    row = aimed(edition, Of.ARRIVED)
    registered(edition, utc(4, 17), "Ada")
    assert kept(edition)[date(2027, 4, 19)][str(row.uuid)] == PLANNED


def test_milestones_are_what_moves_numbers(app: Flask) -> None:
    edition = make_edition()
    db.session.add_all([
        RegistrationTerms(edition_id=edition.id, closes=utc(5, 15, 22, 30), welcome={}),
        Fee(edition_id=edition.id, category="full", amount=100, early=50,
            early_until=date(2027, 4, 18)),
        Campaign(edition_id=edition.id, name={"en": "Spring"}, starts=date(2027, 4, 1),
                 ends=date(2027, 4, 9)),
        Campaign(edition_id=edition.id, name={"en": "Late"}, starts=date(2027, 5, 19),
                 ends=date(2027, 5, 19)),
    ])  # fmt: skip
    db.session.commit()
    assert milestones(edition) == (
        Known(kind="campaign", day=47), Known(kind="deadline", day=2), Known(kind="price", day=30),
    )  # fmt: skip
