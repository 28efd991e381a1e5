"""Who at the host answers to delegations."""

from collections.abc import Sequence

from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import Capability, StaffRole, may
from cwf.people.models import Account
from cwf.people.queries import secretariat_accounts

KEEPERS = [role for role in StaffRole if may(role, Capability.REGISTRATIONS)]


def host_accounts(edition: Edition) -> Sequence[Account]:
    """Whoever keeps registrations of an edition; where nobody does, the secretariat."""
    found = db.session.scalars(
        select(Account)
        .join(Staff, Staff.account_id == Account.id)
        .where(Staff.edition_id == edition.id, Staff.role.in_(KEEPERS), Account.active)
        .order_by(Account.id)
    ).all()
    return found or secretariat_accounts()
