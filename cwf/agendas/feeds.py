"""Calendars that somebody subscribes to: of what, at what address, and whether it still holds.

The address is a feed's number and generation with a signature over both, by a key made of the
application's own. So nothing secret is kept, the address can be shown again, and a made-up one is
known before anything is looked up. Raising the generation ends all earlier addresses.
"""

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

PURPOSE = b"calendar feeds"  # so that no other signature of ours is one of these
ALARMS = (5, 10, 15, 30, 60)  # minutes before the start
NOTED_EVERY = timedelta(hours=1)
UNUSED_FOR = timedelta(days=180)  # then an agenda without account goes, and its feed
LARGEST = 2**31 - 1  # of a number that a database can be asked for
SHAPE = re.compile(r"([1-9][0-9]{0,9})-([1-9][0-9]{0,9})-([a-z2-7]{26})")
LONGEST_CLIENT = 40
# By what their programs say of themselves; the first that fits names one.
CLIENTS = (
    ("Google-Calendar", "Google Calendar"),
    ("Microsoft.Exchange", "Outlook"),
    ("Microsoft Office", "Outlook"),
    ("Outlook", "Outlook"),
    ("dataaccessd", "iPhone or iPad"),
    ("iOS/", "iPhone or iPad"),
    ("macOS/", "Calendar on a Mac"),
    ("Mac OS X/", "Calendar on a Mac"),
    ("Thunderbird", "Thunderbird"),
    ("ICSx5", "ICSx⁵"),
    ("DAVx5", "DAVx⁵"),
    ("Nextcloud", "Nextcloud"),
    ("Evolution", "Evolution"),
    ("KOrganizer", "KOrganizer"),
    ("Yahoo", "Yahoo Calendar"),
)
BROWSER = re.compile(r"Mozilla/.*(Firefox|Edg|Chrome|Safari)/")


Choice = tuple[str, bool]  # a slot by the 32 digits of its UUID, and whether it keeps one busy


class Kind(StrEnum):
    """Of what: one's own agenda, agendas shared with one, or all that staff need."""

    AGENDA = "agenda"
    GROUP = "group"
    STAFF = "staff"


class Ending(StrEnum):
    """Why an address gives nothing any more."""

    REVOKED = "revoked"
    RENEWED = "renewed"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Address:
    """What a secret address says."""

    feed: int
    generation: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A feed with what is present of its edition, as one look-up gives it.

    `release` is the id of what the public sees, None: nothing. `reaches` says whether its account
    still may have it. `alarm` is in minutes before the start; `of` are the ids of the agendas that
    a group's calendar is narrowed to (None: all that its owner may read).
    """

    id: int
    kind: Kind
    name: str
    language: str
    alarm: int | None
    of: frozenset[int] | None
    generation: int
    created: datetime
    renewed: datetime | None
    revoked: datetime | None
    fetched: datetime | None
    agenda: int | None
    account: int | None
    edition_id: int
    edition: str
    year: int
    zone: str
    release: int | None
    reaches: bool


def address_of(secret: str, feed: int, generation: int) -> str:
    """The part of an address that names and opens a feed; letters and digits of ASCII alone."""
    said = f"{feed}-{generation}"
    return f"{said}-{_signature(secret, said)}"


def read_address(secret: str, text: str) -> Address | None:
    """What an address says; None for one that was never given out."""
    match = SHAPE.fullmatch(text)
    if match is None:
        return None
    feed, generation, signature = match.groups()
    if not hmac.compare_digest(signature, _signature(secret, f"{feed}-{generation}")):
        return None
    return Address(int(feed), int(generation))


def _signature(secret: str, said: str) -> str:
    key = hmac.digest(secret.encode(), PURPOSE, sha256)
    return b32encode(hmac.digest(key, said.encode(), sha256)[:16]).decode().rstrip("=").lower()


def hexed(uuid: str) -> str:
    """A UUID as both engines and we can say it: by its 32 digits alone."""
    return uuid.replace("-", "")


def ending(found: Found, generation: int) -> Ending | None:
    """Why the address of this generation gives nothing; None where it holds."""
    if found.revoked is not None:
        return Ending.REVOKED
    if generation != found.generation:
        return Ending.RENEWED
    return None if found.reaches else Ending.OUT_OF_REACH


def ended(found: Found) -> datetime:
    """When that came about, as far as it is written down."""
    return found.revoked or found.renewed or found.created


def is_worth_noting(fetched: datetime | None, at: datetime) -> bool:
    """Whether a fetch at an instant is written down: one an hour is."""
    return fetched is None or at - fetched >= NOTED_EVERY


def client_named(user_agent: str) -> str:
    """What fetches, in a few letters: "Thunderbird"; "" where it does not say.

    No version, no address and no number is kept: enough to know one's own programs again.
    """
    for sign, name in CLIENTS:
        if sign in user_agent:
            return name
    if found := BROWSER.search(user_agent):
        return "Edge" if found[1] == "Edg" else found[1]
    first = re.match(r"[A-Za-z][A-Za-z _-]*", user_agent)
    return first[0].strip(" _-")[:LONGEST_CLIENT] if first else ""
