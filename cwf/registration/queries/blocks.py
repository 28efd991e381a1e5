"""The blocks of an edition's form, and how often they were answered."""

import json
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Text, cast, func, select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.blocks import CHOOSING, Kind, Question, chosen, read_condition, read_options
from cwf.registration.models import Answer
from cwf.registration.models import Block as Block  # noqa: PLC0414 - views name its type


def rows_of(edition_id: int) -> list[Block]:
    """The blocks in the order of the form, the retired ones among them."""
    rows = select(Block).where(Block.edition_id == edition_id)
    return list(db.session.scalars(rows.order_by(Block.position, Block.id)))


def questions(edition_id: int) -> tuple[Question, ...]:
    """The same as the rules take them (one statement)."""
    return tuple(as_question(row) for row in rows_of(edition_id))


def block_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Block:
    """A block of this edition; raises NotFound."""
    wanted = select(Block).where(Block.edition_id == edition.id, Block.uuid == uuid)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    row = db.session.scalar(wanted)
    if row is None:
        raise NotFound
    return row


def questions_by_uuid(uuids: Collection[UUID]) -> dict[str, Question]:
    """Questions of any edition, by what exports know them by (one statement)."""
    found = db.session.scalars(select(Block).where(Block.uuid.in_(uuids)))
    return {str(row.uuid): as_question(row) for row in found}


def as_question(row: Block) -> Question:
    """A row as the rules take it."""
    return Question(
        id=row.id,
        uuid=row.uuid,
        kind=Kind(row.kind),
        label=row.label,
        hint=row.hint,
        options=read_options(row.options),
        least=row.least,
        most=row.most,
        required=row.required,
        condition=read_condition(row.condition),
        retired=row.retired is not None,
    )


def answered(edition_id: int) -> dict[int, int]:
    """How many answers there are, by block."""
    rows = db.session.execute(
        select(Answer.block_id, func.count())
        .join(Block, Block.id == Answer.block_id)
        .where(Block.edition_id == edition_id)
        .group_by(Answer.block_id)
    )
    return {row[0]: row[1] for row in rows}


def chosen_by(edition_id: int) -> dict[tuple[int, str], int]:
    """How many chose an option, by block and code; the database groups, however many there are."""
    written = cast(Answer.value, Text)
    rows = db.session.execute(
        select(Answer.block_id, written, func.count())
        .join(Block, Block.id == Answer.block_id)
        .where(Block.edition_id == edition_id, Block.kind.in_(CHOOSING))
        .group_by(Answer.block_id, written)
    )
    found: dict[tuple[int, str], int] = {}
    for block_id, text, number in rows:
        for code in chosen(json.loads(text)):
            found[block_id, code] = found.get((block_id, code), 0) + number
    return found
