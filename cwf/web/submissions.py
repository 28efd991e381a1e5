"""What was made by which submit, so that sending a form twice makes one thing.

A form that makes something carries a key. The first submit under it claims it and leaves the
address of what it made; every further one is sent there.
"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import Model, UtcDateTime, db


class Submission(Model):
    """A submit that made something; `location` is None until its own transaction knows it."""

    __tablename__ = "submissions"

    account_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    location: Mapped[str | None] = mapped_column(String(500))


def made_before(key: str, account_id: int) -> str:
    """The address of what a submit under this key made; "" where none did."""
    earlier = db.session.get(Submission, (account_id, key))
    return (earlier.location or "") if earlier else ""


def claim(key: str, account_id: int) -> Submission:
    """The submit under this key: a new one without location, or the earlier one with it.

    A second submit at the same moment waits here until the first has committed.
    """
    if earlier := db.session.get(Submission, (account_id, key)):
        return earlier
    made = Submission(key=key, account_id=account_id, at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return db.session.get_one(Submission, (account_id, key))
    return made
