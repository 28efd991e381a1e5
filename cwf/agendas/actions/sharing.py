"""Sharing an agenda: by a link that is opened, renewed and closed, or with people by name."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from cwf import audit, mail
from cwf.agendas.models import Agenda, Share
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account

MOST_SHARES = 50


class TooMany(Exception):
    """An agenda is shared with MOST_SHARES people, and no more."""


def open_link(agenda: Agenda, *, actor: Actor) -> None:
    """Let whoever knows the link read the agenda."""
    if not agenda.shared:
        agenda.shared = True
        _record(agenda, "agenda.open", actor)


def close_link(agenda: Agenda, *, actor: Actor) -> None:
    """Let nobody read by link; an agenda opened again has a new one."""
    if agenda.shared:
        agenda.shared = False
        agenda.share_generation += 1
        _record(agenda, "agenda.close", actor)


def renew_link(agenda: Agenda, *, actor: Actor) -> None:
    """Give the agenda another link; the present one leads nowhere from now on."""
    agenda.share_generation += 1
    _record(agenda, "agenda.renew", actor)


def share_with(agenda: Agenda, email: str, *, owner: Account, at: datetime) -> bool:
    """Let an address read the agenda once it has signed in, and tell it by mail.

    The mail goes out once for an address, however often it is taken off and put on again. Raises
    TooMany. False: it was shared with it already, or is the owner's own.
    """
    email = email.strip().lower()
    # whoever shares it at the same moment waits, so that no more than MOST_SHARES get through
    db.session.execute(select(Agenda.id).where(Agenda.id == agenda.id).with_for_update())
    known = set(db.session.scalars(select(Share.email).where(Share.agenda_id == agenda.id)))
    if email in known or email == owner.email.lower():
        return False
    if len(known) >= MOST_SHARES:
        raise TooMany
    db.session.add(Share(agenda_id=agenda.id, email=email, created=at))
    reader = db.session.scalar(select(Account).where(Account.email == email))
    mail.queue_text(
        key=f"share:{agenda.id}:{sha256(email.encode()).hexdigest()[:32]}",
        recipient=email,
        language=reader.language if reader else owner.language,
        template="share",
        name=owner.name,
        edition=db.session.get_one(Edition, agenda.edition_id),
        agenda=agenda,
    )
    _record(agenda, "agenda.share", Actor(account_id=owner.id, name=owner.shown))
    return True


def withdraw(agenda: Agenda, share_id: int, *, actor: Actor) -> bool:
    """Let an address no longer read the agenda; False where it could not anyway."""
    share = db.session.get(Share, share_id)
    if share is None or share.agenda_id != agenda.id:
        return False
    db.session.delete(share)
    _record(agenda, "agenda.unshare", actor)
    return True


def _record(agenda: Agenda, action: str, actor: Actor) -> None:
    edition = db.session.get_one(Edition, agenda.edition_id)
    scope = audit.account_scope(agenda.account_id or 0)
    audit.record(actor, action, scope=scope, subject=edition.slug)
