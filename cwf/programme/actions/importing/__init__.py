"""A plan carried out: wholly or not at all, in few statements, with one entry in the log."""

from collections import Counter
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions.importing.contents import write_sessions
from cwf.programme.actions.importing.placings import write_placings
from cwf.programme.actions.importing.rows import Ids, write_named
from cwf.programme.actions.importing.speakers import write_speakers
from cwf.programme.actions.publishing import DraftMoved
from cwf.programme.actions.writing import record
from cwf.programme.incoming import Noun
from cwf.programme.merging import Plan, Verb
from cwf.programme.queries.standing import standing
from cwf.programme.standing import digest

LISTED = 20

__all__ = ["DraftMoved", "Refused", "carry_out"]


class Refused(Exception):
    """The plan has errors; nothing of it may be written."""


def carry_out(edition: Edition, plan: Plan, *, actor: audit.Actor, at: datetime) -> None:
    """Write what the plan says. Raises Refused; DraftMoved if it was made from another draft.

    After DraftMoved nothing may be committed. A plan that changes nothing is not logged.
    """
    if plan.refused:
        raise Refused
    if not plan.steps:
        return
    db.session.flush()
    ids = Ids.locked(edition)
    if digest(standing(edition)) != plan.standing:
        raise DraftMoved
    try:
        for noun in (Noun.VENUE, Noun.ROOM, Noun.TRACK):
            write_named(noun, plan, edition, ids)
        write_speakers(plan, edition, ids)
        write_sessions(plan, edition, ids)
        write_placings(plan, edition, ids)
    except IntegrityError as error:  # somebody made a thing of that address just now
        raise DraftMoved from error
    db.session.expire_all()
    _log(edition, plan, actor)


def _log(edition: Edition, plan: Plan, actor: audit.Actor) -> None:
    """One entry: how much of what, and the first few by name."""
    verbs = Counter(step.verb for step in plan.steps)
    named = [step.name[:80] for step in plan.steps[:LISTED]]
    after = {
        "source": plan.source,
        "added": verbs[Verb.ADD],
        "changed": verbs[Verb.CHANGE],
        "moved": verbs[Verb.MOVE],
        "cancelled": verbs[Verb.CANCEL],
        "unchanged": plan.unchanged,
        "first": named,
    }
    record(actor, "programme.import", edition.id, plan.source or edition.slug, after=after)
