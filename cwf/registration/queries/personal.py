"""What registration keeps of somebody, for whom it is about."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.i18n import LANGUAGES
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import plain, told
from cwf.registration.models import (
    Answer,
    Block,
    Booking,
    BulkTask,
    Claim,
    Participant,
    Particulars,
    PendingAnswer,
    Quota,
)
from cwf.registration.queries.subjects import rows_of


def personal_data(subject: Subject) -> list[Section]:
    """Registrations, particulars, answers, places, and what one bought for others.

    A file among the answers is told by its name and size; its bytes are had from the registration.
    """
    rows = rows_of(subject)
    ids = [row.id for row in rows]
    return [
        Section(
            code="registrations",
            title=_l("Registrations"),
            rows=tuple({"edition": edition_name(row.edition_id), **told(row)} for row in rows),
        ),
        Section(code="particulars", title=_l("For the days of the forum"), rows=_particulars(ids)),
        Section(code="answers", title=_l("Answers to the form"), rows=_answers(ids)),
        Section(code="places", title=_l("Places and waiting lists"), rows=_claims(ids)),
        Section(code="bookings", title=_l("Bookings for several"), rows=_bookings(subject)),
        Section(code="deeds", title=_l("What you did to many at once"), rows=_deeds(subject)),
    ]


def edition_name(edition_id: int | None) -> str:
    """What an edition is called in an export: its address in the web, which is short and stays."""
    if edition_id is None:
        return ""
    return db.session.get_one(Edition, edition_id).slug


def _particulars(ids: list[int]) -> tuple[dict[str, Any], ...]:
    found = db.session.execute(
        select(Particulars, Participant.edition_id)
        .join(Participant, Participant.id == Particulars.participant_id)
        .where(Participant.id.in_(ids))
    )
    return tuple({"edition": edition_name(edition), **told(row)} for row, edition in found)


def _answers(ids: list[int]) -> tuple[dict[str, Any], ...]:
    kinds: tuple[Any, ...] = (Answer, PendingAnswer)
    found = [
        pair
        for kind in kinds
        for pair in db.session.execute(
            select(kind, Block)
            .join(Block, Block.id == kind.block_id)
            .where(kind.participant_id.in_(ids))
            .order_by(Block.edition_id, Block.position)
        )
    ]
    return tuple(
        {
            "edition": edition_name(block.edition_id),
            "uuid": plain(block.uuid),
            "question": block.label,
            "answer": answer.value,
            "file": plain(answer.body),
            "answered": plain(getattr(answer, "answered", None)),
        }
        for answer, block in found
    )


def _claims(ids: list[int]) -> tuple[dict[str, Any], ...]:
    found = db.session.execute(
        select(Claim, Quota.edition_id)
        .join(Quota, Quota.id == Claim.root_id)
        .where(Claim.participant_id.in_(ids))
        .order_by(Claim.id)
    )
    return tuple(
        {"edition": edition_name(edition), "session": _session(row.root_id), **told(row)}
        for row, edition in found
    )


def _session(root_id: int) -> dict[str, str]:
    """What a tree of places is called by those who hung it on something of theirs; {}: nobody."""
    return {
        language: words.title
        for ask in current_app.extensions["cwf_offer_words"]
        for language in LANGUAGES
        if (words := ask(root_id, language)) is not None
    }


def _bookings(subject: Subject) -> tuple[dict[str, Any], ...]:
    found = select(Booking).where(Booking.email.in_(subject.emails)).order_by(Booking.id)
    if subject.edition is not None:
        found = found.where(Booking.edition_id == subject.edition)
    # those who are to be registered by it are others
    return tuple(
        {"edition": edition_name(row.edition_id), **told(row, without=("wanted",))}
        for row in db.session.scalars(found)
    )


def _deeds(subject: Subject) -> tuple[dict[str, Any], ...]:
    if subject.edition is not None:
        return ()
    found = db.session.scalars(select(BulkTask).where(BulkTask.actor_id.in_(subject.accounts)))
    # to whom it was done is theirs to read
    return tuple(told(row, without=("pending", "said", "actor")) for row in found)
