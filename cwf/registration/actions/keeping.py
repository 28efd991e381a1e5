"""What registration keeps of people, and what goes of it by time. Nothing here commits."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.queries.ended import over_by
from cwf.people.keeping import Ground, Rule, Since, Topic, kept
from cwf.registration.actions.erasing import erase_row
from cwf.registration.models import Answer, Booking, Participant, Particulars, PendingAnswer

PARTICULARS_DAYS, ANSWERS_DAYS, UNCONFIRMED_DAYS = 30, 90, 7
NAMES_YEARS, INVOICES_YEARS = 3, 5


def forget_particulars(at: datetime, most: int) -> int:
    """Diet, access, travel, telephone and the like, of forums that are over long enough."""
    return _drop(Particulars, Particulars.participant_id, over_by(at, days=PARTICULARS_DAYS), most)


def forget_answers(at: datetime, most: int) -> int:
    """Answers to the form, files among them."""
    over = over_by(at, days=ANSWERS_DAYS)
    pending = _drop(PendingAnswer, PendingAnswer.participant_id, over, most)
    return _drop(Answer, Answer.id, over, most) + pending


def forget_names(at: datetime, most: int) -> int:
    """Who took part: from then on a number."""
    over = over_by(at, years=NAMES_YEARS)
    rows = db.session.scalars(
        select(Participant)
        .where(Participant.edition_id.in_(over), Participant.erased.is_(None))
        .order_by(Participant.id)
        .limit(most)
        .with_for_update(of=Participant, skip_locked=True)
    ).all()
    for row in rows:
        erase_row(row, at=at, actor=SYSTEM)
    return len(rows)


def forget_invoices(at: datetime, most: int) -> int:
    """Who bought for others, with what an invoice says; and bookings that were never confirmed."""
    over = over_by(at, since=Since.YEAR, years=INVOICES_YEARS)
    never = and_(
        Booking.confirmed.is_(None),
        Booking.made <= at - timedelta(days=UNCONFIRMED_DAYS),
        ~exists().where(Participant.booking_id == Booking.id),
    )
    due = or_(Booking.edition_id.in_(over), never)
    ids = db.session.scalars(select(Booking.id).where(due).limit(most)).all()
    let_go = update(Participant).where(Participant.booking_id.in_(ids)).values(booking_id=None)
    db.session.execute(let_go)
    db.session.execute(delete(Booking).where(Booking.id.in_(ids)))
    return len(ids)


def _drop(kind: Any, key: Any, editions: list[int], most: int) -> int:
    """Delete rows of participants of these editions, so many at most."""
    of = select(Participant.id).where(Participant.edition_id.in_(editions))
    due: ColumnElement[bool] = kind.participant_id.in_(of)
    ids = db.session.scalars(select(key).where(due).limit(most)).all()
    db.session.execute(delete(kind).where(key.in_(ids)))
    return len(ids)


KEPT = kept(
    Topic.REGISTRATION,
    unconfirmed=(
        _l("A registration that was asked for and never confirmed"),
        _l("So that the link in the mail works for a while."),
        Rule(Ground.WISH, Since.MADE, days=UNCONFIRMED_DAYS, job="registrations"),
    ),
    particulars=(
        _l("Diet, access needs, arrival and departure, lodging, telephone, date of birth"),
        _l("So that the hosts feed, fetch and seat you well. Nobody else needs it."),
        Rule(Ground.CONSENT, Since.FORUM, days=PARTICULARS_DAYS, purge=forget_particulars),
    ),
    answers=(
        _l("What you answered to the questions of the form, and files that you sent with it"),
        _l("So that the hosts can prepare what they asked for."),
        Rule(Ground.CONSENT, Since.FORUM, days=ANSWERS_DAYS, purge=forget_answers),
    ),
    names=(
        _l("That you took part: name, e-mail address, affiliation, places in sessions"),
        _l("So that hosts can prove to who paid for the forum who came, and invite you again."),
        Rule(Ground.INTEREST, Since.FORUM, years=NAMES_YEARS, purge=forget_names),
    ),
    counts=(
        _l("A number, after that: category, country, state and way of each registration"),
        _l("So that forums can be compared. Nobody can be told from it."),
        Rule(Ground.INTEREST, Since.END),
    ),
    invoices=(
        _l("Who bought for several: name, address, tax number, reference of the invoice"),
        _l("As the law of the host’s country asks: in Denmark the bookkeeping act, five years."),
        Rule(Ground.LAW, Since.YEAR, years=INVOICES_YEARS, purge=forget_invoices),
    ),
)
