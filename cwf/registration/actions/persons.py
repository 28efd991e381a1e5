"""The persons behind participants: made for a registration, named, and forgotten with it."""

from sqlalchemy import delete, exists

from cwf.database import db
from cwf.people.models import Account, Person
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
    db.session.flush()
    needed = (
        exists().where(column == person_id)
        for column in (Participant.person_id, Account.person_id, Speaker.person_id)
    )
    unneeded = [~one for one in needed]
    db.session.execute(delete(Person).where(Person.id == person_id, *unneeded))
