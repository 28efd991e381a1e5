"""What is left to do for delegations: read for many in a fixed number of statements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cwf.database import db
from cwf.delegations.models import Delegation, Member, Message, Occasion, Reply
from cwf.delegations.roles import Role
from cwf.delegations.stages import Side, Stage
from cwf.delegations.todo import Known, OccasionLeft
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Participant, Particulars
from cwf.registration.particulars import Said, missing

COMING = (Standing.CONFIRMED, Standing.WAITING, Standing.APPLIED)
ASKED = ("diet", "access", "photo", "listed", "languages", "arrives", "departs")


@dataclass(kw_only=True, slots=True)
class Counts:
    """How many members a delegation has, by role; of how many something is missing."""

    roles: Counter[Role]
    incomplete: int = 0
    waiting: int = 0
    asked: datetime | None = None


def known_of(
    rows: Sequence[Delegation], *, granted: dict[int, int | None], at: datetime
) -> dict[int, Known]:
    """What is known of each delegation, by id; of one edition all, or some.

    `granted` are their places by id (queries/quotas.py).
    """
    ids = [row.id for row in rows]
    counts, unread = member_counts(ids), _unread(ids)
    occasions = _occasions(rows, at)
    return {
        row.id: Known(
            stage=Stage(row.stage),
            since=row.stage_since,
            deadline=row.deadline,
            granted=granted.get(row.id),
            named=counts[row.id].roles.total(),
            incomplete=counts[row.id].incomplete,
            asked=counts[row.id].asked,
            occasions=tuple(
                replace(one, unanswered=max(counts[row.id].roles.total() - one.yes - one.no, 0))
                for one in occasions[row.id]
            ),
            unread=unread[row.id],
        )
        for row in rows
    }


def member_counts(ids: Sequence[int]) -> dict[int, Counts]:
    """The members of delegations who come, counted; those who cancelled are none."""
    found = {one: Counts(roles=Counter()) for one in ids}
    columns: list[Any] = [getattr(Particulars, name) for name in ASKED]
    rows = db.session.execute(
        select(
            Member.delegation_id,
            Member.role,
            Member.asked,
            Participant.category,
            Participant.standing,
            *columns,
        )
        .join(Participant, Participant.id == Member.participant_id)
        .outerjoin(Particulars, Particulars.participant_id == Participant.id)
        .where(Member.delegation_id.in_(ids), Participant.standing.in_(COMING))
    )
    for row in rows:
        counted = found[row.delegation_id]
        counted.roles[Role(row.role)] += 1
        counted.waiting += row.standing == Standing.WAITING
        said = Said(**{name: getattr(row, name) for name in ASKED})
        counted.incomplete += bool(missing(said, Category(row.category), row.role))
        if row.asked and (counted.asked is None or row.asked > counted.asked):
            counted.asked = row.asked
    return found


def unread(delegation_id: int, reader: Side) -> int:
    """How many messages of the other side nobody of this one has seen."""
    return (
        db.session.scalar(
            select(func.count(Message.id)).where(
                Message.delegation_id == delegation_id,
                Message.side != reader,
                Message.read.is_(None),
            )
        )
        or 0
    )


def _unread(ids: Sequence[int]) -> Counter[int]:
    found = db.session.execute(
        select(Message.delegation_id, func.count(Message.id))
        .where(Message.delegation_id.in_(ids), Message.side == Side.HOST, Message.read.is_(None))
        .group_by(Message.delegation_id)
    )
    return Counter({row[0]: row[1] for row in found})


def _occasions(rows: Sequence[Delegation], at: datetime) -> dict[int, list[OccasionLeft]]:
    """What each delegation is asked to say who comes to, with the answers that it gave."""
    ids = [row.id for row in rows]
    editions = {row.edition_id for row in rows}
    asked = db.session.scalars(
        select(Occasion)
        .where(Occasion.edition_id.in_(editions), Occasion.starts > at)
        .order_by(Occasion.starts, Occasion.id)
    ).all()
    said = Counter[tuple[int, int, bool]]()
    if asked:
        replies = db.session.execute(
            select(Reply.occasion_id, Member.delegation_id, Reply.comes, func.count())
            .join(Member, Member.id == Reply.member_id)
            .join(Participant, Participant.id == Member.participant_id)
            .where(Member.delegation_id.in_(ids), Participant.standing.in_(COMING))
            .group_by(Reply.occasion_id, Member.delegation_id, Reply.comes)
        )
        said.update({(row[0], row[1], bool(row[2])): row[3] for row in replies})
    return {
        row.id: [
            OccasionLeft(
                uuid=one.uuid,
                title=one.title,
                starts=one.starts,
                answer_by=one.answer_by,
                yes=said[one.id, row.id, True],
                no=said[one.id, row.id, False],
            )
            for one in asked
            if one.edition_id == row.edition_id and one.delegation_id in (None, row.id)
        ]
        for row in rows
    }
