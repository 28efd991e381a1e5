"""One deed done to many participants: a bounded number at a time, each once. Nothing here commits.

What was done to somebody stands in the same transaction as that it was: a worker that is killed
leaves neither half. Every mail has a key of the task and its reader, so nobody gets it twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete

from cwf import audit, mail
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.queries import name_of
from cwf.i18n import speaking
from cwf.registration.actions import letters, participants, standing
from cwf.registration.actions.paying import note_payment
from cwf.registration.bulk import STEP, Deed, applies, filled
from cwf.registration.categories import Payment, Standing
from cwf.registration.models import BulkTask, Participant
from cwf.registration.queries import bulk as queries
from cwf.registration.queries.participants import edition_of
from cwf.web.templating import own_text

KEPT = timedelta(days=30)


def begin(
    edition_id: int,
    deed: Deed,
    ids: Sequence[int],
    *,
    said: Mapping[str, Any],
    language: str,
    at: datetime,
    actor: Actor,
) -> BulkTask:
    """Want something done to these participants; nudge `bulk` after the commit."""
    made = BulkTask(
        edition_id=edition_id,
        deed=deed,
        said=dict(said),
        pending=list(ids),
        total=len(ids),
        done=0,
        left_out=0,
        actor_id=actor.account_id,
        actor=actor.name,
        language=language,
        made=at,
        finished=None if ids else at,
    )
    db.session.add(made)
    db.session.flush()
    return made


def advance(task: BulkTask, at: datetime, *, number: int = STEP) -> None:
    """Do it to the next so many, which are held; `task` is held, too."""
    some = task.pending[:number]
    done = 0
    for row in queries.some_of(task, number):
        if applies(Deed(task.deed), Standing(row.standing), has_address=row.email is not None):
            done += _do(task, row, at)
    _count(task, done=done, of=len(some), at=at)


def pass_over(task: BulkTask, at: datetime) -> None:
    """Leave the next one out: with them it goes wrong, and all others wait."""
    _count(task, done=0, of=1, at=at)


def forget(at: datetime) -> None:
    """Let go of tasks that were finished a while ago; what was done stands in the log."""
    db.session.execute(delete(BulkTask).where(BulkTask.id.in_(queries.old(at - KEPT))))


def _count(task: BulkTask, *, done: int, of: int, at: datetime) -> None:
    task.pending = task.pending[of:]
    task.done += done
    task.left_out += of - done
    if not task.pending:
        task.finished = at
    db.session.flush()


def _do(task: BulkTask, row: Participant, at: datetime) -> bool:
    """Whether it was done to them."""
    actor, said = Actor(account_id=task.actor_id, name=task.actor), task.said
    match Deed(task.deed):
        case Deed.APPROVE:
            standing.approve(row, at=at, actor=actor)
            letters.send_standing(row)
        case Deed.DECLINE:
            standing.decline(row, at=at, actor=actor, reason=said["reason"])
            letters.send_declined(row, reason=said["reason"])
        case Deed.CANCEL:
            participants.cancel(row, at=at, actor=actor, reason=said["reason"])
            letters.send_cancelled(row, reason=said["reason"])
        case Deed.PAYMENT:
            return _note_payment(row, Payment(said["payment"]), actor)
        case Deed.LINK:
            _send_link(task, row, actor)
        case Deed.MAIL:
            _write(task, row, actor)
    return True


def _note_payment(row: Participant, payment: Payment, actor: Actor) -> bool:
    if row.payment == payment:
        return False
    note_payment(row, payment, row.payment_note, actor=actor)
    return True


def _send_link(task: BulkTask, row: Participant, actor: Actor) -> None:
    if row.standing == Standing.ASKED:
        letters.send_confirm(row, f":{task.uuid}")
    else:
        letters.send_link(row, f":{task.uuid}")
    _record(row, "registration.send_link", actor)


def _write(task: BulkTask, row: Participant, actor: Actor) -> None:
    """The organisers' own words, in the reader's language as far as they are written in it."""
    assert row.email is not None
    subjects, texts = task.said["subject"], task.said["text"]
    language = row.language if row.language in texts else next(iter(texts))
    path = letters.path_of_own(row.uuid, row.generation, language)
    with speaking(language):
        values = {
            "name": row.person.name,
            "link": f"{current_app.extensions['cwf_settings'].base_url}{path}",
            "forum": own_text(name_of(edition_of(row))),
        }
    mail.queue(
        key=f"bulk:{task.uuid}:{row.uuid}",
        recipient=row.email,
        language=language,
        subject=filled(subjects[language], values),
        body=filled(texts[language], values).replace("\r\n", "\n").strip() + "\n",
    )
    _record(row, "registration.write", actor, after={"subject": subjects[language]})


def _record(row: Participant, action: str, actor: Actor, **values: Any) -> None:
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, action, scope=scope, subject=row.person.name, **values)
