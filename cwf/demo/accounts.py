"""The demo accounts: one per role that exists. They are made where CWF_DEMO is on, nowhere else."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from flask_security.utils import hash_password
from sqlalchemy import select

from cwf.database import db
from cwf.demo import delegations, sign_ups
from cwf.demo.favourites import star
from cwf.demo.participants import attend
from cwf.demo.reading import read
from cwf.demo.sharing import share
from cwf.editions.models import Edition, Staff
from cwf.people.models import SECRETARIAT, Account, Role


def add_accounts(*, now: datetime) -> int:
    """Add the demo accounts that are not there yet, with their roles; gives their number."""
    known = set(db.session.scalars(select(Account.email)))
    missing = [account for account in read("accounts.yaml") if account["email"] not in known]
    for account in missing:
        _add(account, now)
    db.session.flush()
    if missing:
        share(now=now)
    return len(missing)


def told() -> list[dict[str, Any]]:
    """The accounts with their passwords, as they are to be shown."""
    found: list[dict[str, Any]] = read("accounts.yaml")
    return found


def _add(told: dict[str, Any], now: datetime) -> None:
    account = Account(
        email=told["email"],
        name=told["name"],
        language=told["language"],
        password=hash_password(told["password"]),
        fs_uniquifier=token_hex(16),
        created=now,
        confirmed_at=now,
        roles=[_secretariat()] if told["role"] == SECRETARIAT else [],
    )
    db.session.add(account)
    db.session.flush()
    for slug in told.get("editions") or ():
        edition_id = db.session.scalars(select(Edition.id).where(Edition.slug == slug)).one()
        db.session.add(
            Staff(edition_id=edition_id, account_id=account.id, role=told["role"], appointed=now)
        )
    delegations.lead(account)
    for slug in told.get("participates") or ():
        attend(account, slug, now=now)
        sign_ups.attend(account, slug, now=now)
        star(account, slug, now=now)


def _secretariat() -> Role:
    found = db.session.scalar(select(Role).where(Role.name == SECRETARIAT))
    return found or Role(name=SECRETARIAT)
