"""Whoever takes part gets a ticket, and a mail with the way to it (the job `tickets`)."""

from cwf import clock, jobs
from cwf.attendance.actions import tickets
from cwf.attendance.queries.tickets import backlog as of_tickets
from cwf.database import db

STEP = 200  # in each transaction


def make_tickets() -> None:
    """Make what is missing, then mail what has not gone; each of it stands in the rows."""
    for step in (tickets.make_missing, tickets.mail_due):
        while step(clock.now(), STEP) == STEP:
            db.session.commit()
            jobs.nudge("mail")
        db.session.commit()
    jobs.nudge("mail")


def backlog() -> jobs.Backlog:
    """Tickets that are still to be made or mailed."""
    return of_tickets(clock.now())
