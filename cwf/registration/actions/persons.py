"""The persons behind participants: made for a registration, named, and forgotten with it."""

from collections.abc import Collection

from sqlalchemy import delete, exists
from sqlalchemy.exc import IntegrityError

from cwf.audit import Actor
from cwf.database import db
from cwf.people import actions as people
from cwf.people.models import Account, Person
from cwf.people.queries import account_by_email
from cwf.programme.collation import sort_name
from cwf.programme.models import Speaker
from cwf.registration.details import Details
from cwf.registration.models import Participant
from cwf.registration.queries import participants as queries


def new_person(details: Details) -> Person:
    """A person as a form tells of one; not yet added."""
    return Person(
        name=details.name,
        sort_name=sort_name(details.name, group=False),
        country=details.country or None,
    )


def rename(person: Person, name: str) -> None:
    """Take the name that somebody gives themselves.

    Who stands in a programme is named there by its organisers; that name is left alone.
    """
    if person.name != name and not queries.speaks(person.id):
        person.name, person.sort_name = name, sort_name(name, group=False)


def drop_person(person_id: int) -> None:
    """Forget a person whom nothing tells of any more: no registration, account or programme."""
    drop_persons([person_id])


def drop_persons(person_ids: Collection[int]) -> None:
    """Forget those of several persons whom nothing tells of any more."""
    db.session.flush()
    needed = (
        exists().where(column == Person.id)
        for column in (Participant.person_id, Account.person_id, Speaker.person_id)
    )
    unneeded = [~one for one in needed]
    db.session.execute(delete(Person).where(Person.id.in_(person_ids), *unneeded))


def account_for(actor: Actor | None, email: str, details: Details) -> tuple[Account, bool]:
    """The account of an address, and whether it was made now."""
    if found := account_by_email(email):
        return found, False
    try:
        with db.session.begin_nested():
            name, language = details.name, details.language
            who = actor or Actor(account_id=None, name=name)
            return people.make_account(who, email=email, name=name, language=language), True
    except IntegrityError:  # made at the same moment, by another edition's registration
        found = account_by_email(email)
        if found is None:
            raise
        return found, False


def link_person(row: Participant, account: Account) -> None:
    """One person behind both: the account's own, else the participant's becomes it."""
    if account.person_id is None:
        account.person_id = row.person_id
    elif account.person_id != row.person_id:
        temporary, row.person_id = row.person_id, account.person_id
        db.session.flush()
        db.session.refresh(row, ["person"])
        drop_person(temporary)
