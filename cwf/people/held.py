"""What an account is: the roles that it holds, as the slices tell them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldRole:
    """One role of an account.

    `name` is the role in the reader's language, `where` the thing it is held at (a text per
    language, empty for the whole network), `path` where to work in it (an address without its
    language). A strong role must sign in with a second factor.
    """

    name: str
    where: Mapping[str, str] = field(default_factory=dict)
    path: str
    strong: bool
