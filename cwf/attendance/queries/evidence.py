"""What is known of an edition's attendance at an instant, counted in the database.

A fixed number of statements, however many take part: participants arrive here already counted.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from cwf.attendance.figures import Cell, Evidence, region_code
from cwf.attendance.models import CheckIn
from cwf.attendance.queries.tallies import tallies
from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.editions.models import Edition
from cwf.programme import models as programme
from cwf.programme.timetable import PersonRole, Status, day_of
from cwf.regions.models import Region
from cwf.registration.international import Definition, is_international
from cwf.registration.models import Participant
from cwf.registration.queries.abroad import rule_of

# What a target may ask of somebody, besides on which days they came.
ALIKE = (
    Participant.standing,
    Participant.category,
    Participant.country,
    Member.delegation_id,
    Member.role,
    Participant.channel,
)
ALL = (
    select(*ALIKE, func.count())
    .outerjoin(Member, Member.participant_id == Participant.id)
    .where(Participant.edition_id == bindparam("edition_id"))
    .group_by(*ALIKE)
)
# Until the doors open nobody has come, and there is nothing to join.
BEFORE = ALL.add_columns(literal_column("0"))


def evidence(edition: Edition, *, at: datetime) -> Evidence:
    """All that is known of an edition.

    Registrations, delegations and the programme as they stand now; check-ins and counts as they
    were known at `at` (aware).
    """
    return with_programme(
        edition,
        Evidence(
            cells=tuple(cells(edition, at=at)),
            tallies=tuple(tallies(edition.id, at=at)),
            begun=begun(edition, at=at),
        ),
    )


def with_programme(edition: Edition, known: Evidence) -> Evidence:
    """The same with the programme as it stands now."""
    return replace(known, sessions=_sessions(edition.id), speakers=_speakers(edition.id))


def begun(edition: Edition, *, at: datetime) -> bool:
    """Whether the edition's first day has come, by its clock and its hour of day change."""
    if edition.starts is None:
        return False
    zone = ZoneInfo(edition.zone)
    return day_of(at, zone=zone, day_change_hour=edition.day_change_hour) >= edition.starts


def cells(edition: Edition, *, at: datetime) -> list[Cell]:
    """Everybody who is or was registered, counted by what a target may ask, in a set order."""
    parties, rule = _parties(edition), rule_of(edition)
    days = _days(edition.id, at)
    asked = _with_days(edition.id, days, at) if days else BEFORE
    rows = db.session.execute(asked, {"edition_id": edition.id})
    found = [_cell(row, parties, rule, days) for row in rows]
    return sorted(found, key=_order)


def _cell(
    row: Row[Any], parties: Mapping[int, tuple[str, bool]], rule: Definition, days: list[date]
) -> Cell:
    standing, category, country, delegation, role, channel, number, mask = tuple(row)
    region, host = parties.get(delegation, ("", None))
    return Cell(
        standing=str(standing),
        category=str(category),
        country=country,
        region=region,
        role=str(role or ""),
        channel=str(channel),
        international=is_international(rule, residence=country, region_is_host=host),
        days=tuple(day for place, day in enumerate(days) if int(mask) >> place & 1),
        number=number,
    )


def _order(cell: Cell) -> tuple[str, ...]:
    days = ",".join(day.isoformat() for day in cell.days)
    country = cell.country or ""
    return cell.standing, cell.category, country, cell.region, cell.role, cell.channel, days


PARTIES = (
    select(Delegation.id, Delegation.region_id, Region.slug)
    .outerjoin(Region, Region.id == Delegation.region_id)
    .where(Delegation.edition_id == bindparam("edition_id"))
)


def _parties(edition: Edition) -> dict[int, tuple[str, bool]]:
    """The region of each delegation, and whether it is the host's."""
    rows = db.session.execute(PARTIES, {"edition_id": edition.id})
    host = edition.host_region_id
    return {
        number: (region_code(slug, number), region is not None and region == host)
        for number, region, slug in rows
    }


def _stood(edition_id: int, at: datetime) -> tuple[ColumnElement[bool], ...]:
    """Check-ins to the forum itself that stood at an instant."""
    return (
        CheckIn.edition_id == edition_id,
        CheckIn.slot == "",
        CheckIn.received <= at,
        or_(CheckIn.undone.is_(None), CheckIn.undone > at),
    )


def _days(edition_id: int, at: datetime) -> list[date]:
    found = select(CheckIn.day).where(*_stood(edition_id, at)).distinct().order_by(CheckIn.day)
    return list(db.session.scalars(found))


def _with_days(edition_id: int, days: list[date], at: datetime) -> Select[*tuple[Any, ...]]:
    came = _came(edition_id, days, at)
    mask = func.coalesce(came.c.mask, literal_column("0"))
    joined = ALL.outerjoin(came, came.c.participant_id == Participant.id)
    return joined.add_columns(mask).group_by(mask)


def _came(edition_id: int, days: list[date], at: datetime) -> Subquery:
    """Of each who came, their days as bits, so that one statement counts who is alike.

    There is one standing check-in of each participant and day, so a sum of bits is their union.
    """
    bits = {day: 1 << place for place, day in enumerate(days)}
    mask = func.sum(case(bits, value=CheckIn.day, else_=0))
    return (
        select(CheckIn.participant_id, mask.label("mask"))
        .where(*_stood(edition_id, at))
        .group_by(CheckIn.participant_id)
        .subquery()
    )


SESSIONS = (
    select(programme.Session.kind, func.count())
    .where(
        programme.Session.edition_id == bindparam("edition_id"),
        programme.Session.status == Status.CONFIRMED,
    )
    .group_by(programme.Session.kind)
    .order_by(programme.Session.kind)
)


def _sessions(edition_id: int) -> tuple[tuple[str, int], ...]:
    """Sessions that are sure, by kind."""
    rows = db.session.execute(SESSIONS, {"edition_id": edition_id})
    return tuple((str(kind), number) for kind, number in rows)


SPEAKERS = (
    select(func.count(programme.Speaker.person_id.distinct()))
    .join(programme.Appearance, programme.Appearance.speaker_id == programme.Speaker.id)
    .join(programme.Session, programme.Session.id == programme.Appearance.session_id)
    .where(
        programme.Session.edition_id == bindparam("edition_id"),
        programme.Session.status == Status.CONFIRMED,
        programme.Appearance.role != PersonRole.HOST,
    )
)


def _speakers(edition_id: int) -> int:
    """Different people who speak in a session that is sure; who hosts a table does not speak."""
    return db.session.scalar(SPEAKERS, {"edition_id": edition_id}) or 0
