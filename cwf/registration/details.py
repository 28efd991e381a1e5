"""What a registration form says of somebody."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from unicodedata import normalize

from cwf.registration.categories import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Details:
    """Who wants to take part, and as what. `country` is ISO 3166-1 alpha-2, or empty."""

    name: str
    country: str
    affiliation: str
    category: Category
    language: str

    def kept(self) -> dict[str, str]:
        """As plain texts, for a row and for the log."""
        return {name: str(value) for name, value in asdict(self).items()}


def read_details(kept: Mapping[str, str]) -> Details:
    """Details from how they are kept; what else is kept with them is left aside."""
    return Details(
        name=kept["name"],
        country=kept["country"],
        affiliation=kept["affiliation"],
        category=Category(kept["category"]),
        language=kept["language"],
    )


def same_address(email: str) -> str:
    """An e-mail address as it is compared and kept: composed (NFC), in small letters.

    >>> same_address(" Ada.Å@Example.ORG ")
    'ada.å@example.org'
    """
    return normalize("NFC", normalize("NFC", email.strip()).lower())
