"""Who works at an edition, and who is invited to."""

from collections.abc import Sequence

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - views name its type
from cwf.editions.models import Invitation as Invitation  # noqa: PLC0414 - the same
from cwf.editions.models import Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account


def staff_of(edition: Edition) -> list[tuple[Staff, Account]]:
    """Who works at an edition: organisers first, then by name."""
    rows = db.session.execute(
        select(Staff, Account)
        .join(Account, Account.id == Staff.account_id)
        .where(Staff.edition_id == edition.id)
        .order_by(Staff.role.desc(), Account.name, Account.email)
    )
    return [(staff, account) for staff, account in rows]


def staff_row(edition: Edition, account_id: int) -> Staff | None:
    """The row of an account's role at an edition."""
    return db.session.scalar(
        select(Staff).where(Staff.edition_id == edition.id, Staff.account_id == account_id)
    )


def address_of(staff: Staff) -> str:
    """The address of somebody of the staff."""
    return db.session.get_one(Account, staff.account_id).email


def role_of_address(edition: Edition, email: str) -> StaffRole | None:
    """The role that an address has at an edition."""
    role = db.session.scalar(
        select(Staff.role)
        .join(Account, Account.id == Staff.account_id)
        .where(Staff.edition_id == edition.id, Account.email == email)
    )
    return StaffRole(role) if role else None


def organisers(edition: Edition) -> int:
    """How many organisers an edition has."""
    found = select(func.count(Staff.id)).where(
        Staff.edition_id == edition.id, Staff.role == StaffRole.ORGANISER
    )
    return db.session.scalar(found) or 0


def invitations(edition: Edition) -> Sequence[Invitation]:
    """Offers that were not answered, also those that have grown too old."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.edition_id == edition.id, Invitation.answered.is_(None))
        .order_by(Invitation.email)
    ).all()


def invitation_of(edition: Edition, invitation_id: int) -> Invitation:
    """An unanswered offer of an edition; raises NotFound."""
    found = db.session.scalar(
        select(Invitation).where(
            Invitation.id == invitation_id,
            Invitation.edition_id == edition.id,
            Invitation.answered.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def open_invitation(edition: Edition, email: str) -> Invitation | None:
    """The unanswered offer to an address."""
    return db.session.scalar(
        select(Invitation).where(
            Invitation.edition_id == edition.id,
            Invitation.email == email,
            Invitation.answered.is_(None),
        )
    )


def offer_by_key(key: str) -> tuple[Invitation, Edition] | None:
    """What a link offers, as long as it holds."""
    row = db.session.execute(
        select(Invitation, Edition)
        .join(Edition, Edition.id == Invitation.edition_id)
        .where(
            Invitation.key == key,
            Invitation.answered.is_(None),
            Invitation.expires > clock.now(),
        )
    ).first()
    return (row[0], row[1]) if row else None
