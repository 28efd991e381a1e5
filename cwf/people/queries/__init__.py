"""What others ask about accounts: who they are, whether they are the secretariat, what they did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, func, or_, select
from werkzeug.exceptions import NotFound

from cwf import audit, clock
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people.held import HeldRole
from cwf.people.models import SECRETARIAT, Picture, Role, SignIn, SignInAttempt
from cwf.people.models import Account as Account
from cwf.web.access import Rule, Verdict

PAGE = 50
IDLE_FOR = timedelta(days=30)


def is_secretariat(account: Account) -> bool:
    """Whether an account works for the network's secretariat, which reaches everything."""
    return any(role.name == SECRETARIAT for role in account.roles)


def _secretariat_only(account: Account, **arguments: object) -> Verdict:
    return Verdict.ALLOW if is_secretariat(account) else Verdict.HIDDEN


SECRETARIAT_RULE = Rule(name="secretariat", decide=_secretariat_only)


def secretariat_role(account: Account) -> list[HeldRole]:
    """The role that this slice knows, for the registry of held roles."""
    if not is_secretariat(account):
        return []
    return [HeldRole(name=_("Secretariat of the network"), path="/manage/", strong=True)]


def secretariat_accounts() -> Sequence[Account]:
    """The accounts of the secretariat that can be signed in to."""
    of_secretariat = Account.roles.any(Role.name == SECRETARIAT)
    return db.session.scalars(select(Account).where(of_secretariat, Account.active)).all()


def account(account_id: int) -> Account:
    """An account by its number; raises NotFound. The secretariat alone looks accounts up so."""
    found = db.session.get(Account, account_id)
    if found is None:
        raise NotFound
    return found


def account_by_email(email: str) -> Account | None:
    """The account of an address, which is compared in lower case."""
    return db.session.scalar(select(Account).where(Account.email == email.strip().lower()))


def account_by_key(key: str) -> Account | None:
    """The account of Flask-Security's changing key, if it can be signed in to."""
    return db.session.scalar(
        select(Account).where(Account.fs_uniquifier == key, Account.active.is_(True))
    )


def signed_in_account(key: str, sign_in_key: str) -> tuple[Account, SignIn] | None:
    """The account of a session cookie, if both its keys hold and it was in use lately."""
    row = db.session.execute(
        select(Account, SignIn)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(
            Account.fs_uniquifier == key,
            Account.active.is_(True),
            SignIn.key == sign_in_key,
            SignIn.ended.is_(None),
            SignIn.seen > clock.now() - IDLE_FOR,
        )
    ).first()
    return (row[0], row[1]) if row else None


def open_sign_ins(account: Account) -> Sequence[SignIn]:
    """The sessions of an account that go on, the latest in use first."""
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.account_id == account.id,
            SignIn.ended.is_(None),
            SignIn.seen > clock.now() - IDLE_FOR,
        )
        .order_by(SignIn.seen.desc(), SignIn.id.desc())
    ).all()


def latest_sign_in(account: Account) -> int:
    """The number of an account's latest session, 0 for none: a used link knows by it."""
    return (
        db.session.scalar(
            select(func.coalesce(func.max(SignIn.id), 0)).where(SignIn.account_id == account.id)
        )
        or 0
    )


def tries(which: ColumnElement[bool], *, since: datetime) -> Sequence[datetime]:
    """The instants of tries since then, in order."""
    return db.session.scalars(
        select(SignInAttempt.at).where(which, SignInAttempt.at > since).order_by(SignInAttempt.id)
    ).all()


def search_accounts(words: str, *, after: str = "") -> Sequence[Account]:
    """Accounts whose name or address has all the words, by address; one page and one more."""
    found = select(Account).where(Account.email > after).order_by(Account.email).limit(PAGE + 1)
    for word in words.split():
        like = f"%{_literal(word)}%"
        found = found.where(
            or_(Account.name.ilike(like, escape="\\"), Account.email.ilike(like, escape="\\"))
        )
    return db.session.scalars(found).all()


@dataclass(frozen=True, kw_only=True, slots=True)
class LogFilter:
    """What to see of a log; empty means all. `before` is the id of the last entry seen."""

    who: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def log_entries(scope: ColumnElement[bool] | None, wanted: LogFilter) -> Sequence[AuditEntry]:
    """Entries of a log, the latest first; one page and one more, which says that it goes on."""
    found = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(PAGE + 1)
    if scope is not None:
        found = found.where(scope)
    if wanted.who:
        like = f"%{_literal(wanted.who)}%"
        found = found.where(AuditEntry.actor_name.ilike(like, escape="\\"))
    if wanted.action:
        found = found.where(AuditEntry.action == wanted.action)
    if wanted.since and wanted.until:
        found = found.where(and_(AuditEntry.at >= wanted.since, AuditEntry.at < wanted.until))
    if wanted.before:
        found = found.where(AuditEntry.id < wanted.before)
    return db.session.scalars(found).all()


def log_actions(scope: ColumnElement[bool] | None) -> Sequence[str]:
    """The kinds of action that a log has."""
    found = select(AuditEntry.action).distinct().order_by(AuditEntry.action)
    return db.session.scalars(found if scope is None else found.where(scope)).all()


def of_account(account: Account) -> ColumnElement[bool]:
    """Which entries concern an account: what it did, and what was done to it."""
    return or_(
        AuditEntry.actor_id == account.id, AuditEntry.scope == audit.account_scope(account.id)
    )


def of_edition(edition_id: int) -> ColumnElement[bool]:
    """Which entries concern an edition, or what lies below it."""
    scope = audit.edition_scope(edition_id)
    return or_(AuditEntry.scope == scope, AuditEntry.scope.startswith(f"{scope}/"))


def of_delegation(edition_id: int, delegation_id: int) -> ColumnElement[bool]:
    """Which entries concern one delegation."""
    return AuditEntry.scope == audit.delegation_scope(edition_id, delegation_id)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def picture(digest: str) -> Picture | None:
    """A picture by the hash of its bytes."""
    return db.session.get(Picture, digest)
