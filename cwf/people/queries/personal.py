"""What is kept of an account and of its person, for whom it is about; and who that is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Table, or_, select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.keeping import Section, Subject
from cwf.people.models import Account, Passkey, Person, SignIn

# What opens something, or says nothing to whom it is about: never in an export.
SECRETS = frozenset(
    {
        "credential_id",
        "fs_uniquifier",
        "fs_webauthn_user_handle",
        "generation",
        "key",
        "mf_recovery_codes",
        "name_key",
        "password",
        "public_key",
        "search_key",
        "share_generation",
        "sort_key",
        "tf_last_counter",
        "tf_totp_secret",
        "version",
    }
)


def sections(subject: Subject) -> list[Section]:
    """What every slice keeps of somebody (the registry of what a person may export)."""
    tellers = current_app.extensions["cwf_personal_data"]
    return [part for tell in tellers for part in tell(subject) if part.rows]


def told(row: Any, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """The columns of a row as JSON says them, without ids of rows, secrets and what is left out."""
    table: Table = row.__table__
    left_out = SECRETS | {*without} | {key.parent.name for key in table.foreign_keys}
    attributes = {column.name: name for name, column in row.__mapper__.columns.items()}
    return {
        column.name: plain(getattr(row, attributes[column.name]))
        for column in table.columns
        if column.name not in left_out and not (column.primary_key and column.name == "id")
    }


def plain(value: Any) -> Any:
    """A value of a column as JSON says it; of bytes how many there are."""
    match value:
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return f"{len(value)} bytes"
    return value


def subject_of(account: Account) -> Subject:
    """An account, its person, and the other accounts of that person."""
    if account.person_id is None:
        name = frozenset({account.name} - {""})
        return Subject(
            person=None, accounts=(account.id,), emails=frozenset({account.email}), names=name
        )
    return subject_of_person(account.person_id)


def subject_of_person(person_id: int) -> Subject:
    """A person with their accounts. Addresses that other slices know of come from them."""
    person = db.session.get_one(Person, person_id)
    mine = db.session.scalars(select(Account).where(Account.person_id == person_id)).all()
    more = [tell(person_id) for tell in current_app.extensions["cwf_addresses"]]
    emails = {one.email for one in mine}.union(*more)
    names = {person.name, person.original_name or "", *(one.name for one in mine)} - {""}
    return Subject(
        person=person_id,
        accounts=tuple(one.id for one in mine),
        emails=frozenset(emails),
        names=frozenset(names),
    )


def personal_data(subject: Subject) -> list[Section]:
    """The person, accounts, sessions, mails on their way, and what they did by the log."""
    person = db.session.get(Person, subject.person) if subject.person else None
    found = [Section(code="person", title=_l("You"), rows=tuple([told(person)] if person else []))]
    if subject.edition is not None:
        return found
    of = subject.accounts
    accounts = _rows(select(Account).where(Account.id.in_(of)))
    roles = [
        {**told(one), "roles": [role.name for role in one.roles], "password": bool(one.password)}
        for one in accounts
    ]
    sessions = _rows(select(SignIn).where(SignIn.account_id.in_(of)))
    passkeys = _rows(select(Passkey).where(Passkey.user_id.in_(of)))
    mails = _rows(select(OutgoingMail).where(OutgoingMail.recipient.in_(subject.emails)))
    return [
        *found,
        Section(code="accounts", title=_l("Accounts"), rows=tuple(roles)),
        Section(code="sessions", title=_l("Sessions"), rows=_told(sessions)),
        Section(code="passkeys", title=_l("Passkeys"), rows=_told(passkeys)),
        # A mail may hold a link that opens something, and one to forget is in it, too.
        Section(code="mails", title=_l("Mails to you"), rows=_told(mails, "body", "unsubscribe")),
        Section(code="log", title=_l("What you did, by the log"), rows=_log(subject)),
    ]


def _log(subject: Subject) -> tuple[dict[str, Any], ...]:
    scopes = [f"account:{one}" for one in subject.accounts]
    mine = or_(AuditEntry.actor_id.in_(subject.accounts), AuditEntry.scope.in_(scopes))
    return tuple(
        {
            "at": one.at.isoformat(),
            "action": one.action,
            # what was done to somebody else is theirs to read
            "subject": one.subject if one.scope in scopes else "",
        }
        for one in _rows(select(AuditEntry).where(mine).order_by(AuditEntry.id))
    )


def _told(rows: Sequence[Any], *without: str) -> tuple[dict[str, Any], ...]:
    return tuple(told(row, without=without) for row in rows)


def _rows(wanted: Any) -> Sequence[Any]:
    return db.session.scalars(wanted).all()
