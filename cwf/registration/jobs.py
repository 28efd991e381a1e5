"""Offers of places become mails, what time has changed is written down, asking is forgotten."""

from datetime import timedelta

from flask import current_app

from cwf import clock, jobs, mail
from cwf.database import db
from cwf.registration.actions import participants
from cwf.registration.actions.places import settle_tree
from cwf.registration.actions.telling import tell
from cwf.registration.places import ClaimState, PlaceWords
from cwf.registration.queries import offers
from cwf.registration.queries.offers import Untold

KEEP_UNCONFIRMED = timedelta(days=7)  # as the mails and pages say


def send_offers() -> None:
    """Bring queues up to now, then write each mail of an offer once (the job `offers`).

    Whose turn it is was decided by the time of day already: being late changes nobody's right.
    """
    for root_id in offers.due_trees(clock.now()):
        settle_tree(root_id, clock.now())
        db.session.commit()
    written = False
    for claim in offers.untold(clock.now()):
        words = _words(claim.root_id, claim.language)
        if words and tell(claim, clock.now()):
            _write(claim, words)
            written = True
        db.session.commit()
    if written:
        jobs.nudge("mail")


def backlog() -> jobs.Backlog:
    """Offers of which no mail is written yet."""
    return offers.backlog(clock.now())


def _words(root_id: int, language: str) -> PlaceWords | None:
    """What the tree is called by whose it is; None: nobody's any more, or not to be shown."""
    for ask in current_app.extensions["cwf_offer_words"]:
        words: PlaceWords | None = ask(root_id, language)
        if words:
            return words
    return None


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
    """Forget registrations that were asked for and not confirmed in time (job `registrations`)."""
    participants.forget_unconfirmed(before=clock.now() - KEEP_UNCONFIRMED)
    db.session.commit()
