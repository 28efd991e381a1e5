"""What changes accounts, their sessions and the secretariat. Nothing here commits."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_security import hash_password
from sqlalchemy import delete, select, update

from cwf import audit, clock
from cwf.audit import Actor
from cwf.database import db
from cwf.people import queries, throttle
from cwf.people.models import SECRETARIAT, Account, Picture, Role, SignIn, SignInAttempt
from cwf.people.throttle import Kind
from cwf.web.pictures import MEDIA_TYPE, Encoded


class LastSecretariatError(ValueError):
    """Somebody must stay who can reach everything."""


def record_own(
    account: Account,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Log what an account did to itself."""
    who = Actor(account_id=account.id, name=account.shown)
    scope = audit.account_scope(account.id)
    audit.record(who, action, scope=scope, subject=account.email, before=before, after=after)


def make_account(actor: Actor, *, email: str, name: str, language: str) -> Account:
    """A new account without a password, its address in lower case; flushed."""
    account = Account(
        email=email.strip().lower(),
        name=name.strip(),
        language=language,
        created=clock.now(),
        fs_uniquifier=secrets.token_hex(32),
    )
    db.session.add(account)
    db.session.flush()
    _record(actor, "account.make", account)
    return account


def set_first_password(account: Account, password: str) -> None:
    """Give a new account its password."""
    account.password = hash_password(password)


def change_profile(account: Account, *, name: str, language: str) -> None:
    """Change what one says about oneself."""
    before = {"name": account.name, "language": account.language}
    account.name, account.language = name.strip(), language
    after = {"name": account.name, "language": account.language}
    if before != after:
        record_own(account, "account.change", before=before, after=after)


def appoint_secretariat(actor: Actor, account: Account) -> None:
    """Make an account one of the secretariat; a session without a second factor ends."""
    if queries.is_secretariat(account):
        return
    role = db.session.scalar(select(Role).where(Role.name == SECRETARIAT))
    account.roles.append(role or Role(name=SECRETARIAT))
    strengthen(account)
    _record(actor, "secretariat.appoint", account, scope=audit.NETWORK)


def withdraw_secretariat(actor: Actor, account: Account) -> None:
    """Take an account out of the secretariat. Raises LastSecretariatError for the last one."""
    if not queries.is_secretariat(account):
        return
    keep_one(account)
    account.roles = [role for role in account.roles if role.name != SECRETARIAT]
    _record(actor, "secretariat.withdraw", account, scope=audit.NETWORK)


def close_account(actor: Actor, account: Account) -> None:
    """Nobody signs in to it any more. Raises LastSecretariatError for the last of those."""
    if not account.active:
        return
    if queries.is_secretariat(account):
        keep_one(account)
    account.active = False
    end_all_sign_ins(account)
    _record(actor, "account.close", account)


def open_account(actor: Actor, account: Account) -> None:
    """Let it be signed in to again."""
    if not account.active:
        account.active = True
        _record(actor, "account.open", account)


def strengthen(account: Account) -> None:
    """After an appointment: who has no second factor yet signs in anew, and sets one up."""
    if account.needs_second_factor() and not account.has_second_factor():
        end_all_sign_ins(account)


def reset_second_factor(actor: Actor, account: Account) -> bool:
    """Take authenticator, recovery codes and passkeys away, and end all sessions.

    False where there was none. Who must have one sets it up at the next sign-in.
    """
    if not account.has_second_factor() and not account.mf_recovery_codes:
        return False
    account.tf_primary_method = account.tf_totp_secret = account.tf_last_counter = None
    account.mf_recovery_codes = None
    account.webauthn.clear()
    end_all_sign_ins(account)
    _record(actor, "account.factor_reset", account)
    return True


def last_counter(account_id: int) -> int | None:
    """The number of the last code taken from an authenticator; locks the account."""
    return db.session.scalar(
        select(Account.tf_last_counter).where(Account.id == account_id).with_for_update()
    )


