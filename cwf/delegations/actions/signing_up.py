"""Members signed up for a session by their head, several in one go. Nothing here commits.

The rules are those that hold for everybody (agendas); what cannot be done for one of them is told
and stops nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from cwf.agendas.actions.sign_ups import GOT, Wish, do
from cwf.agendas.queries.sign_ups import sign_up
from cwf.agendas.sign_ups import TAKING, Limit, SignUp, Step
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.models import Member
from cwf.editions.models import Edition
from cwf.programme.timetable import Timetable
from cwf.registration.actions.settling import lock
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.places import Outcome

LEAVING = (Step.GIVE_UP, Step.DECLINE, Step.LEAVE)


class Asked(StrEnum):
    """What a head asks for: a place; a place, else to wait; none any more."""

    TAKE = "take"
    WAIT = "wait"
    GIVE_UP = "give_up"


@dataclass(kw_only=True)
class Done:
    """What became of it, by member: who has a place, waits, or let go; who could not be, and why.

    `clash`: they have a place, or must be, elsewhere at that time. `full`, `closed`: as it says,
    the last also of who takes part in no way yet.
    """

    places: list[Member] = field(default_factory=list)
    waits: list[Member] = field(default_factory=list)
    gone: list[Member] = field(default_factory=list)
    clash: list[Member] = field(default_factory=list)
    full: list[Member] = field(default_factory=list)
    closed: list[Member] = field(default_factory=list)


def sign_up_all(
    edition: Edition,
    limit: Limit,
    timetable: Timetable,
    members: Sequence[Member],
    asked: Asked,
    *,
    both: bool,
    subject: str,
    at: datetime,
    actor: Actor,
) -> Done:
    """Do for each of these members what is asked, in their order; `both`: overlaps are meant.

    Participants and the tree are locked in one order first, so that heads who sign their people
    up at once never wait for each other crosswise.
    """
    people = sorted(one.participant_id for one in members)
    db.session.execute(
        select(Participant.id).where(Participant.id.in_(people)).order_by(Participant.id)
        .with_for_update(of=Participant)
    ).all()  # fmt: skip
    lock([limit.root_id])
    done = Done()
    for one in members:
        if one.participant.standing != Standing.CONFIRMED:
            done.closed.append(one)
            continue
        found = sign_up(limit, timetable, one.participant, at)
        step = _step(found, asked)
        if step is None:
            _cannot(done, one, found, asked)
        elif step in TAKING and not found.clears((), both=both):
            done.clash.append(one)
        else:
            wish = Wish(step=step, limit=limit, subject=subject)
            _sort(done, one, step, do(edition, one.participant, wish, at=at, actor=actor))
    return done


def _step(found: SignUp, asked: Asked) -> Step | None:
    """What there is to do about what is asked; None: nothing, or it cannot be."""
    offered = found.steps
    if asked is Asked.GIVE_UP:
        return next((step for step in LEAVING if step in offered), None)
    taking = next((step for step in (Step.ACCEPT, Step.TAKE) if step in offered), None)
    if taking is None and asked is Asked.WAIT and Step.WAIT in offered:
        return Step.WAIT
    return taking


def _cannot(done: Done, one: Member, found: SignUp, asked: Asked) -> None:
    if asked is Asked.GIVE_UP:
        return  # there was nothing to give up
    if Step.GIVE_UP in found.steps:
        done.places.append(one)
    elif Step.LEAVE in found.steps:
        done.waits.append(one)
    elif Step.WAIT in found.steps:
        done.full.append(one)
    else:
        done.closed.append(one)


def _sort(done: Done, one: Member, step: Step, outcome: Outcome) -> None:
    if step in LEAVING:
        done.gone.append(one)
    elif outcome in GOT:
        done.places.append(one)
    elif outcome is Outcome.WAITING:
        done.waits.append(one)
    elif outcome is Outcome.FULL:
        done.full.append(one)
    else:
        done.closed.append(one)
