"""Whether one can register at an edition, decided from its terms and the time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cwf.editions.lifecycle import Lifecycle
from cwf.registration.categories import Category

COMING = frozenset({Lifecycle.ANNOUNCED, Lifecycle.PUBLISHED})
OVER = frozenset({Lifecycle.HELD, Lifecycle.CANCELLED})


class Door(StrEnum):
    """How registration stands at an instant."""

    NOT_OFFERED = "not_offered"
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """When registration is open, from `opens` to before `closes` (None: no bound), and for whom.

    Organisers look at those of the categories to `approve`. Fees are in `currency` (ISO 4217).
    """

    opens: datetime | None
    closes: datetime | None
    categories: tuple[Category, ...]
    welcome: dict[str, str]
    approve: tuple[Category, ...] = ()
    currency: str = "EUR"


def door(terms: Terms | None, lifecycle: Lifecycle, at: datetime) -> Door:
    """How registration stands; at an edition that is over or cancelled it is closed."""
    if lifecycle in OVER:
        return Door.CLOSED
    if terms is None or not terms.categories or lifecycle not in COMING:
        return Door.NOT_OFFERED
    if terms.closes is not None and at >= terms.closes:
        return Door.CLOSED
    if terms.opens is not None and at < terms.opens:
        return Door.NOT_YET
    return Door.OPEN


def known(codes: Iterable[str]) -> tuple[Category, ...]:
    """Categories from their codes, in the order of Category; a code that is none is left out."""
    given = set(codes)
    return tuple(category for category in Category if category in given)
