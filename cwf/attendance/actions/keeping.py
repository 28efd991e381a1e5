"""What attendance keeps of people, and what goes of it by time. Nothing here commits."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, delete, select, update

from cwf.attendance.models import CheckIn, Count, Target, TargetChange, Ticket
from cwf.database import db
from cwf.editions.queries.ended import over_by
from cwf.people.keeping import Ground, Rule, Since, Topic, kept
from cwf.registration.actions.keeping import forget_names
from cwf.registration.models import Participant

TICKETS_DAYS, NAMES_YEARS = 30, 3


def forget_tickets(at: datetime, most: int) -> int:
    """Tickets of forums that are over: their codes open nothing any more."""
    there = select(Participant.id).where(Participant.edition_id.in_(over_by(at, days=TICKETS_DAYS)))
    wanted = select(Ticket.participant_id).where(Ticket.participant_id.in_(there)).limit(most)
    ids = db.session.scalars(wanted).all()
    db.session.execute(delete(Ticket).where(Ticket.participant_id.in_(ids)))
    return len(ids)


def forget_offices(at: datetime, most: int) -> int:
    """Who was at the door, who reported a count, who changed a target."""
    over = over_by(at, years=NAMES_YEARS)
    aimed = select(Target.id).where(Target.edition_id.in_(over))
    nobody: dict[str, Any] = {"by_id": None, "by": ""}
    return sum(
        (
            _blank(CheckIn, CheckIn.edition_id.in_(over), CheckIn.by_id, nobody, most),
            _blank(Count, Count.edition_id.in_(over), Count.by_id, nobody, most),
            _blank(
                TargetChange,
                TargetChange.target_id.in_(aimed),
                TargetChange.actor_id,
                {"actor_id": None, "actor": ""},
                most,
            ),
        )
    )


def _blank(
    kind: Any, there: ColumnElement[bool], who: Any, nobody: dict[str, Any], most: int
) -> int:
    ids = db.session.scalars(select(kind.id).where(there, who.is_not(None)).limit(most)).all()
    blank = update(kind).where(kind.id.in_(ids)).values(**nobody)
    db.session.execute(blank, execution_options={"synchronize_session": False})
    return len(ids)


KEPT = (
    *kept(
        Topic.REGISTRATION,
        tickets=(
            _l("Your ticket: a number that says nothing of you, and when it was mailed"),
            _l("So that you can come in."),
            Rule(Ground.INTEREST, Since.FORUM, days=TICKETS_DAYS, purge=forget_tickets),
        ),
        check_ins=(
            _l("When you came in, at which door, on each day and to sessions with limited places"),
            _l("So that nobody comes in twice, and hosts know how many came. Then it is a number."),
            Rule(Ground.INTEREST, Since.FORUM, years=NAMES_YEARS, purge=forget_names),
        ),
    ),
    *kept(
        Topic.ACCOUNT,
        offices=(
            _l("Who was at the door, who reported a count, who set or changed a target"),
            _l("So that somebody answers for the numbers."),
            Rule(Ground.INTEREST, Since.FORUM, years=NAMES_YEARS, purge=forget_offices),
        ),
        digests=(
            _l("That you are sent the figures of a forum each week"),
            _l("You asked for it; you end it yourself."),
            Rule(Ground.WISH, Since.END),
        ),
    ),
)
