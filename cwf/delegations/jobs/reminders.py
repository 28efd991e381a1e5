"""Heads are reminded of what is left 14, 7 and 3 days and one day before names are due.

Which of these went stands in the rows (`Reminder.key`), in the transaction of their mails: so none
goes twice, whoever else is at it and however often a worker is killed. Of several that were missed
only the latest goes.
"""

from cwf import clock, jobs
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.delegations.actions.reminding import remind
from cwf.delegations.forms.tasks import said
from cwf.delegations.queries import reminders as queries
from cwf.jobs import Backlog


def send_reminders() -> None:
    """Remind whoever is due (the job `reminders`), each delegation in a transaction of its own."""
    now = clock.now()
    with only_reading():
        due = queries.due(now)
    sent = False
    for one in due:
        row = queries.locked(one.delegation_id)
        if row is not None and queries.rested(row.id, now):
            sent |= remind(row, one.known, key=one.key, said=said, at=now, actor=SYSTEM)
        db.session.commit()
    if sent:
        jobs.nudge("mail")


def backlog() -> Backlog:
    """Delegations whose reminder is due and has not gone."""
    waiting = queries.due(clock.now())
    since = min((one.since for one in waiting), default=None)
    return Backlog(waiting=len(waiting), since=since)
