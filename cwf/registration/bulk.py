"""What is done to many participants at once: whom it applies to, and the words of a mail to them.

The words are the organisers' own. A few placeholders stand for what differs from one reader to the
next; they are looked up by name and nothing else is: no text can ask for more.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from cwf.registration.categories import Standing

STEP = 100  # participants in one transaction
SHOWN = 50  # names that are told before it is done; the rest is counted


class Deed(StrEnum):
    """What is done."""

    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    PAYMENT = "payment"
    MAIL = "mail"
    LINK = "link"


# Of which standings; none: of all.
APPLIES: dict[Deed, frozenset[Standing]] = {
    Deed.APPROVE: frozenset({Standing.APPLIED}),
    Deed.DECLINE: frozenset({Standing.APPLIED}),
    Deed.CANCEL: frozenset({Standing.CONFIRMED}),
    Deed.PAYMENT: frozenset(Standing) - {Standing.ASKED},
    Deed.MAIL: frozenset({Standing.APPLIED, Standing.WAITING, Standing.CONFIRMED}),
    Deed.LINK: frozenset(Standing),
}
BY_MAIL = frozenset({Deed.MAIL, Deed.LINK})  # nothing is done to who has no address
PLACEHOLDERS = ("name", "link", "forum")
HOLE = re.compile(r"\{([^{}\n]*)\}")


def applies(deed: Deed, standing: Standing, *, has_address: bool) -> bool:
    """Whether it is done to such a participant."""
    return standing in APPLIES[deed] and (has_address or deed not in BY_MAIL)


def unknown_holes(text: str) -> list[str]:
    """Placeholders in a text that there are not.

    >>> unknown_holes("Hello {name}, {password} {link.url}")
    ['password', 'link.url']
    """
    return [hole for hole in HOLE.findall(text) if hole not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in, once: what is filled in is not read again.

    >>> filled("Hello {name}, {other}", {"name": "{link}", "link": "x"})
    'Hello {link}, {other}'
    """
    return HOLE.sub(lambda hole: values.get(hole[1], hole[0]), text)
