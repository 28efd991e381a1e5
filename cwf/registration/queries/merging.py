"""Two rows of persons beside each other, to see whether they are one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries import name_of
from cwf.people.keeping import Subject
from cwf.people.models import Account, Person
from cwf.people.queries.personal import sections
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenPart:
    """One registration of a person; `region` is that of their delegation, by language."""

    row: Participant
    edition: dict[str, str]
    region: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A person as the secretariat tells one from another."""

    id: int
    name: str
    country: str
    accounts: tuple[str, ...]
    registrations: tuple[TakenPart, ...]


def compared(person_id: int) -> Compared:
    """One person: name, country, addresses, where they took part."""
    person = db.session.get_one(Person, person_id)
    emails = select(Account.email).where(Account.person_id == person_id).order_by(Account.email)
    rows = db.session.execute(
        select(Participant, Edition)
        .join(Edition, Edition.id == Participant.edition_id)
        .where(Participant.person_id == person_id)
        .order_by(Edition.year, Edition.id)
    )
    return Compared(
        id=person.id,
        name=person.name,
        country=person.country or "",
        accounts=tuple(db.session.scalars(emails)),
        registrations=tuple(_taken_part(row, edition) for row, edition in rows),
    )


def both_at(one: int, other: int) -> list[tuple[Edition, Participant, Participant]]:
    """The forums where both take part, with the row of each."""
    second = aliased(Participant)
    found = db.session.execute(
        select(Edition, Participant, second)
        .join(Participant, Participant.edition_id == Edition.id)
        .join(second, second.edition_id == Edition.id)
        .where(Participant.person_id == one, second.person_id == other)
        .order_by(Edition.year, Edition.id)
    )
    return [(edition, mine, theirs) for edition, mine, theirs in found]


def _taken_part(row: Participant, edition: Edition) -> TakenPart:
    told = sections(Subject(person=row.person_id, edition=edition.id))
    regions = [line["delegation"] for part in told if part.code == "members" for line in part.rows]
    return TakenPart(row=row, edition=name_of(edition), region=regions[0] if regions else {})
