"""All delegations of an edition, in a fixed number of statements."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cwf.database import db
from cwf.delegations.models import Delegation, Member, Message, PlaceRequest, Reminder
from cwf.delegations.overview import HeadLine, Line
from cwf.delegations.queries.access import name_of
from cwf.delegations.queries.left import known_of
from cwf.delegations.queries.quotas import granted_of
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side, Stage, Standing
from cwf.delegations.todo import Known, tasks
from cwf.editions.models import Edition
from cwf.regions.models import Region


def of_edition(edition: Edition) -> Sequence[Delegation]:
    """The rows, with their heads, in the order in which they were made."""
    return db.session.scalars(
        select(Delegation)
        .where(Delegation.edition_id == edition.id)
        .options(selectinload(Delegation.heads))
        .order_by(Delegation.id)
    ).all()


def lines(edition: Edition, at: datetime) -> list[Line]:
    """What the host sees of each."""
    rows = of_edition(edition)
    ids = [row.id for row in rows]
    known = known_of(rows, granted=granted_of(edition.id, rows, at), at=at)
    messages, unread = _last_messages(ids), _unread(ids)
    reminded, requests = last_reminders(ids), open_requests(ids)
    return [
        Line(
            uuid=row.uuid,
            region=name_of(row),
            country=row.country,
            standing=Standing(row.standing),
            stage=Stage(row.stage),
            since=row.stage_since,
            lead=row.lead,
            zone=row.zone,
            deadline=row.deadline,
            granted=known[row.id].granted,
            named=known[row.id].named,
            tasks=tasks(known[row.id], at),
            heads=_heads(row),
            message=messages[row.id].written if row.id in messages else None,
            message_side=Side(messages[row.id].side) if row.id in messages else None,
            unread=unread[row.id],
            reminded=reminded.get(row.id),
            requests=requests[row.id],
        )
        for row in rows
    ]


def known(row: Delegation, at: datetime) -> Known:
    """What is known of one delegation."""
    granted = granted_of(row.edition_id, [row], at)
    return known_of([row], granted=granted, at=at)[row.id]


def last_reminders(ids: Sequence[int]) -> dict[int, datetime]:
    """When the heads of delegations were last reminded; who never was is absent."""
    found = db.session.execute(
        select(Reminder.delegation_id, func.max(Reminder.sent))
        .where(Reminder.delegation_id.in_(ids), Reminder.member_id.is_(None))
        .group_by(Reminder.delegation_id)
    )
    return {row[0]: row[1] for row in found}


def open_requests(ids: Sequence[int]) -> Counter[int]:
    """How many requests for places the host has not decided."""
    found = db.session.execute(
        select(PlaceRequest.delegation_id, func.count())
        .where(PlaceRequest.delegation_id.in_(ids), PlaceRequest.decided.is_(None))
        .group_by(PlaceRequest.delegation_id)
    )
    return Counter({row[0]: row[1] for row in found})


def regions() -> Sequence[Region]:
    """All regions of the network, past ones, too."""
    return db.session.scalars(select(Region).order_by(Region.slug)).all()


def uninvited_regions(edition: Edition) -> Sequence[Region]:
    """The regions of the network that have no delegation here, or one that nobody leads yet."""
    led = select(Delegation.region_id).where(
        Delegation.edition_id == edition.id,
        Delegation.region_id.is_not(None),
        Delegation.heads.any() | (Delegation.stage != Stage.INVITED),
    )
    return db.session.scalars(
        select(Region).where(Region.id.not_in(led)).order_by(Region.slug)
    ).all()


def regions_without(edition: Edition) -> Sequence[Region]:
    """The regions of the network that have no delegation here, not even a draft."""
    there = select(Delegation.region_id).where(
        Delegation.edition_id == edition.id, Delegation.region_id.is_not(None)
    )
    return db.session.scalars(
        select(Region).where(Region.id.not_in(there)).order_by(Region.slug)
    ).all()


def draft_of(edition: Edition, region_id: int) -> Delegation | None:
    """The delegation of a region, if there is one already."""
    return db.session.scalar(
        select(Delegation).where(
            Delegation.edition_id == edition.id, Delegation.region_id == region_id
        )
    )


def has_members(row: Delegation) -> bool:
    """Whether anybody was ever named."""
    found = select(Member.id).where(Member.delegation_id == row.id).limit(1)
    return db.session.scalar(found) is not None


def _heads(row: Delegation) -> tuple[HeadLine, ...]:
    return tuple(
        HeadLine(
            name=head.name,
            email=head.email,
            rank=Rank(head.rank),
            invited=head.invited,
            opened=head.opened,
        )
        for head in row.heads
    )


def _last_messages(ids: Sequence[int]) -> dict[int, Any]:
    last = (
        select(func.max(Message.id))
        .where(Message.delegation_id.in_(ids))
        .group_by(Message.delegation_id)
    )
    found = db.session.execute(
        select(Message.delegation_id, Message.written, Message.side).where(Message.id.in_(last))
    )
    return {row.delegation_id: row for row in found}


def _unread(ids: Sequence[int]) -> Counter[int]:
    found = db.session.execute(
        select(Message.delegation_id, func.count())
        .where(
            Message.delegation_id.in_(ids),
            Message.side == Side.DELEGATION,
            Message.read.is_(None),
        )
        .group_by(Message.delegation_id)
    )
    return Counter({row[0]: row[1] for row in found})
