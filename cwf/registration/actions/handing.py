"""Places and waits handed from one participant to another, who comes instead."""

from datetime import datetime

from sqlalchemy import delete, select

from cwf.database import db
from cwf.registration.actions.claims import claim_of, put_claim
from cwf.registration.actions.places import give_up
from cwf.registration.actions.settling import lock
from cwf.registration.queries.trees import CLAIMS


def hand_over(source: int, target: int, *, at: datetime) -> int:
    """All that a participant has, waits for and was offered is another's; how many that was.

    Nothing is free in between, so nobody in line is passed over or served too soon. What the
    other had in the same trees is given up for it.
    """
    theirs = select(CLAIMS.c.root_id).where(
        CLAIMS.c.participant_id == source, CLAIMS.c.ended.is_(None)
    )
    roots = sorted(db.session.scalars(theirs))
    if not roots:
        return 0
    lock(roots)
    for root_id in roots:
        give_up(root_id, target, at=at, why="exchanged")
        db.session.execute(
            delete(CLAIMS).where(CLAIMS.c.root_id == root_id, CLAIMS.c.participant_id == target)
        )
        claim = claim_of(root_id, source)
        assert claim is not None  # locked since it was found
        put_claim(claim.id, participant_id=target)
    return len(roots)
