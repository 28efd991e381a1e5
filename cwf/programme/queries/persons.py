"""Persons that speakers are made of, as far as an organiser may know of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, or_, select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries import editions_in_reach
from cwf.people.models import Account, Person
from cwf.programme import models

MOST = 20


def known_persons(account: Account, edition: Edition, name: str) -> Sequence[Person]:
    """Persons of that name, or whose name has it in it, who spoke where the account may read.

    That is: at published editions and at those in its reach. Who speaks here already is left out.
    """
    here = select(models.Speaker.person_id).where(models.Speaker.edition_id == edition.id)
    pattern = f"%{_escaped(name)}%"
    statement = (
        select(Person)
        .where(Person.id.in_(_visible(account)), Person.id.not_in(here))
        .where(
            or_(
                Person.name.ilike(pattern, escape="\\"),
                Person.original_name.ilike(pattern, escape="\\"),
            )
        )
        .order_by(Person.sort_name)
        .limit(MOST)
    )
    return db.session.scalars(statement).all()


def known_person(account: Account, person_id: int) -> Person:
    """A person who spoke where the account may read; raises NotFound."""
    found = db.session.scalar(
        select(Person).where(Person.id == person_id, Person.id.in_(_visible(account)))
    )
    if found is None:
        raise NotFound
    return found


def _visible(account: Account) -> Select[Any]:
    published = select(models.Publication.edition_id).where(
        models.Publication.release_id.is_not(None)
    )
    reached = [edition.id for edition in editions_in_reach(account)]
    return select(models.Speaker.person_id).where(
        or_(models.Speaker.edition_id.in_(published), models.Speaker.edition_id.in_(reached))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def is_shared_out_of_reach(account: Account, person: Person) -> bool:
    """Whether the person speaks at an edition that the account does not reach.

    Then the name is not this account's to change: it would change there, too.
    """
    reached = [edition.id for edition in editions_in_reach(account)]
    statement = select(models.Speaker.id).where(
        models.Speaker.person_id == person.id, models.Speaker.edition_id.not_in(reached)
    )
    return db.session.scalar(statement.limit(1)) is not None
