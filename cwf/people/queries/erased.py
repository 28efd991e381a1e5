"""Whom the log names no more: its entries stay as they are, and its pages pass names over."""

import hmac
from collections.abc import Iterable
from typing import Any

from flask import current_app
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people.models import ErasedWord


def digest_of(word: str) -> str:
    """A name or address as a keyed digest: nobody reads it back, equal ones are known again."""
    key: str = current_app.config["SECRET_KEY"]
    said = f"erased.{' '.join(word.split()).casefold()}"
    return hmac.digest(key.encode(), said.encode(), "sha256").hex()


def passed_over(entries: Iterable[AuditEntry]) -> set[str]:
    """Which texts of these entries are names or addresses of somebody who was erased since."""
    said: dict[str, str] = {}
    for entry in entries:
        for text in (entry.actor_name, entry.subject, *texts(entry.before), *texts(entry.after)):
            said.setdefault(text, digest_of(text))
    wanted = select(ErasedWord.digest).where(ErasedWord.digest.in_(set(said.values())))
    known = set(db.session.scalars(wanted))
    return {text for text, digest in said.items() if digest in known}


def texts(value: Any) -> list[str]:
    """All texts within a value that the log keeps."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in texts(one)]
        case list():
            return [text for one in value for text in texts(one)]
    return []
