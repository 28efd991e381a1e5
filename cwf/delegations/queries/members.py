"""Members of a delegation: with all that its page shows of them, and one by one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation, Head
from cwf.delegations.models import Member as Member  # noqa: PLC0414 - views name its type
from cwf.delegations.roles import Rank
from cwf.people.models import Account
from cwf.programme.models import Appearance, Speaker
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Participant
from cwf.registration.particulars import Need, Said, missing
from cwf.registration.places import Held
from cwf.registration.queries.particulars import said_of_all
from cwf.registration.queries.places import held_by_each

GONE = (Standing.CANCELLED, Standing.DECLINED)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A member as the delegation's page shows one.

    `held` is their claim on the edition's places (None: there is no bound), `rank` theirs among
    those who answer for the delegation. `beside` is the name of whom they accompany.
    """

    member: Member
    said: Said | None
    missing: tuple[Need, ...]
    held: Held | None
    rank: Rank | None
    speaks: bool
    beside: str = ""

    @property
    def name(self) -> str:
        """As it is shown."""
        return self.member.participant.person.name

    @property
    def waits(self) -> bool:
        """Whether they have no place yet."""
        return self.member.participant.standing == Standing.WAITING


def members_of(delegation_id: int) -> Sequence[Member]:
    """Those who come, by name; one statement."""
    rows = (
        select(Member)
        .join(Member.participant)
        .join(Participant.person)
        .where(Member.delegation_id == delegation_id, Participant.standing.not_in(GONE))
        .options(contains_eager(Member.participant).contains_eager(Participant.person))
        .order_by(Participant.sort_key, Member.id)
    )
    return db.session.scalars(rows).all()


def member_of(delegation: Delegation, uuid: UUID, *, lock: bool = False) -> Member:
    """A member of this delegation; raises NotFound. `lock=True` locks the participant, too."""
    wanted = select(Member).where(Member.delegation_id == delegation.id, Member.uuid == uuid)
    if lock:
        wanted = wanted.with_for_update(of=Member).execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None or found.participant.standing in GONE:
        raise NotFound
    if lock:
        again = select(Participant).where(Participant.id == found.participant_id)
        db.session.scalar(
            again.with_for_update(of=Participant).execution_options(populate_existing=True)
        )
    return found


def as_participant(participant_id: int) -> tuple[Member, Delegation] | None:
    """As whose member somebody takes part; None: by themselves."""
    found = db.session.execute(
        select(Member, Delegation)
        .join(Delegation, Delegation.id == Member.delegation_id)
        .where(Member.participant_id == participant_id)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def lines_of(delegation: Delegation, members: Sequence[Member], at: datetime) -> list[Line]:
    """The same members with what is known of each; seven statements, however many they are."""
    ids = [one.participant_id for one in members]
    said, root_id = said_of_all(ids), root_of(delegation.edition_id)
    held = held_by_each(ids, at) if root_id and ids else {}
    ranks = _ranks(delegation.id)
    speakers = speaking(delegation.edition_id, [one.participant.person_id for one in members])
    names = {one.id: one.participant.person.name for one in members}
    return [
        Line(
            member=one,
            said=said.get(one.participant_id),
            missing=missing(
                said.get(one.participant_id), Category(one.participant.category), one.role
            ),
            held=next((c for c in held.get(one.participant_id, ()) if c.root_id == root_id), None),
            rank=ranks.get(one.participant.email) or ranks.get(one.participant.person_id),
            speaks=one.participant.person_id in speakers,
            beside=names.get(one.accompanies_id or 0, ""),
        )
        for one in members
    ]


def speaking(edition_id: int, person_ids: Collection[int]) -> set[int]:
    """Which of some persons stand in the programme of an edition."""
    rows = (
        select(Speaker.person_id)
        .join(Appearance, Appearance.speaker_id == Speaker.id)
        .where(Speaker.edition_id == edition_id, Speaker.person_id.in_(person_ids))
    )
    return set(db.session.scalars(rows)) if person_ids else set()


def same_name(delegation_id: int, name: str) -> Member | None:
    """A member who is called that, whatever the capitals: perhaps the same one twice."""
    return next(
        (
            one
            for one in members_of(delegation_id)
            if one.participant.person.name.casefold() == name.casefold()
        ),
        None,
    )


def _ranks(delegation_id: int) -> dict[str | int | None, Rank]:
    """Who answers for it, by address and by person."""
    rows = db.session.execute(
        select(Head.rank, Head.email, Account.person_id)
        .outerjoin(Account, Account.id == Head.account_id)
        .where(Head.delegation_id == delegation_id)
    )
    return {one: Rank(rank) for rank, *ones in rows for one in ones if one is not None}


def in_delegation(delegation: Delegation, member_id: int | None) -> str:
    """The name of a member of this delegation; "" for none."""
    if member_id is None:
        return ""
    found = db.session.get(Member, member_id)
    same = found is not None and found.delegation_id == delegation.id
    return found.participant.person.name if found and same else ""
