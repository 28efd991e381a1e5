"""Who would be over where a room or its seats shrink: people who have a place, and keep it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Over:
    """A slot in which more people have a place than there would be seats.

    `names` are those who came last, as many as are over.
    """

    slot: UUID
    seats: int
    taken: int
    names: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many are over."""
        return self.taken - self.seats
