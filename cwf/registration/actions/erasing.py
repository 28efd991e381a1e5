"""A person is erased: what tells of them goes, and they stay as a number.

Category, country, standing and channel remain of each registration, so that counts of a forum are
the same before and after. Nothing here commits.
"""

from datetime import datetime
from json import dumps
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import Text, cast, delete, exists, select, update

from cwf import audit, mail
from cwf.audit import Actor
from cwf.database import db
from cwf.people.actions import forgetting as people
from cwf.people.actions.keeping import FAREWELL
from cwf.people.keeping import Subject
from cwf.people.models import Account, Person
from cwf.programme.models import Speaker
from cwf.registration.actions.participants import cancel
from cwf.registration.actions.places import give_all_up
from cwf.registration.categories import Standing
from cwf.registration.models import (
    Answer,
    Booking,
    BulkTask,
    JoinedRegistration,
    Participant,
    Particulars,
    PendingAnswer,
)
from cwf.registration.queries.subjects import coming, published_at, rows_of

UNKNOWN = Actor(account_id=None, name="")  # who erased themselves is not named by it again


def erase(subject: Subject, *, at: datetime, actor: Actor, tell: str = "") -> None:
    """Erase somebody, or (with `subject.edition`) their part in one forum.

    Registrations for coming forums are cancelled first, their places freed: nudge `offers` and
    `mail` after the commit. `tell` is the language of a last mail to each address ("": none).
    Raises LastSecretariatError for the last one of the secretariat.
    """
    if subject.edition is None:
        people.check(subject)
    for row, _edition in coming(subject, at):
        _leave(row, at=at, actor=actor)
    editions = [row.edition_id for row in rows_of(subject)]
    for forget in current_app.extensions["cwf_forgetting"]:
        forget(subject, at=at, actor=actor)
    if subject.person is not None:
        let_go(subject.person, whole=subject.edition is None, at=at)
    for edition_id in editions:
        scope = audit.edition_scope(edition_id)
        audit.record(actor, "person.erase", scope=scope, subject=f"#{subject.person}")
    if not editions:
        audit.record(actor, "person.erase", scope=audit.NETWORK, subject=f"#{subject.person}")
    if tell:
        _tell(subject, tell)


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """What registration knows of somebody (the registry of forgetting)."""
    for row in rows_of(subject):
        _empty(row, at)
        row.person = _nobody(at)
    db.session.flush()
    if subject.edition is None:
        asked = update(BulkTask).where(BulkTask.actor_id.in_(subject.accounts))
        db.session.execute(asked.values(actor_id=None, actor=""))
    settled = Booking.confirmed.is_not(None)  # what is booked is kept as long as the law says
    mine = delete(Booking).where(Booking.email.in_(subject.emails), ~settled)
    if subject.edition is not None:
        mine = mine.where(Booking.edition_id == subject.edition)
    booked = select(Participant.id).where(Participant.booking_id == Booking.id)
    db.session.execute(mine.where(~exists(booked)))


def _leave(row: Participant, *, at: datetime, actor: Actor) -> None:
    """Out of a coming forum, whatever stands: nothing of it is counted any more."""
    if row.standing == Standing.CONFIRMED:
        cancel(row, at=at, actor=actor, erased=True)
    if row.standing != Standing.CANCELLED:
        row.standing, row.cancelled = Standing.CANCELLED, at
        give_all_up(row.id, at=at)
    db.session.flush()


def _empty(row: Participant, at: datetime) -> None:
    for kept in (Particulars, Answer, PendingAnswer, JoinedRegistration):
        db.session.execute(delete(kept).where(kept.participant_id == row.id))
    uuid = uuid4()
    _unname(row, uuid)
    row.uuid, row.generation = uuid, row.generation + 1
    row.email, row.wanted = None, None
    row.affiliation = row.payment_note = row.sort_key = row.search_key = row.name_key = ""
    row.language, row.erased = "en", at


def _unname(row: Participant, uuid: UUID) -> None:
    """Take out of bookings what a buyer wrote of somebody; that one came, and as what, stays.

    Those who took part already are known there by their address alone.
    """
    here = Booking.id == row.booking_id
    if row.email:
        written = dumps(row.email)[1:-1]
        told = cast(Booking.wanted, Text).contains(written, autoescape=True)
        here = here | (told & (Booking.edition_id == row.edition_id))
    for booking in db.session.scalars(select(Booking).where(here, Booking.confirmed.is_not(None))):
        booking.wanted = [
            _unnamed(one, uuid)
            if one.get("uuid") == str(row.uuid) or (row.email and one["email"] == row.email)
            else one
            for one in booking.wanted or ()
        ]


def _unnamed(one: dict[str, str], uuid: UUID) -> dict[str, str]:
    """What is left of one: that they came, and as what."""
    left: dict[str, str] = {"name": "", "email": ""}
    left |= {name: one[name] for name in ("category", "wait", "outcome") if name in one}
    return left | ({"uuid": str(uuid)} if "uuid" in one else {})


def _nobody(at: datetime) -> Person:
    """A person of whom nothing is known, one for each registration: nobody can join them."""
    made = Person(name="", sort_name="", erased=at)
    db.session.add(made)
    return made


def let_go(person_id: int, *, whole: bool, at: datetime) -> None:
    """The row of the person: gone where nothing holds it, without a name where something does.

    Who stands in a published programme is named there by its organisers, who are to be asked.
    """
    held = (
        exists().where(column == person_id)
        for column in (Participant.person_id, Account.person_id, Speaker.person_id)
    )
    unheld = [~one for one in held]
    gone = db.session.execute(delete(Person).where(Person.id == person_id, *unheld))
    if gone.rowcount or not whole or published_at(person_id):  # type: ignore[attr-defined]
        return
    people.blank(db.session.get_one(Person, person_id), at)


def _tell(subject: Subject, language: str) -> None:
    """The last mail, so that somebody who did not ask for it learns of it."""
    for email in sorted(subject.emails):
        mail.queue_text(
            key=f"{FAREWELL}{uuid4()}",
            recipient=email,
            language=language,
            template="erased",
            whole=subject.edition is None,
        )


def erase_row(row: Participant, *, at: datetime, actor: Actor) -> None:
    """A registration whose time is over; the person goes with it where nothing else is known."""
    person_id = row.person_id
    others = select(Participant.id).where(
        Participant.person_id == person_id, Participant.id != row.id, Participant.erased.is_(None)
    )
    account = select(Account.id).where(Account.person_id == person_id)
    known = db.session.scalar(others.limit(1)) or db.session.scalar(account.limit(1))
    names = frozenset() if known else frozenset({row.person.name} - {""})
    emails = frozenset([row.email] if row.email and not known else [])
    subject = Subject(person=person_id, edition=row.edition_id, names=names, emails=emails)
    for forget_part in current_app.extensions["cwf_forgetting"]:
        forget_part(subject, at=at, actor=actor)
    let_go(person_id, whole=not known, at=at)
