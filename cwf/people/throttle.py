"""How often one may try to sign in, per account and per network address.

Counted are tries that did not end in a sign-in, within a sliding window. What is asked for an
account that does not exist counts the same, so a refusal says nothing about accounts.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

WINDOW = timedelta(minutes=15)
PER_ADDRESS = 60


class Kind(StrEnum):
    """What is tried; each has its own count per account."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    CODE = "code"
    PASSKEY = "passkey"
    MAIL = "mail"


PER_ACCOUNT = {Kind.PASSWORD: 10, Kind.CODE: 6, Kind.PASSKEY: 20, Kind.MAIL: 4}


def pause(
    kind: Kind, *, account: Sequence[datetime], address: Sequence[datetime], now: datetime
) -> timedelta | None:
    """How long to wait before another try; None if this one, the last of both, is still allowed.

    `account` and `address` are the instants of all tries within the window, in order, this one
    included.
    """
    waits = [
        tries[-limit - 1] + WINDOW - now
        for tries, limit in ((account, PER_ACCOUNT[kind]), (address, PER_ADDRESS))
        if len(tries) > limit
    ]
    return max([*waits, timedelta(seconds=1)]) if waits else None


def network_of(address: str) -> str:
    """What counts as one network address: an IPv6 customer has a whole /64 to try from."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False))
