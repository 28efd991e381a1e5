"""Rows of many people at once: found by their addresses, made where there are none."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import Table, delete, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from cwf.database import db
from cwf.people.models import Account, Person
from cwf.registration.actions.keys import keys_of
from cwf.registration.actions.persons import drop_persons, new_person
from cwf.registration.categories import Standing
from cwf.registration.details import Details
from cwf.registration.models import Participant

PERSONS = cast(Table, Person.__table__)
PARTICIPANTS = cast(Table, Participant.__table__)
TOLD = ("name", "sort_name", "country")
MAKE = insert(PERSONS).returning(PERSONS.c.id, *(PERSONS.c[name] for name in TOLD))
# Nothing comes back of one who is entered at the same moment by somebody else.
ENTER: dict[str, Any] = {
    name: engine.insert(PARTICIPANTS)
    .on_conflict_do_nothing()
    .returning(PARTICIPANTS.c.id, PARTICIPANTS.c.uuid)
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Known:
    """Participants and accounts of addresses at an edition, locked. Three statements at most."""

    def __init__(self, edition_id: int, emails: Iterable[str]) -> None:
        wanted = sorted(set(emails))
        accounts = db.session.scalars(
            select(Account).where(Account.email.in_(wanted)).order_by(Account.id)
        )
        self.accounts = {account.email: account for account in accounts}
        persons = [one.person_id for one in self.accounts.values() if one.person_id]
        rows = db.session.scalars(
            select(Participant)
            .where(
                Participant.edition_id == edition_id,
                or_(Participant.email.in_(wanted), Participant.person_id.in_(persons)),
            )
            .order_by(Participant.id)
            .with_for_update(of=Participant)
            .execution_options(populate_existing=True)
        ).all()
        self.by_email = {row.email: row for row in rows if row.email}
        self.by_person = {row.person_id: row for row in rows}
        named = select(Person).where(Person.id.in_(persons)) if persons else None
        found = db.session.scalars(named) if named is not None else ()
        self.persons = {person.id: person for person in found}

    def row_of(self, email: str | None) -> Participant | None:
        """Who has that address, or is the person of its account.

        What was asked for and not confirmed tells less than a registration under another address.
        """
        if email is None:
            return None
        own = self.by_email.get(email)
        account = self.accounts.get(email)
        same = self.by_person.get(account.person_id) if account and account.person_id else None
        return same if same and (own is None or own.standing == Standing.ASKED) else own

    def person_of(self, email: str | None) -> Person | None:
        """The person of the address's account."""
        account = self.accounts.get(email) if email else None
        return self.persons.get(account.person_id) if account and account.person_id else None


def insert_all(
    entrants: Sequence[tuple[str | None, Details]],
    known: Known,
    *,
    at: datetime,
    **values: Any,
) -> list[int | None]:
    """Participants of addresses and details, with `values` of the edition, the channel and so on.

    Their ids, in order; None: the address was entered by somebody else at the same moment.
    """
    persons = [known.person_of(email) or new_person(details) for email, details in entrants]
    _number(persons)
    common = {**values, "standing": Standing.CONFIRMED} | dict.fromkeys(
        ("consented", "asked", "confirmed"), at
    )
    rows = [
        {**common, **_row(email, details, person)}
        for (email, details), person in zip(entrants, persons, strict=True)
    ]
    # In one order, whoever enters: or two who enter the same people would wait crosswise.
    ordered = sorted(rows, key=lambda row: row["email"] or "")
    made = db.session.execute(ENTER[db.session.get_bind().dialect.name], ordered)
    ids = {uuid: id for id, uuid in made}
    lost = {row["person_id"] for row in rows if row["uuid"] not in ids}
    if lost:
        drop_persons(lost)
    for row in rows:
        account = known.accounts.get(row["email"])
        if account and account.person_id is None and row["person_id"] not in lost:
            account.person_id = row["person_id"]
    return [ids.get(row["uuid"]) for row in rows]


def _row(email: str | None, details: Details, person: Person) -> dict[str, Any]:
    return {
        "uuid": uuid4(),
        "person_id": person.id,
        "email": email,
        "category": details.category,
        "language": details.language,
        "country": details.country or None,
        "affiliation": details.affiliation,
        **keys_of(person, affiliation=details.affiliation, email=email),
    }


def remove_all(ids: Sequence[int]) -> None:
    """Take back participants who were made just now."""
    chosen = PARTICIPANTS.c.id.in_(ids)
    persons = db.session.scalars(select(PARTICIPANTS.c.person_id).where(chosen)).all()
    db.session.execute(delete(PARTICIPANTS).where(chosen))
    drop_persons(persons)


def _number(persons: Sequence[Person]) -> None:
    """Write those that are new, and give them their ids; they are in no session.

    Engines give many rows back in any order; so each is known by its values, and of two with the
    same either is right.
    """
    new = [person for person in persons if person.id is None]
    if not new:
        return
    rows = [{name: getattr(one, name) for name in TOLD} for one in new]
    ids: dict[tuple[Any, ...], list[int]] = {}
    for id, *values in db.session.execute(MAKE, rows):
        ids.setdefault(tuple(values), []).append(id)
    for person, row in zip(new, rows, strict=True):
        person.id = ids[tuple(row.values())].pop()
