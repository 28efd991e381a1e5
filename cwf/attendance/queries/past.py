"""What an edition was on days that were missed: from dates of registrations, and from the log."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cwf.attendance.figures import region_code
from cwf.attendance.lives import Life, Party, Turn, spans
from cwf.attendance.models import CheckIn
from cwf.audit import AuditEntry, edition_scope
from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.regions.models import Region
from cwf.registration.categories import Standing
from cwf.registration.international import Definition, is_international
from cwf.registration.models import Participant
from cwf.registration.queries.abroad import rule_of

INSIDE = ("registration.confirm", "registration.approve", "registration.enter")
OUTSIDE = ("registration.cancel", "registration.lapse", "registration.decline")


def lives(edition: Edition) -> list[Life]:
    """All participants of an edition over time; three statements.

    The log knows people by their names, so of two with one name only dates tell. Whoever was
    erased has no name, and whoever left a delegation is told of as coming by themselves.
    """
    rule, turns, days = rule_of(edition), _turns(edition.id), _check_ins(edition.id)
    rows = db.session.execute(_people(edition.id)).all()
    same = Counter(row.name for row in rows)
    return [
        _life(row, rule, edition, turns.get(row.name, []) if same[row.name] == 1 else [], days)
        for row in rows
    ]


def _people(edition_id: int) -> Any:
    return (
        select(
            Participant.id,
            Participant.standing,
            Participant.confirmed,
            Participant.cancelled,
            Participant.category,
            Participant.country,
            Participant.channel,
            Person.name,
            Member.role,
            Member.named,
            Delegation.id.label("delegation"),
            Delegation.region_id,
            Region.slug,
        )
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Member, Member.participant_id == Participant.id)
        .outerjoin(Delegation, Delegation.id == Member.delegation_id)
        .outerjoin(Region, Region.id == Delegation.region_id)
        .where(Participant.edition_id == edition_id)
    )


def _life(
    row: Any,
    rule: Definition,
    edition: Edition,
    turns: list[Turn],
    days: dict[int, list[tuple[date, datetime, datetime | None]]],
) -> Life:
    def international(at_home: bool | None) -> bool | None:
        return is_international(rule, residence=row.country, region_is_host=at_home)

    party = None
    if row.delegation is not None:
        party = Party(
            since=row.named,
            region=region_code(row.slug, row.delegation),
            role=str(row.role),
            international=international(
                row.region_id is not None and row.region_id == edition.host_region_id
            ),
        )
    return Life(
        category=str(row.category),
        country=row.country,
        channel=str(row.channel),
        international=international(None),
        spans=spans(row.standing, row.confirmed, row.cancelled, turns),
        party=party,
        days=tuple(days.get(row.id, ())),
    )


def _turns(edition_id: int) -> dict[str, list[Turn]]:
    """What the log says of each name, the earliest first."""
    rows = db.session.execute(
        select(AuditEntry.subject, AuditEntry.at, AuditEntry.action, AuditEntry.after)
        .where(
            AuditEntry.scope == edition_scope(edition_id),
            AuditEntry.action.in_([*INSIDE, *OUTSIDE]),
        )
        .order_by(AuditEntry.id)
    )
    found: dict[str, list[Turn]] = defaultdict(list)
    for name, at, action, after in rows:
        state = (after or {}).get("state")
        confirmed = None if state is None else state == Standing.CONFIRMED
        found[name].append(Turn(at=at, inside=action in INSIDE, confirmed=confirmed))
    return found


def _check_ins(edition_id: int) -> dict[int, list[tuple[date, datetime, datetime | None]]]:
    """The days on which each came to the forum itself, from when we knew of it until undone."""
    rows: Iterable[Any] = db.session.execute(
        select(CheckIn.participant_id, CheckIn.day, CheckIn.received, CheckIn.undone).where(
            CheckIn.edition_id == edition_id, CheckIn.slot == ""
        )
    )
    found: dict[int, list[tuple[date, datetime, datetime | None]]] = defaultdict(list)
    for who, day, since, until in rows:
        found[who].append((day, since, until))
    return found
