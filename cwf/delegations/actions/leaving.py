"""Who comes with a delegation no longer. Nothing here commits; nudge `offers` after the commit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.forgetting import empty_lists
from cwf.delegations.actions.history import record
from cwf.delegations.actions.letters import write_to_head
from cwf.delegations.models import Delegation, Member, MemberImport
from cwf.delegations.stages import Stage
from cwf.registration.actions import participants as registrations
from cwf.registration.actions import places
from cwf.registration.actions.group_offers import give_offers_up
from cwf.registration.actions.seating import definition_of, group_of, root_of
from cwf.registration.categories import Channel
from cwf.registration.models import Participant
from cwf.registration.queries import participants as queries
from cwf.registration.queries.offered import Offered


def take_out(delegation: Delegation, member: Member, *, at: datetime, actor: Actor) -> bool:
    """Somebody comes with the delegation no longer; whether they take part no longer, either.

    The place of the delegation is free. Who came another way first is an individual again: with a
    place of those where one is free, else the one that they have.
    """
    participant = member.participant
    record(delegation, "delegation.take_out", actor, before={"name": participant.person.name})
    db.session.delete(member)
    db.session.flush()
    if participant.channel == Channel.DELEGATION:
        registrations.cancel(participant, at=at, actor=actor)
        return True
    root_id = root_of(participant.edition_id)
    if root_id:
        places.regroup(root_id, participant.id, group_alone(participant), at=at)
    return False


def decline_offers(
    delegation: Delegation,
    members: Sequence[Member],
    offered: Offered,
    *,
    at: datetime,
    actor: Actor,
) -> list[tuple[Participant, bool]]:
    """Decline the places that are offered to members, who then come no longer.

    Gives whose they were, each with whether they take part no longer, as `take_out` says it. Who
    has a place by now stays. Who came another way first keeps their offer, as an individual.
    """
    theirs = {one.participant_id: one for one in members if one.participant_id in offered.people}
    own = {who for who, one in theirs.items() if one.participant.channel != Channel.DELEGATION}
    given_up = give_offers_up(
        delegation.edition_id, replace(offered, people=frozenset(theirs.keys() - own)), at=at
    )
    gone = own | {row.id for row in given_up}
    return [
        (one.participant, take_out(delegation, one, at=at, actor=actor))
        for who, one in theirs.items()
        if who in gone
    ]


def leave(participant_id: int, *, at: datetime, actor: Actor, erased: bool = False) -> None:
    """A participant takes part no longer, and so comes with no delegation (registry).

    Who leads it is told, once; nudge `mail`, too. Of who was `erased` the mail gives no name.
    """
    member = db.session.scalar(select(Member).where(Member.participant_id == participant_id))
    if member is not None:
        delegation = db.session.get_one(Delegation, member.delegation_id)
        participant = member.participant
        record(delegation, "delegation.take_out", actor, before={"name": participant.person.name})
        _tell_heads(delegation, member, participant, at=at, erased=erased)
        db.session.delete(member)
        db.session.flush()
        if erased:  # by the time that all else is forgotten nothing tells whose member they were
            empty_lists(MemberImport.delegation_id == delegation.id)


def _tell_heads(
    delegation: Delegation, member: Member, participant: Participant, *, at: datetime, erased: bool
) -> None:
    """Heads learn of it; whoever of them it is that leaves knows."""
    over = delegation.deadline is not None and at >= delegation.deadline
    closed = over or delegation.stage == Stage.DECLINED
    for head in delegation.heads:
        if head.email != participant.email:
            write_to_head(
                delegation,
                head,
                "left",
                member.uuid.hex,
                gone="" if erased else participant.person.name,
                closed=closed,
            )


def group_alone(participant: Participant) -> str:
    """Where somebody counts who comes with no delegation."""
    rule = definition_of(queries.edition_of(participant))
    return group_of(rule, country=participant.country or "", category=participant.category)
