"""What members of delegations are sent, and what their heads write to all of them.

Each mail is in its reader's language, with the personal link by which they see and fill in what
is theirs. Who has no address is written to through their head, who sees whom no mail reaches.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask import current_app

from cwf import mail
from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.models import Delegation, Member, Reminder
from cwf.delegations.queries.access import edition_of, name_of
from cwf.registration.categories import Standing
from cwf.registration.links import Purpose, stamp, token
from cwf.registration.models import Participant

COMPLETE = "complete"


def send_named(delegation: Delegation, member: Member, *, at: datetime, ask: bool = True) -> None:
    """That they are named; with `ask` that they fill in the rest, too."""
    if ask:
        member.asked = at
    _send(delegation, member.participant, "member_named", stamp(member.named), ask=ask,
          waits=_waits(member), instead_of=member.instead_of)  # fmt: skip


def send_substituted(
    delegation: Delegation, former: Participant, member: Member, *, cancelled: bool, at: datetime
) -> None:
    """To who was named, and to who comes instead."""
    other = member.participant.person.name
    key = f"{member.uuid}{stamp(at)}"
    _send(delegation, former, "member_replaced", key, other=other, cancelled=cancelled)
    member.asked = at
    _send(delegation, member.participant, "member_named", key, ask=True, waits=_waits(member),
          instead_of=former.person.name)  # fmt: skip


def send_taken_out(
    delegation: Delegation, participant: Participant, *, cancelled: bool, at: datetime
) -> None:
    """To who comes with the delegation no longer."""
    _send(delegation, participant, "member_out", stamp(at), cancelled=cancelled)


def remind(
    delegation: Delegation,
    member: Member,
    missing: Sequence[str],
    *,
    day: date,
    at: datetime,
    actor: Actor,
) -> bool:
    """Ask a member for what is missing, once a day of the host's calendar; whether a mail went.

    The delegation is locked, so two who press at once remind once.
    """
    key = f"{COMPLETE}:{member.uuid}:{day.isoformat()}"
    if member.participant.email is None or _sent(key):
        return False
    db.session.add(
        Reminder(
            delegation_id=delegation.id,
            member_id=member.id,
            what=COMPLETE,
            key=key,
            sent=at,
            by=actor.name,
        )
    )
    member.asked = at
    _send(delegation, member.participant, "member_reminder", day.isoformat(), missing=missing)
    return True


def write_to_all(
    delegation: Delegation,
    members: Sequence[Member],
    *,
    key: str,
    subject: str,
    text: str,
    reply_to: str,
    actor: Actor,
) -> int:
    """A head's own words to all members that have an address, once for each key; how many."""
    written = [member.participant for member in members if member.participant.email]
    for participant in written:
        _send(delegation, participant, "member_circular", key, subject=subject, text=text,
              author=actor.name, reply_to=reply_to)  # fmt: skip
    after = {"subject": subject, "number": len(written)}
    record(delegation, "delegation.write", actor, after=after)
    return len(written)


def own_link(participant: Participant) -> str:
    """The token of the personal link that holds."""
    key: str = current_app.config["SECRET_KEY"]
    return token(key, Purpose.OWN, participant.uuid, participant.generation)


def _waits(member: Member) -> bool:
    return member.participant.standing == Standing.WAITING


def _sent(key: str) -> bool:
    found = db.session.query(Reminder.id).filter_by(key=key).first()
    return found is not None


def _send(
    delegation: Delegation, participant: Participant, what: str, key: object, **context: Any
) -> None:
    mail.queue_text(
        key=f"{what}:{participant.uuid}:{key}",
        recipient=participant.email,
        language=participant.language,
        template=what,
        name=participant.person.name,
        delegation=delegation,
        region=name_of(delegation),
        edition=edition_of(delegation),
        heads=delegation.heads,
        token=own_link(participant),
        **context,
    )
