"""Taking places in sessions, waiting for them, and giving them up; each change counted once.

A place is taken before the one that is given up for it is let go, in the same transaction: who
changes from one session to another never stands without either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cwf import audit, mail
from cwf.agendas.queries.ends import words_of
from cwf.agendas.sign_ups import TAKING, Limit, Step
from cwf.editions.models import Edition
from cwf.registration.actions import places
from cwf.registration.actions.settling import lock
from cwf.registration.models import Participant
from cwf.registration.places import Outcome
from cwf.registration.queries.places import held_by

GOT = frozenset({Outcome.TAKEN, Outcome.ALREADY})


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody asks for: a step, and the places that they give up for it."""

    step: Step
    limit: Limit
    subject: str
    instead: Sequence[Limit] = ()


def do(
    edition: Edition, participant: Participant, wish: Wish, *, at: datetime, actor: audit.Actor
) -> Outcome:
    """Do what is asked; FULL, CLOSED and NOT_OFFERED: it could not be, and nothing was changed.

    A place once taken stays one however often it is asked for.
    """
    root_id, who = wish.limit.root_id, participant.id
    if (
        wish.instead
    ):  # all at once, so that two who change places with each other never wait for ever
        lock([root_id, *(one.root_id for one in wish.instead)])
    match wish.step:
        case Step.TAKE:
            outcome = places.take(root_id, who, group=participant.category, at=at)
        case Step.WAIT:
            outcome = places.take(root_id, who, group=participant.category, at=at, wait=True)
        case Step.ACCEPT:
            outcome = places.accept(root_id, who, at=at)
        case _:
            why = "declined" if wish.step is Step.DECLINE else "given_up"
            gone = places.give_up(root_id, who, at=at, why=why)
            outcome = Outcome.TAKEN if gone else Outcome.ALREADY
    if wish.step in TAKING and outcome in GOT:
        for one in wish.instead:
            places.give_up(one.root_id, who, at=at, why="exchanged")
    if outcome in (Outcome.TAKEN, Outcome.WAITING):
        _record(edition, f"sign_up.{wish.step}", participant, wish.subject, actor)
    return outcome


def put_in(
    edition: Edition,
    participant: Participant,
    wish: Wish,
    *,
    reason: str,
    at: datetime,
    actor: audit.Actor,
) -> Outcome:
    """Organisers give somebody a place, or let them wait for one; the reason is kept and mailed."""
    waits = wish.step is Step.WAIT
    outcome = places.take(
        wish.limit.root_id, participant.id, group=participant.category, at=at, wait=waits
    )
    if outcome in (Outcome.TAKEN, Outcome.WAITING):
        _record(edition, "sign_up.put_in", participant, wish.subject, actor, reason=reason)
        root_id = wish.limit.root_id
        (since,) = (one.since for one in held_by(participant.id, at) if one.root_id == root_id)
        _tell(f"put_in:{outcome}", participant, root_id, reason, since)
    return outcome


def take_out(
    edition: Edition,
    participant: Participant,
    limit: Limit,
    subject: str,
    *,
    reason: str,
    at: datetime,
    actor: audit.Actor,
) -> bool:
    """Organisers end somebody's claim and mail them why; False where there was none."""
    gone = places.give_up(limit.root_id, participant.id, at=at, why="taken_out")
    if gone:
        _record(edition, "sign_up.take_out", participant, subject, actor, reason=reason)
        _tell("take_out", participant, limit.root_id, reason, at)
    return gone


def _tell(what: str, participant: Participant, root_id: int, reason: str, since: datetime) -> None:
    """Write to whom organisers put in or took out, once; of what the public does not see: nothing.

    Nudge `mail` after the commit.
    """
    words = words_of(root_id, participant.language)
    if words:
        template, _, outcome = what.partition(":")
        mail.queue_text(
            key=f"sign_up_{what}:{participant.uuid}:{root_id}:{since:%Y%m%dT%H%M%S%f}",
            recipient=participant.email,
            language=participant.language,
            template=template,
            name=participant.person.name,
            words=words,
            waits=outcome == Outcome.WAITING,
            reason=reason,
        )


def _record(
    edition: Edition,
    action: str,
    participant: Participant,
    subject: str,
    actor: audit.Actor,
    *,
    reason: str = "",
) -> None:
    after = {"name": participant.person.name, **({"reason": reason} if reason else {})}
    scope = audit.edition_scope(edition.id)
    audit.record(actor, action, scope=scope, subject=subject, after=after)
