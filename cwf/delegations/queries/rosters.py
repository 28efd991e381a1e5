"""What a list of members is compared with: a few statements, however many take part."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cwf.database import db
from cwf.delegations.models import Delegation, Member, MemberImport
from cwf.delegations.queries.access import name_of
from cwf.delegations.queries.members import GONE
from cwf.delegations.roles import Role
from cwf.delegations.sheets.rosters import Entry, Other, Party, Roster
from cwf.editions.models import Edition
from cwf.i18n import LANGUAGES
from cwf.people.models import Account, Person
from cwf.registration.models import Participant, Particulars
from cwf.registration.particulars import Said
from cwf.registration.queries.particulars import said_of_all

DEFAULTS = {one.name: one.default for one in fields(Said)}


def roster_of(edition: Edition, delegation: Delegation | None, at: datetime) -> Roster:
    """Who comes with this delegation (None: with each), and who takes part besides.

    Of who is out of a head's reach there is a name and an address, and nothing else.
    """
    host = delegation is None
    parties = _parties(edition) if delegation is None else (_party(delegation),)
    members = _members(edition, delegation)
    return Roster(
        host=host,
        parties=parties,
        members=members,
        others=_others(edition, {one.participant for one in members}, host=host),
        decided=_decided(edition, delegation),
        letters=tuple(LANGUAGES),
        starts=edition.starts,
        ends=edition.ends,
        today=at.astimezone(ZoneInfo(edition.zone)).date(),
    )


def _parties(edition: Edition) -> tuple[Party, ...]:
    rows = select(Delegation).where(Delegation.edition_id == edition.id).order_by(Delegation.id)
    return tuple(map(_party, db.session.scalars(rows)))


def _party(row: Delegation) -> Party:
    names = [*name_of(row).values(), row.lead, row.region.slug if row.region else ""]
    return Party(id=row.id, names=tuple(dict.fromkeys(filter(None, names))), language=row.language)


def _members(edition: Edition, delegation: Delegation | None) -> tuple[Entry, ...]:
    """Members as values; columns rather than rows, for there may be thousands."""
    account = select(Account.id).where(Account.person_id == Participant.person_id).exists()
    wanted = (
        select(
            Member.id, Member.uuid, Member.delegation_id, Member.participant_id, Member.role,
            Member.accompanies_id, Member.presents, Participant.email, Participant.country,
            Participant.affiliation, Participant.language, Person.name, account.label("own"),
        )
        .join(Participant, Participant.id == Member.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .where(Participant.edition_id == edition.id, Participant.standing.not_in(GONE))
        .order_by(Member.id)
    )  # fmt: skip
    if delegation is not None:
        wanted = wanted.where(Member.delegation_id == delegation.id)
    rows = db.session.execute(wanted).all()
    said = said_of_all(row.participant_id for row in rows)
    there = {row.id for row in rows}
    return tuple(_entry(row, said.get(row.participant_id), there) for row in rows)


def _entry(row: Any, said: Said | None, there: set[int]) -> Entry:
    particulars: dict[str, Any] = {
        name: getattr(said, name) if said else default for name, default in DEFAULTS.items()
    }
    particulars["languages"] = particulars["languages"] or None
    whom = row.accompanies_id
    values: Any = {
        **particulars,
        "name": row.name,
        "email": row.email or "",
        "role": Role(row.role),
        "country": row.country or "",
        "affiliation": row.affiliation,
        "language": row.language,
        "presents": row.presents,
        "accompanies": f"m{whom}" if whom in there else "",
    }
    return Entry(
        member=row.id,
        participant=row.participant_id,
        uuid=str(row.uuid),
        delegation=row.delegation_id,
        own=row.own,
        values=values,
    )


def _others(edition: Edition, members: set[int], *, host: bool) -> tuple[Other, ...]:
    """All who take part and are no members within reach."""
    columns = [Participant.id, Person.name, Participant.email]
    if host:
        columns += [Participant.country, Participant.affiliation, Particulars.born]
    wanted = (
        select(*columns)
        .join(Person, Person.id == Participant.person_id)
        .where(
            Participant.edition_id == edition.id,
            Participant.standing.not_in(GONE),
            Participant.erased.is_(None),
        )
        .order_by(Participant.id)
    )
    if host:
        wanted = wanted.outerjoin(Particulars, Particulars.participant_id == Participant.id)
    rows: Iterable[Any] = db.session.execute(wanted)
    return tuple(_other(*row) for row in rows if row[0] not in members)


def _other(
    id: int,
    name: str,
    email: str | None,
    country: str | None = None,
    affiliation: str = "",
    born: date | None = None,
) -> Other:
    return Other(participant=id, name=name, email=email or "", born=born,
                 country=country or "", affiliation=affiliation)  # fmt: skip


def _decided(edition: Edition, delegation: Delegation | None) -> Mapping[str, str]:
    """What was said of pairs in all imports of the same reach, and in the host's; the last word
    holds."""
    wanted = select(MemberImport.decisions).where(MemberImport.edition_id == edition.id)
    if delegation is not None:
        mine = MemberImport.delegation_id.in_([delegation.id])
        wanted = wanted.where(mine | MemberImport.delegation_id.is_(None))
    found: dict[str, str] = {}
    for decisions in db.session.scalars(wanted.order_by(MemberImport.id)):
        found |= decisions
    return found
