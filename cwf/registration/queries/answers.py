"""What participants answered to the questions of their edition's form."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.registration.batches import in_parts
from cwf.registration.blocks import Question, asked
from cwf.registration.categories import Category
from cwf.registration.models import Answer, Block, Participant, PendingAnswer


def answers_of(participant_id: int) -> dict[int, Any]:
    """The values by block; of a file its name, type and size."""
    rows = select(Answer.block_id, Answer.value).where(Answer.participant_id == participant_id)
    return {row[0]: row[1] for row in db.session.execute(rows)}


def answers_of_all(participant_ids: Iterable[int]) -> dict[int, dict[int, Any]]:
    """The same of many, by participant (a statement for each thousand)."""
    found = dict[int, dict[int, Any]]()
    for some in in_parts(participant_ids):
        rows = select(Answer.participant_id, Answer.block_id, Answer.value)
        for who, block_id, value in db.session.execute(rows.where(Answer.participant_id.in_(some))):
            found.setdefault(who, {})[block_id] = value
    return found


def asked_of(
    questions: Iterable[Question], category: Category, values: Mapping[int, Any]
) -> tuple[Question, ...]:
    """What a participant is asked, given their answers by block."""
    whole = tuple(questions)
    return asked(whole, category, by_uuid(whole, values))


def by_uuid(questions: Iterable[Question], values: Mapping[int, Any]) -> dict[UUID, Any]:
    """Answers by block as the rules take them."""
    return {one.uuid: values[one.id] for one in questions if one.id in values}


def lacking(
    questions: Iterable[Question], category: Category, values: Mapping[int, Any]
) -> tuple[Question, ...]:
    """What a participant has to answer, and has not."""
    return tuple(
        one
        for one in asked_of(questions, category, values)
        if one.required and one.id not in values
    )


def file_of(participant: Participant, uuid: UUID) -> Answer:
    """The answer of a participant that is a file, its bytes with it; raises NotFound."""
    row = db.session.scalar(
        select(Answer)
        .join(Block, Block.id == Answer.block_id)
        .where(Answer.participant_id == participant.id, Block.uuid == uuid)
        .where(Block.edition_id == participant.edition_id)
        .options(undefer(Answer.body))
    )
    if row is None or row.body is None:
        raise NotFound
    return row


def pending_of(participant_id: int) -> dict[int, Any]:
    """What waits for the address to be confirmed, by block."""
    rows = select(PendingAnswer.block_id, PendingAnswer.value)
    wanted = rows.where(PendingAnswer.participant_id == participant_id)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def pending_bytes(edition_id: int) -> int:
    """How many bytes of files nobody has confirmed yet, at an edition."""
    total = db.session.scalar(
        select(func.coalesce(func.sum(func.length(PendingAnswer.body)), 0))
        .join(Block, Block.id == PendingAnswer.block_id)
        .where(Block.edition_id == edition_id)
    )
    return int(total or 0)
