"""Whom an export or an erasure is about, found by a registration, a name or an address."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries.ended import over_by
from cwf.people.keeping import Subject
from cwf.people.models import Account, Person
from cwf.people.queries.personal import subject_of_person
from cwf.programme.models import Release, Speaker
from cwf.registration.categories import Standing
from cwf.registration.models import Participant

PAGE = 50
ALIVE = (Standing.ASKED, Standing.APPLIED, Standing.WAITING, Standing.CONFIRMED)


def addresses(person_id: int) -> set[str]:
    """The addresses under which a person takes part (the registry of addresses)."""
    mine = select(Participant.email).where(Participant.person_id == person_id)
    return {email for email in db.session.scalars(mine) if email}


def subject_of_link(row: Participant) -> Subject:
    """Whom the personal link of a registration speaks for.

    For the whole person where there is nothing but this registration and the account that it
    made; else for this registration alone, since a link may have been passed on.
    """
    whole = subject_of_person(row.person_id)
    if _bare(row, whole):
        return whole
    return Subject(
        person=row.person_id,
        emails=frozenset([row.email] if row.email else []),
        edition=row.edition_id,
        names=frozenset({row.person.name}),
    )


def _bare(row: Participant, whole: Subject) -> bool:
    accounts = db.session.scalars(select(Account).where(Account.id.in_(whole.accounts))).all()
    plain = all(
        one.email == row.email
        and not one.password
        and not one.has_second_factor()
        and not one.held_roles()
        for one in accounts
    )
    others = select(Participant.id).where(
        Participant.person_id == row.person_id, Participant.id != row.id
    )
    return plain and len(accounts) <= 1 and db.session.scalar(others.limit(1)) is None


def rows_of(subject: Subject) -> Sequence[Participant]:
    """The registrations that an export or an erasure is about, the first edition first."""
    if subject.person is None:
        return []
    wanted = select(Participant).where(Participant.person_id == subject.person)
    if subject.edition is not None:
        wanted = wanted.where(Participant.edition_id == subject.edition)
    return db.session.scalars(wanted.order_by(Participant.edition_id)).all()


def coming(subject: Subject, at: datetime) -> list[tuple[Participant, Edition]]:
    """The registrations that are open still, at forums that are not over: erasing cancels them."""
    over = set(over_by(at))
    found = [row for row in rows_of(subject) if row.standing in ALIVE]
    return [
        (row, db.session.get_one(Edition, row.edition_id))
        for row in found
        if row.edition_id not in over
    ]


def published_at(person_id: int | None) -> Sequence[Edition]:
    """Forums whose published programme names a person, where the name stands."""
    speaks = select(Speaker.edition_id).where(Speaker.person_id == person_id)
    released = Edition.id.in_(select(Release.edition_id))
    wanted = select(Edition).where(Edition.id.in_(speaks), released).order_by(Edition.id)
    return db.session.scalars(wanted).all()


def person(person_id: int, *, lock: bool = False) -> Person:
    """A person who was not erased; raises NotFound. The secretariat alone looks people up so."""
    wanted = select(Person).where(Person.id == person_id, Person.erased.is_(None))
    found = db.session.scalar(wanted.with_for_update(of=Person) if lock else wanted)
    if found is None:
        raise NotFound
    return found


def search(words: str) -> Sequence[Person]:
    """People whose name, address or affiliation has all the words; so many that a page holds."""
    wanted = select(Person).where(Person.erased.is_(None), Person.group.is_(False))
    for word in words.split():
        like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        own = select(Account.person_id).where(
            Account.email.ilike(like, escape="\\"), Account.person_id.is_not(None)
        )
        part = select(Participant.person_id).where(
            or_(
                Participant.email.ilike(like, escape="\\"),
                Participant.affiliation.ilike(like, escape="\\"),
            )
        )
        named = Person.name.ilike(like, escape="\\")
        wanted = wanted.where(
            or_(
                named, Person.id.in_(own.where(Account.person_id.is_not(None))), Person.id.in_(part)
            )
        )
    return db.session.scalars(wanted.order_by(Person.sort_name, Person.id).limit(PAGE + 1)).all()


def language_of(person_id: int) -> str:
    """In which language one writes to a person: that of an account, else of a registration."""
    account = select(Account.language).where(Account.person_id == person_id).limit(1)
    latest = select(Participant.language).where(Participant.person_id == person_id)
    newest = latest.order_by(Participant.id.desc()).limit(1)
    return db.session.scalar(account) or db.session.scalar(newest) or "en"
