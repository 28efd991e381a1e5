"""Participants: by their link, by their address, of an account, as a list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - views name its type
from cwf.editions.queries import IS_PUBLIC
from cwf.people.models import Account, Person
from cwf.programme.models import Speaker
from cwf.registration.categories import Category, Standing
from cwf.registration.listing import PAGE, Counted, Line, Wanted
from cwf.registration.models import Participant as Participant  # noqa: PLC0414 - the same
from cwf.registration.models import RegistrationTerms
from cwf.registration.terms import Terms, known


def public_edition(slug: str) -> Edition:
    """An edition whose pages everybody may read, by its slug; raises NotFound."""
    found = db.session.scalar(select(Edition).where(Edition.slug == slug, IS_PUBLIC))
    if found is None:
        raise NotFound
    return found


def terms_row(edition_id: int) -> RegistrationTerms | None:
    """The row of an edition's terms; None: registration is not offered."""
    return db.session.get(RegistrationTerms, edition_id)


def terms_of(edition_id: int) -> Terms | None:
    """When and for whom registration is open; None: it is not offered."""
    row = terms_row(edition_id)
    if row is None:
        return None
    categories = known(row.categories)
    return Terms(opens=row.opens, closes=row.closes, categories=categories, welcome=row.welcome)


def by_uuid(uuid: UUID, *, lock: bool = False) -> Participant | None:
    """A participant by what their links name. `lock=True` waits for whoever changes them now."""
    return db.session.scalar(_locked(select(Participant).where(Participant.uuid == uuid), lock))


def by_email(edition_id: int, email: str, *, lock: bool = False) -> Participant | None:
    """The participant of an address at an edition (`same_address` of it)."""
    found = select(Participant).where(
        Participant.edition_id == edition_id, Participant.email == email
    )
    return db.session.scalar(_locked(found, lock))


def by_person(edition_id: int, person_id: int | None) -> Participant | None:
    """The participant that a person is at an edition."""
    if person_id is None:
        return None
    return db.session.scalar(
        select(Participant).where(
            Participant.edition_id == edition_id, Participant.person_id == person_id
        )
    )


def participant_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Participant:
    """A participant of this edition; raises NotFound."""
    found = select(Participant).where(
        Participant.edition_id == edition.id, Participant.uuid == uuid
    )
    row = db.session.scalar(_locked(found, lock))
    if row is None:
        raise NotFound
    return row


def edition_of(participant: Participant) -> Edition:
    """The edition at which one takes part."""
    return db.session.get_one(Edition, participant.edition_id)


def of_account(account: Account) -> list[tuple[Participant, Edition]]:
    """Where an account's person takes part or has cancelled, the latest edition first."""
    if account.person_id is None:
        return []
    return _with_editions(Participant.person_id == account.person_id)


def of_email(email: str) -> list[tuple[Participant, Edition]]:
    """Where an address takes part or has cancelled, the latest edition first."""
    return _with_editions(Participant.email == email)


def speaks(person_id: int) -> bool:
    """Whether a person stands in a programme, where organisers write the name."""
    return bool(
        db.session.scalar(select(Speaker.id).where(Speaker.person_id == person_id).limit(1))
    )


def listed(edition: Edition, wanted: Wanted, *, page: int) -> tuple[Sequence[Participant], int]:
    """One page of the wanted participants by name, and how many there are in all."""
    total = db.session.scalar(
        _wanted(select(func.count()).select_from(Participant), edition, wanted)
    )
    rows = _ordered(_wanted(select(Participant), edition, wanted))
    found = db.session.scalars(rows.limit(PAGE).offset((page - 1) * PAGE)).all()
    return found, total or 0


def lines(edition: Edition, wanted: Wanted) -> list[Line]:
    """All the wanted participants by name, frozen."""
    rows = db.session.scalars(_ordered(_wanted(select(Participant), edition, wanted)))
    return [
        Line(
            name=row.person.name,
            email=row.email,
            category=Category(row.category),
            country=row.country or "",
            affiliation=row.affiliation,
            language=row.language,
            standing=Standing(row.standing),
            asked=row.asked,
            confirmed=row.confirmed,
            cancelled=row.cancelled,
        )
        for row in rows
    ]


def counted(edition: Edition) -> Counted:
    """The confirmed by category and country, and all by standing (one statement)."""
    groups = db.session.execute(
        select(Participant.standing, Participant.category, Participant.country, func.count())
        .where(Participant.edition_id == edition.id)
        .group_by(Participant.standing, Participant.category, Participant.country)
    ).all()
    categories: dict[Category, int] = {}
    countries: dict[str, int] = {}
    standings = dict.fromkeys(Standing, 0)
    for standing, category, country, number in groups:
        standings[Standing(standing)] += number
        if standing == Standing.CONFIRMED:
            categories[Category(category)] = categories.get(Category(category), 0) + number
            countries[country or ""] = countries.get(country or "", 0) + number
    return Counted(categories=categories, countries=countries, standings=standings)


def _with_editions(which: ColumnElement[bool]) -> list[tuple[Participant, Edition]]:
    rows = db.session.execute(
        select(Participant, Edition)
        .join(Edition, Edition.id == Participant.edition_id)
        .where(which, Participant.standing != Standing.ASKED)
        .order_by(Edition.year.desc(), Edition.id.desc())
    )
    return [(participant, edition) for participant, edition in rows]


def _locked(statement: Select[Any], lock: bool) -> Select[Any]:
    if not lock:
        return statement
    return statement.with_for_update(of=Participant).execution_options(populate_existing=True)


def _wanted(statement: Select[Any], edition: Edition, wanted: Wanted) -> Select[Any]:
    found = statement.join(Person, Person.id == Participant.person_id).where(
        Participant.edition_id == edition.id
    )
    if wanted.category:
        found = found.where(Participant.category == wanted.category)
    if wanted.standing:
        found = found.where(Participant.standing == wanted.standing)
    if wanted.country:
        found = found.where(Participant.country == wanted.country)
    for word in wanted.words.split():
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = (Person.name, Participant.affiliation, Participant.email)
        found = found.where(or_(*(column.ilike(like, escape="\\") for column in columns)))
    return found


def _ordered(statement: Select[Any]) -> Select[Any]:
    by_name = statement.order_by(func.lower(Person.sort_name), Participant.id)
    return by_name.options(contains_eager(Participant.person))
