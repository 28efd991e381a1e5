"""What stands on a ticket."""

from dataclasses import dataclass
from datetime import date, datetime

from cwf.registration.categories import Category

TICKET, TICKETS = "ticket", "tickets"  # as kinds of paper: one's own, those to hand out
EVERYBODY = "all"  # of whom tickets are to be handed out; "": who has no address
SIZES = ("a4", "phone")  # on what it is laid out: to print, or to keep in a telephone


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """A ticket as its holder sees it: `code` is what the squares say, `short` is for reading out.

    `year`, `city` and `venue` are of the forum (texts by language), `category` as what they come.
    """

    code: str
    short: str
    name: str
    category: Category
    year: int
    city: dict[str, str]
    venue: dict[str, str]
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """Tickets to be handed out, of one delegation (its name by language), by name.

    They stood so at `at`, on the clock of `zone`.
    """

    whose: dict[str, str]
    passes: tuple[Pass, ...]
    at: datetime
    zone: str
