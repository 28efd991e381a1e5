"""What follows an answer that queued a mail in a view of Flask-Security."""

from flask import Response

from cwf import jobs
from cwf.database import db


def commit_and_nudge(response: Response) -> Response:
    """Commit the queued mail, then ask for it to be sent soon."""
    db.session.commit()
    jobs.nudge("mail")
    return response
