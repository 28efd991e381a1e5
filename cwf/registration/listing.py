"""The list of participants: what of it is wanted, and a line of it."""

from dataclasses import dataclass
from datetime import datetime

from cwf.registration.categories import Category, Standing

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Whom to list; empty means all. `words` must all be in name, affiliation or address."""

    words: str = ""
    category: Category | None = None
    standing: Standing | None = None
    country: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A participant as a sheet shows one. `country` is ISO 3166-1 alpha-2, or empty."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Who is confirmed, by category and by country; and how many stand how."""

    categories: dict[Category, int]
    countries: dict[str, int]
    standings: dict[Standing, int]


def pages(total: int) -> int:
    """How many pages a list of so many has; an empty one has one."""
    return max(1, -(-total // PAGE))
