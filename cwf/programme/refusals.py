"""Why something in a programme cannot be done: codes and data, put into words by who asked."""

from collections.abc import Sequence


class Refusal(Exception):
    """The base: nothing was changed."""


class InUse(Refusal):
    """It is still used; `by` are the titles of what uses it, as {"en": …}."""

    def __init__(self, by: Sequence[dict[str, str]]) -> None:
        super().__init__(f"in use by {len(by)}")
        self.by = tuple(by)


class MarkTaken(Refusal):
    """Another track of the edition has this mark; `name` is that track's."""

    def __init__(self, name: dict[str, str]) -> None:
        super().__init__("mark taken")
        self.name = name


class LooksAlike(MarkTaken):
    """Another track has a mark like this one and a fill as light: in grey they are alike."""


class AlreadySpeaks(Refusal):
    """The person is a speaker of this edition already."""


class NotInSession(Refusal):
    """The speaker who was to be replaced is not in the session."""


class Cancelled(Refusal):
    """The session is cancelled; it has to be taken up again first."""
