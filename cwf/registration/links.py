"""Links that a participant is sent: to confirm with, and the personal one.

A token names the participant and a number, and is signed (HMAC-SHA-256, RFC 2104, cut to 160
bits) with a key that never leaves the server; the database alone makes no link. The number says
which link holds: for the personal one the generation, for a confirmation the instant it was asked
for. Raising it ends all earlier links.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

SIGNED = 20  # bytes of the signature that are kept
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Purpose(StrEnum):
    """What a link is for; one never opens what another is for.

    Higher slices have purposes of their own (`delegations`); no two values are the same.
    """

    CONFIRM = "confirm"
    OWN = "own"
    BOOK = "book"  # confirms what a buyer asked for
    BOOKING = "booking"  # the buyer's page


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """What a token names."""

    uuid: UUID
    number: int


def token(key: str, purpose: StrEnum, uuid: UUID, number: int) -> str:
    """The token of a participant, in letters, digits, hyphens, underscores and two dots."""
    return f"{_text(uuid.bytes)}.{number}.{_text(_signature(key, purpose, uuid, number))}"


def opened(key: str, purpose: StrEnum, written: str) -> Opened | None:
    """What a token names, if it was made with this key for this purpose; else None."""
    parts = written.split(".")
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit() and len(parts[1]) < 20):
        return None
    try:
        uuid = UUID(bytes=urlsafe_b64decode(parts[0] + "=="))
    except ValueError:  # binascii's, too
        return None
    number = int(parts[1])
    whole = token(key, purpose, uuid, number)
    same = hmac.compare_digest(whole.encode(), written.encode("utf-8", "replace"))
    return Opened(uuid=uuid, number=number) if same else None


def stamp(at: datetime) -> int:
    """An instant as the number of a link: microseconds since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _signature(key: str, purpose: StrEnum, uuid: UUID, number: int) -> bytes:
    said = f"registration.{purpose}.{uuid.hex}.{number}"
    return hmac.digest(key.encode(), said.encode(), "sha256")[:SIGNED]


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
