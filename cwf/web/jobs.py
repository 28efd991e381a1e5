"""What the plumbing tidies up."""

from datetime import timedelta

from sqlalchemy import delete

from cwf import clock
from cwf.database import db
from cwf.web.submissions import Submission

KEPT_FOR = timedelta(days=2)


def forget_submissions() -> None:
    """Drop keys that no open form can still carry; a reconcile job."""
    db.session.execute(delete(Submission).where(Submission.at < clock.now() - KEPT_FOR))
    db.session.commit()
