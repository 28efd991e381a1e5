"""Who works at an edition: invitations, appointments, withdrawals. Nothing here commits."""

import secrets
from datetime import timedelta

from sqlalchemy import update

from cwf import audit, clock
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition, Invitation, Staff
from cwf.editions.queries import team as queries
from cwf.editions.roles import StaffRole
from cwf.people import actions as people
from cwf.people.models import Account

GOOD_FOR = timedelta(days=14)


class AlreadyStaffError(ValueError):
    """The address has the role already."""


class LastOrganiserError(ValueError):
    """An edition's last organiser cannot leave; the secretariat can end that."""


class SpentError(ValueError):
    """An invitation was answered, taken back, or is too old."""


def invite(
    actor: Actor, edition: Edition, *, email: str, role: StaffRole, language: str
) -> Invitation:
    """Offer a role to an address for two weeks. Raises AlreadyStaffError.

    Whether there is an account behind the address is neither asked nor told. An offer that still
    stands is renewed, with the role and the language of now.
    """
    email = email.strip().lower()
    if queries.role_of_address(edition, email) is role:
        raise AlreadyStaffError(email)
    invitation = queries.open_invitation(edition, email)
    if invitation is None:
        invitation = Invitation(edition_id=edition.id, email=email)
        db.session.add(invitation)
    _offer(invitation, actor, role=role, language=language)
    db.session.flush()
    _record(actor, "invitation.make", edition, email, after={"role": role})
    return invitation


def renew(actor: Actor, edition: Edition, invitation: Invitation) -> None:
    """Send an offer again: a new link for two weeks; the earlier one is spent."""
    _offer(invitation, actor, role=StaffRole(invitation.role), language=invitation.language)
    _record(actor, "invitation.renew", edition, invitation.email)


def revoke(actor: Actor, edition: Edition, invitation: Invitation) -> None:
    """Take an offer back; its link is spent."""
    _record(actor, "invitation.revoke", edition, invitation.email, before={"role": invitation.role})
    db.session.delete(invitation)


def accept(edition: Edition, invitation: Invitation, account: Account) -> None:
    """Take an offered role. Raises SpentError; of two at the same moment one wins.

    Who is organiser already stays it. A session without a second factor ends where one is due.
    """
    now = clock.now()
    answered = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id, Invitation.answered.is_(None), Invitation.expires > now
        )
        .values(answered=now)
    )
    if answered.rowcount != 1:  # type: ignore[attr-defined]
        raise SpentError
    actor = Actor(account_id=account.id, name=account.shown)
    _record(actor, "invitation.accept", edition, account.email, after={"role": invitation.role})
    appoint(edition, account, StaffRole(invitation.role), by=invitation.invited_by)
    people.strengthen(account)


def appoint(edition: Edition, account: Account, role: StaffRole, *, by: int | None) -> None:
    """Give an account a role, in the place of a lesser one."""
    staff = queries.staff_row(edition, account.id)
    if staff is None:
        staff = Staff(edition_id=edition.id, account_id=account.id, role=role)
        db.session.add(staff)
    elif staff.role != StaffRole.ORGANISER:
        staff.role = role
    staff.appointed, staff.appointed_by = clock.now(), by
    db.session.flush()


def withdraw(actor: Actor, edition: Edition, staff: Staff, *, address: str) -> None:
    """End a role. Raises LastOrganiserError where the last organiser would leave by themselves."""
    own = staff.account_id == actor.account_id
    if own and staff.role == StaffRole.ORGANISER and queries.organisers(edition) == 1:
        raise LastOrganiserError
    db.session.delete(staff)
    _record(actor, "staff.withdraw", edition, address, before={"role": staff.role})


def _offer(invitation: Invitation, actor: Actor, *, role: StaffRole, language: str) -> None:
    now = clock.now()
    invitation.key = secrets.token_urlsafe(24)
    invitation.role, invitation.language = role, language
    invitation.invited, invitation.invited_by = now, actor.account_id
    invitation.expires, invitation.answered = now + GOOD_FOR, None


def _record(
    actor: Actor,
    action: str,
    edition: Edition,
    subject: str,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    scope = audit.edition_scope(edition.id)
    audit.record(actor, action, scope=scope, subject=subject, before=before, after=after)
