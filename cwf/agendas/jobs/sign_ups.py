"""The end of sign-up where a release cancels a session or has lost its slot.

Pages say so from the release at once; the job ends the trees of places, so that nobody is offered
a place there and no other claim is in the way of one's day. A slot that is back in a later
release has its people again.
"""

from cwf import clock, jobs
from cwf.agendas.queries.ends import Turn, turns
from cwf.database import db
from cwf.registration.actions.places import close_tree, reopen_tree


def end_cancelled() -> None:
    """Close what the current releases cancel, open what they brought back; once each."""
    found = turns()
    for root_id, turn in found:
        if turn is Turn.CLOSE:
            close_tree(root_id, at=clock.now())
        else:
            reopen_tree(root_id, at=clock.now())
        db.session.commit()
    if found:
        jobs.nudge("offers")
