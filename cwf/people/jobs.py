"""What is kept until when."""

from datetime import timedelta

from cwf.database import db
from cwf.people import actions

KEEP_TRIES = timedelta(days=1)
KEEP_SIGN_INS = timedelta(days=90)


def forget() -> None:
    """Delete tries and sessions that have served their purpose (the job `sign_ins`)."""
    actions.forget_old(tries_before=KEEP_TRIES, sign_ins_before=KEEP_SIGN_INS)
    db.session.commit()
