"""Answers become rows: those that were asked, and of limited options no more than there are.

What a stranger answers stands apart until the address confirms it, files as well. Whoever chooses
an option with places does so under the lock of its block: counting and taking are one. Nothing
here commits.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, delete, func, select, update
from sqlalchemy.orm import undefer

from cwf import audit, clock
from cwf.audit import Actor
from cwf.database import db
from cwf.registration.answers import Given, OptionsFull
from cwf.registration.blocks import CHOOSING, Kind, Question, chosen
from cwf.registration.categories import Category
from cwf.registration.models import Answer, Block, Participant, PendingAnswer
from cwf.registration.queries import answers as queries
from cwf.registration.queries.blocks import as_question, questions


def set_answers(
    row: Participant, given: Mapping[int, Given], *, at: datetime, actor: Actor
) -> None:
    """Let these, by block, be all that a locked participant answered; the rest goes.

    What was not asked of them is dropped. Raises OptionsFull, with nothing changed.
    """
    form = questions(row.edition_id)
    wanted = _asked_only(form, Category(row.category), given)
    if full := _full(form, wanted, row.id):
        raise OptionsFull(full)
    _write(row, form, wanted, at, actor)


def prune(row: Participant, *, actor: Actor) -> None:
    """Drop what is no longer asked of a participant whose category has changed."""
    kept = {block_id: Given(value=value) for block_id, value in queries.answers_of(row.id).items()}
    if kept:
        form = questions(row.edition_id)
        wanted = _asked_only(form, Category(row.category), kept)
        _write(row, form, wanted, clock.now(), actor)


def free_options(participant_id: int) -> None:
    """Give back the limited options of one who takes part no longer: their answers go."""
    form = db.session.execute(
        select(Block.id, Block.options)
        .join(Answer, Answer.block_id == Block.id)
        .where(Answer.participant_id == participant_id, Block.kind.in_(CHOOSING))
    )
    limited = [one.id for one in form if any("places" in option for option in one.options)]
    _forget(participant_id, limited)


def keep_apart(row: Participant, category: Category, given: Mapping[int, Given]) -> None:
    """Keep what was answered until the address confirms it, instead of what was before."""
    drop_pending([row.id])
    wanted = _asked_only(questions(row.edition_id), category, given) if given else {}
    db.session.add_all(
        PendingAnswer(participant_id=row.id, block_id=block_id, value=one.value, body=one.body)
        for block_id, one in wanted.items()
    )


def settle_pending(row: Participant, *, at: datetime, actor: Actor) -> list[tuple[Question, str]]:
    """The address is confirmed: what stood apart are the answers of a locked participant.

    Gives the options whose last place somebody else took meanwhile; those are not taken.
    """
    form = questions(row.edition_id)
    if not form:
        return []
    apart = select(PendingAnswer).where(PendingAnswer.participant_id == row.id)
    apart = apart.options(undefer(PendingAnswer.body))
    given = {one.block_id: Given(value=one.value, body=one.body)
             for one in db.session.scalars(apart)}  # fmt: skip
    files = {one.id for one in form if one.kind is Kind.FILE}
    earlier = queries.answers_of(row.id)
    for block_id in files & earlier.keys() - given.keys():
        given[block_id] = Given(value=earlier[block_id])
    wanted = _asked_only(form, Category(row.category), given)
    full = _full(form, wanted, row.id)
    for question, code in full:
        wanted = _without(wanted, question, code)
    wanted = _asked_only(form, Category(row.category), wanted)
    _write(row, form, wanted, at, actor)
    drop_pending([row.id])
    return full


def hand_pending_on(from_id: int, to_id: int) -> None:
    """What one participant answered and nobody has confirmed becomes that of another."""
    drop_pending([to_id])
    theirs = update(PendingAnswer).where(PendingAnswer.participant_id == from_id)
    db.session.execute(theirs.values(participant_id=to_id))


def drop_pending(participants: Sequence[int] | Select[Any]) -> None:
    """Forget what nobody has confirmed, files as well; by ids, or a statement that finds them."""
    which = PendingAnswer.participant_id.in_(participants)
    gone = delete(PendingAnswer).where(which).execution_options(synchronize_session=False)
    db.session.execute(gone)


def _asked_only(
    form: Sequence[Question], category: Category, given: Mapping[int, Given]
) -> dict[int, Given]:
    values = {block_id: one.value for block_id, one in given.items()}
    wanted = {one.id for one in queries.asked_of(form, category, values)}
    return {block_id: one for block_id, one in given.items() if block_id in wanted}


def _without(given: Mapping[int, Given], question: Question, code: str) -> dict[int, Given]:
    rest = [one for one in _codes(question, given[question.id].value) if one != code]
    kept = {block_id: one for block_id, one in given.items() if block_id != question.id}
    return {**kept, question.id: Given(value=rest)} if rest else kept


def _codes(question: Question, value: Any) -> list[str]:
    return [one.code for one in question.options if one.code in chosen(value)]


def _full(
    form: Sequence[Question], wanted: Mapping[int, Given], participant_id: int
) -> list[tuple[Question, str]]:
    """Which of the wanted options have no place left for this participant; locks their blocks.

    Who has a place keeps it, whatever was made smaller since.
    """
    limited = _locked([one.id for one in form if one.limited and one.id in wanted])
    held = queries.answers_of(participant_id)
    found = []
    for block_id, question in limited.items():
        new = set(_codes(question, wanted[block_id].value)) - chosen(held.get(block_id))
        for option in question.options:
            if option.code not in new or option.places is None:
                continue
            if _taken(block_id, option.code, participant_id) >= option.places:
                found.append((question, option.code))
    return found


def _locked(block_ids: list[int]) -> dict[int, Question]:
    """Blocks as they stand once nobody else counts and takes; in one order, so that no two wait for
    each other."""
    if not block_ids:
        return {}
    rows = select(Block).where(Block.id.in_(block_ids)).order_by(Block.id).with_for_update()
    fresh = db.session.scalars(rows.execution_options(populate_existing=True))
    return {one.id: as_question(one) for one in fresh}


def _taken(block_id: int, code: str, participant_id: int) -> int:
    """How many others chose an option; a code has no letter that LIKE reads (new_code)."""
    theirs = select(func.count()).where(
        Answer.block_id == block_id,
        Answer.participant_id != participant_id,
        cast(Answer.value, Text).like(f'%"{code}"%'),
    )
    return db.session.scalar(theirs) or 0


def _write(
    row: Participant,
    form: Sequence[Question],
    wanted: Mapping[int, Given],
    at: datetime,
    actor: Actor,
) -> None:
    there = {one.block_id: one for one in db.session.scalars(
        select(Answer).where(Answer.participant_id == row.id))}  # fmt: skip
    retired = {one.id for one in form if one.retired}  # their answers stay
    gone = there.keys() - wanted.keys() - retired
    changed = set(gone)
    for block_id, given in wanted.items():
        one = there.get(block_id)
        if one is None:
            one = Answer(participant_id=row.id, block_id=block_id)
            db.session.add(one)
        elif one.value == given.value and given.body is None:
            continue
        one.value, one.answered = given.value, at
        if given.body is not None:
            one.body = given.body
        changed.add(block_id)
    _forget(row.id, gone)
    if changed:
        _record(row, [one for one in form if one.id in changed], actor)


def _forget(participant_id: int, block_ids: Iterable[int]) -> None:
    if which := list(block_ids):
        theirs = Answer.participant_id == participant_id
        db.session.execute(delete(Answer).where(theirs, Answer.block_id.in_(which)))


def _record(row: Participant, changed: Sequence[Question], actor: Actor) -> None:
    """Which questions, and never what was answered: the log outlives the answers."""
    names = [next(iter(one.label.values()), str(one.kind)) for one in changed]
    audit.record(
        actor,
        "registration.answers",
        scope=audit.edition_scope(row.edition_id),
        subject=row.person.name,
        after={"fields": names},
    )
