"""What others ask about accounts: who they are, and whether they are the secretariat."""

from sqlalchemy import select

from cwf.database import db
from cwf.people.models import SECRETARIAT, Account
from cwf.web.access import Rule, Verdict


def is_secretariat(account: Account) -> bool:
    """Whether an account works for the network's secretariat, which reaches everything."""
    return any(role.name == SECRETARIAT for role in account.roles)


def _secretariat_only(account: Account, **arguments: object) -> Verdict:
    return Verdict.ALLOW if is_secretariat(account) else Verdict.HIDDEN


SECRETARIAT_RULE = Rule(name="secretariat", decide=_secretariat_only)


def account_by_email(email: str) -> Account | None:
    """The account of an address, which is compared in lower case."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))