def begin_sign_in(account: Account, *, client: str) -> str:
    """A session on one device begins; the key by which its cookie is known."""
    key = secrets.token_urlsafe(32)
    now = clock.now()
    db.session.add(SignIn(account_id=account.id, key=key, began=now, seen=now, client=client[:300]))
    return key


def see_sign_in(sign_in_id: int) -> None:
    """Note that a session is in use."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen=clock.now()))


def end_sign_in(key: str) -> None:
    """A session ends by its own wish."""
    _end(select(SignIn).where(SignIn.key == key))


def end_sign_in_of(account: Account, sign_in_id: int) -> bool:
    """End one of an account's sessions by its id; False if it has no such."""
    ended = _end(select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account.id))
    if ended:
        record_own(account, "account.session_end", before={"session": ended[0].client})
    return bool(ended)


def end_all_sign_ins(account: Account, *, but: str | None = None) -> None:
    """End all sessions of an account, one perhaps apart."""
    own = select(SignIn).where(SignIn.account_id == account.id)
    _end(own.where(SignIn.key != but) if but else own)


def count_try(kind: Kind, *, account: str, address: str) -> timedelta | None:
    """Count a try before it is judged; the wait if it is one too many (it is then not kept).

    The try is written first and counted after: of many at once, none slips by unseen.
    """
    now = clock.now()
    mine = SignInAttempt(
        at=now, account=attempt_key(kind, account), address=throttle.network_of(address)
    )
    db.session.add(mine)
    db.session.flush()
    since = now - throttle.WINDOW
    wait = throttle.pause(
        kind,
        account=queries.tries(SignInAttempt.account == mine.account, since=since),
        address=queries.tries(SignInAttempt.address == mine.address, since=since),
        now=now,
    )
    if wait:
        db.session.delete(mine)
    return wait


def forget_tries(account: Account) -> None:
    """A sign-in succeeded: what was tried for it before no longer counts."""
    keys = [attempt_key(kind, account.email) for kind in Kind if kind is not Kind.MAIL]
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.account.in_(keys)))


def forget_old(*, tries_before: timedelta, sign_ins_before: timedelta) -> None:
    """Delete tries and ended or idle sessions that are older than that."""
    now = clock.now()
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - tries_before))
    db.session.execute(delete(SignIn).where(SignIn.seen < now - sign_ins_before))


def attempt_key(kind: Kind, account: str) -> str:
    """How a try is counted: the address asked for need not be ours, and is not kept."""
    return hashlib.sha256(f"{kind}:{account.strip().lower()}".encode()).hexdigest()


def _end(wanted: Any) -> list[SignIn]:
    ended: Iterable[SignIn] = db.session.scalars(wanted.where(SignIn.ended.is_(None))).all()
    for sign_in in ended:
        sign_in.ended = clock.now()
    return list(ended)


def keep_one(leaving: Account) -> None:
    """Raise LastSecretariatError for the last one of the secretariat."""
    others = [one for one in queries.secretariat_accounts() if one.id != leaving.id]
    if not others:
        raise LastSecretariatError


def _record(actor: Actor, action: str, account: Account, *, scope: str | None = None) -> None:
    audit.record(
        actor, action, scope=scope or audit.account_scope(account.id), subject=account.email
    )


def keep_picture(encoded: Encoded, alternative: dict[str, str]) -> str:
    """Keep a picture under the hash of its bytes, once; what it shows is told anew."""
    row = db.session.get(Picture, encoded.hash)
    if row is None:
        row = Picture(
            hash=encoded.hash,
            media_type=MEDIA_TYPE,
            width=encoded.width,
            height=encoded.height,
            body=encoded.body,
            created=clock.now(),
        )
        db.session.add(row)
    row.alternative = alternative
    db.session.flush()
    return encoded.hash


def describe_picture(digest: str, alternative: dict[str, str]) -> None:
    """Tell anew what a kept picture shows."""
    db.session.get_one(Picture, digest).alternative = alternative
