"""The list of participants: what of it is wanted, and a line of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cwf.registration.categories import Category, Channel, Payment, Standing

PAGE = 50


class Missing(StrEnum):
    """What has not been said yet; ANY: one of these at least, as far as it is expected."""

    ANY = "any"
    DIET = "diet"
    ACCESS = "access"
    PHOTO = "photo"
    LISTED = "listed"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"


INDIVIDUALLY, IN_A_PARTY = "-", "+"  # instead of the code of one delegation


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Whom to list; empty means all. `words` must all be in name, affiliation or address.

    `party` is the code of a delegation, or one of ours. `chosen` are participants that were ticked;
    where there are any, nobody else is listed.
    """

    words: str = ""
    category: Category | None = None
    standing: Standing | None = None
    country: str = ""
    payment: Payment | None = None
    channel: Channel | None = None
    international: bool | None = None
    party: str = ""
    missing: Missing | None = None
    chosen: tuple[UUID, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Whether the counts of all participants tell how many fit."""
        given = (self.words, self.channel, self.party, self.missing, self.chosen)
        return not any(given) and self.international is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Bought:
    """Who registered somebody with others, and where the invoice goes; all empty: nobody did.

    `name` is the organisation, or the buyer where none is named.
    """

    name: str = ""
    email: str = ""
    address: str = ""
    tax_number: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A participant as a sheet shows one. `country` is ISO 3166-1 alpha-2, or empty.

    `party` is the name of their delegation by language, {} of who comes individually. `fee` is in
    hundredths of `currency` (ISO 4217). `booking` is who registered them with others.
    """

    id: int
    name: str
    email: str
    category: Category
    country: str
    affiliation: str
    language: str
    standing: Standing
    asked: datetime
    confirmed: datetime | None
    cancelled: datetime | None
    channel: Channel = Channel.OWN
    payment: Payment = Payment.NONE
    party: Mapping[str, str] = field(default_factory=dict)
    fee: int | None = None
    currency: str = ""
    note: str = ""
    booking: Bought = Bought()


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Who is confirmed, by category and by country; how many stand how, and are to pay what.

    `groups` are all (standing, category, country, payment) with their number.
    """

    categories: dict[Category, int]
    countries: dict[str, int]
    standings: dict[Standing, int]
    payments: dict[Payment, int]
    groups: tuple[tuple[Standing, Category, str, Payment, int], ...]

    def fitting(self, wanted: Wanted) -> int:
        """How many fit what is asked of standing, category, country and payment."""
        return sum(
            number
            for standing, category, country, payment, number in self.groups
            if wanted.standing in (None, standing)
            and wanted.category in (None, category)
            and wanted.country in ("", country)
            and wanted.payment in (None, payment)
        )


def pages(total: int) -> int:
    """How many pages a list of so many has; an empty one has one."""
    return max(1, -(-total // PAGE))
