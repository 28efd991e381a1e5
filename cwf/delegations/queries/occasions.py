"""Occasions beside the programme, and who said that they come."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation, Member, Reply
from cwf.delegations.models import Occasion as Occasion  # noqa: PLC0414 - views name its type
from cwf.delegations.queries.members import GONE
from cwf.editions.models import Edition
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True)
class Counted:
    """An occasion in numbers: who comes, who does not, of those asked who has not answered."""

    yes: int
    no: int
    open: int
    places: int | None

    @property
    def left(self) -> int | None:
        """How many places nobody has; None: without bound."""
        return None if self.places is None else max(0, self.places - self.yes)


def occasions_for(delegation: Delegation) -> Sequence[Occasion]:
    """To what a delegation is asked, by time."""
    return db.session.scalars(
        select(Occasion)
        .where(
            Occasion.edition_id == delegation.edition_id,
            or_(Occasion.delegation_id.is_(None), Occasion.delegation_id == delegation.id),
        )
        .order_by(Occasion.starts, Occasion.id)
    ).all()


def occasions_in(edition_id: int) -> Sequence[Occasion]:
    """All of an edition, by time."""
    rows = select(Occasion).where(Occasion.edition_id == edition_id)
    return db.session.scalars(rows.order_by(Occasion.starts, Occasion.id)).all()


def occasion_for(delegation: Delegation, uuid: UUID, *, lock: bool = False) -> Occasion:
    """One to which this delegation is asked; raises NotFound. Locked: one answers at a time."""
    found = db.session.scalar(_one(uuid, lock).where(Occasion.edition_id == delegation.edition_id))
    if found is None or found.delegation_id not in (None, delegation.id):
        raise NotFound
    return found


def occasion_in(edition: Edition, uuid: UUID, *, lock: bool = False) -> Occasion:
    """One of this edition; raises NotFound."""
    found = db.session.scalar(_one(uuid, lock).where(Occasion.edition_id == edition.id))
    if found is None:
        raise NotFound
    return found


def replies_of(member_ids: Collection[int]) -> dict[tuple[int, int], bool]:
    """What some members answered, by the ids of occasion and member."""
    rows = select(Reply.occasion_id, Reply.member_id, Reply.comes)
    found = db.session.execute(rows.where(Reply.member_id.in_(member_ids)))
    return {(occasion, member): comes for occasion, member, comes in found}


def counted(occasions: Sequence[Occasion]) -> dict[int, Counted]:
    """Each in numbers, by its id; three statements."""
    ids = [one.id for one in occasions]
    coming = Participant.standing.not_in(GONE)
    said = Counter[tuple[int, bool]]()
    rows = (
        select(Reply.occasion_id, Reply.comes, func.count())
        .join(Member, Member.id == Reply.member_id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(Reply.occasion_id.in_(ids), coming)
        .group_by(Reply.occasion_id, Reply.comes)
    )
    said.update({(row[0], bool(row[1])): row[2] for row in db.session.execute(rows)})
    asked = _asked({one.edition_id for one in occasions})
    return {
        one.id: Counted(
            yes=said[one.id, True],
            no=said[one.id, False],
            open=_of(one, asked) - said[one.id, True] - said[one.id, False],
            places=one.places,
        )
        for one in occasions
    }


def taken(occasion: Occasion, *, but: Collection[int]) -> int:
    """How many said that they come, some members apart."""
    rows = (
        select(func.count())
        .select_from(Reply)
        .join(Member, Member.id == Reply.member_id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(
            Reply.occasion_id == occasion.id,
            Reply.comes,
            Reply.member_id.not_in(but),
            Participant.standing.not_in(GONE),
        )
    )
    return db.session.scalar(rows) or 0


def coming(occasion: Occasion) -> list[tuple[Member, Delegation, bool | None]]:
    """Everybody who is asked, with their answer, by delegation and name: the host's list."""
    rows = (
        select(Member, Delegation, Reply.comes)
        .join(Delegation, Delegation.id == Member.delegation_id)
        .join(Participant, Participant.id == Member.participant_id)
        .outerjoin(Reply, (Reply.member_id == Member.id) & (Reply.occasion_id == occasion.id))
        .where(Delegation.edition_id == occasion.edition_id, Participant.standing.not_in(GONE))
        .order_by(Delegation.id, Participant.sort_key, Member.id)
    )
    if occasion.delegation_id is not None:
        rows = rows.where(Delegation.id == occasion.delegation_id)
    return [(member, row, comes) for member, row, comes in db.session.execute(rows)]


def open_to_answer(occasion: Occasion, at: datetime) -> bool:
    """Whether one may still answer: until the date for it, else until it begins."""
    return at < (occasion.answer_by or occasion.starts)


def _one(uuid: UUID, lock: bool):  # type: ignore[no-untyped-def]
    wanted = select(Occasion).where(Occasion.uuid == uuid)
    if not lock:
        return wanted
    return wanted.with_for_update(of=Occasion).execution_options(populate_existing=True)


def _asked(edition_ids: Collection[int]) -> Counter[tuple[int, int]]:
    rows = (
        select(Delegation.edition_id, Delegation.id, func.count())
        .join(Member, Member.delegation_id == Delegation.id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(Delegation.edition_id.in_(edition_ids), Participant.standing.not_in(GONE))
        .group_by(Delegation.edition_id, Delegation.id)
    )
    return Counter({(row[0], row[1]): row[2] for row in db.session.execute(rows)})


def _of(occasion: Occasion, asked: Counter[tuple[int, int]]) -> int:
    return sum(
        number
        for (edition, delegation), number in asked.items()
        if edition == occasion.edition_id and occasion.delegation_id in (None, delegation)
    )
