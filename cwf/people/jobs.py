"""What is kept until when."""

from datetime import datetime, timedelta

import structlog
from flask import current_app

from cwf import clock
from cwf.database import db
from cwf.jobs import Heartbeat
from cwf.people import actions
from cwf.people.keeping import Purge

KEEP_TRIES = timedelta(days=1)
KEEP_SIGN_INS = timedelta(days=90)
RETENTION = "retention"
EVERY = timedelta(days=1)
STEP = 200  # rows that go at once: what waits for the lock of SQLite waits for no more

log = structlog.get_logger()


def forget() -> None:
    """Delete tries and sessions that have served their purpose (the job `sign_ins`)."""
    actions.forget_old(tries_before=KEEP_TRIES, sign_ins_before=KEEP_SIGN_INS)
    db.session.commit()


def retain() -> None:
    """Once a day let go of what was kept long enough, by the registry (the job `retention`).

    In steps, each with a commit of its own. One that fails holds back no other, and is tried again
    by the next sweep; of what went, the log has numbers, never names.
    """
    at = clock.now()
    last = db.session.get(Heartbeat, RETENTION)
    if last is not None and at - last.at < EVERY:
        return
    db.session.rollback()
    gone, failed = {}, False
    for kept in current_app.extensions["cwf_kept"]:
        if kept.rule.purge is None:
            continue
        try:
            gone[kept.code] = _purge(kept.rule.purge, at)
        except Exception:
            db.session.rollback()
            log.exception("not let go of", kind=kept.code)
            failed = True
    log.info("let go of", **{code: number for code, number in gone.items() if number})
    if not failed:
        db.session.merge(Heartbeat(name=RETENTION, at=at))
        db.session.commit()


def _purge(purge: Purge, at: datetime) -> int:
    """All that is due, in steps; how much that was."""
    total = 0
    while number := purge(at, STEP):
        db.session.commit()
        total += number
    db.session.rollback()
    return total
