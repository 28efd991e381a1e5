"""Offers of places become mails, what time has changed is written down, asking is forgotten."""

from datetime import timedelta

import structlog
from flask import current_app

from cwf import clock, jobs, mail
from cwf.database import db
from cwf.i18n import speaking
from cwf.registration.actions import booking, bulk, keys, letters, participants, standing
from cwf.registration.actions.places import settle_tree
from cwf.registration.actions.telling import tell
from cwf.registration.bulk import STEP
from cwf.registration.categories import Standing
from cwf.registration.places import ClaimState, PlaceWords
from cwf.registration.queries import bulk as bulk_queries
from cwf.registration.queries import offers
from cwf.registration.queries.offers import Untold
from cwf.web.templating import own_text

log = structlog.get_logger()

KEEP_UNCONFIRMED = timedelta(days=7)  # as the mails and pages say


def send_offers() -> None:
    """Bring queues up to now, then write each mail of an offer once (the job `offers`).

    Whose turn it is was decided by the time of day already: being late changes nobody's right.
    """
    for root_id in offers.due_trees(clock.now()):
        settle_tree(root_id, clock.now())
        db.session.commit()
    written = _follow()
    for claim in offers.untold(clock.now()):
        words = _words(claim)
        if words and tell(claim, clock.now()):
            _write(claim, words)
            written = True
        db.session.commit()
    if written:
        jobs.nudge("mail")


def backlog() -> jobs.Backlog:
    """Offers of which no mail is written yet."""
    return offers.backlog(clock.now())


def _follow() -> bool:
    """Write to those who waited for a place of an edition and wait no more; whether there are any.

    Who was made an offer is told of it apart, and stands as before until it is taken or over.
    """
    moved = standing.follow(clock.now())
    for row in moved:
        if row.standing == Standing.CONFIRMED:
            letters.send_welcome(row)
        else:
            letters.send_lapsed(row)
    db.session.commit()
    return bool(moved)


def _words(claim: Untold) -> PlaceWords | None:
    """What the tree is called by whose it is; None: nobody's any more, or not to be shown."""
    if claim.whole is not None:
        path = letters.path_of_own(claim.uuid, claim.generation, claim.language)
        return PlaceWords(title=_forum(claim), path=path)
    for ask in current_app.extensions["cwf_offer_words"]:
        words: PlaceWords | None = ask(claim.root_id, claim.language)
        if words:
            return words
    return None


def _forum(claim: Untold) -> str:
    with speaking(claim.language):
        return " ".join(["Creativity World Forum", own_text(claim.city), str(claim.year)])


def _write(claim: Untold, words: PlaceWords) -> None:
    offered = claim.state == ClaimState.OFFERED
    instant = claim.offered if offered else claim.told
    assert instant is not None
    mail.queue_text(
        key=f"{'offer' if offered else 'offer-back'}-{claim.id}-{instant:%Y%m%dT%H%M%S%f}",
        recipient=claim.email,
        language=claim.language,
        template="offer" if offered else "offer_back",
        name=claim.name,
        words=words,
        expires=claim.expires,
        zone=claim.zone,
    )


def forget_unconfirmed() -> None:
    """Forget registrations that were asked for and not confirmed in time (job `registrations`).

    And mend what participants are found by, where it was outrun; once in an hour is enough.
    """
    if clock.now().minute == 0:
        keys.mend()
    participants.forget_unconfirmed(before=clock.now() - KEEP_UNCONFIRMED)
    booking.forget_bookings(before=clock.now() - KEEP_UNCONFIRMED)
    db.session.commit()


def do_bulk() -> None:
    """Do what is wanted for many participants, some in each transaction (the job `bulk`)."""
    bulk.forget(clock.now())
    db.session.commit()
    for task_id in bulk_queries.unfinished():
        while _step(task_id):
            jobs.nudge("mail")
    jobs.nudge("offers")


def _step(task_id: int) -> bool:
    """One step; whether it came further. Where it goes wrong, one by one, without that one."""
    try:
        return _advance(task_id, STEP)
    except Exception:
        db.session.rollback()
        log.exception("step of many failed", task=task_id)
    try:
        return _advance(task_id, 1)
    except Exception:
        db.session.rollback()
        log.exception("left out", task=task_id)
    if (task := bulk_queries.locked(task_id)) is not None:
        bulk.pass_over(task, clock.now())
    db.session.commit()
    return task is not None


def _advance(task_id: int, number: int) -> bool:
    task = bulk_queries.locked(task_id)
    if task is not None:
        bulk.advance(task, clock.now(), number=number)
    db.session.commit()
    return task is not None
