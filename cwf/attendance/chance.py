"""Chance for made-up editions: a stream of numbers that only the seed determines.

It is the same on every machine and in every release of Python, which `random` does not promise.
"""

from math import log

WORD = (1 << 64) - 1


class Chance:
    """Numbers from a seed (G. L. Steele et al., "Fast splittable pseudorandom number generators",
    OOPSLA 2014: SplitMix64)."""

    def __init__(self, seed: int) -> None:
        self.state = seed & WORD

    def part(self) -> float:
        """A number from 0 to 1, never 1."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & WORD
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        return ((z ^ (z >> 31)) >> 11) / (1 << 53)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self.part() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """A number between two."""
        return low + self.part() * (high - low)

    def wait(self, mean: float) -> float:
        """How long until something that comes every `mean` days on average."""
        return -mean * log(1 - self.part())

    def around(self, low: float, high: float) -> float:
        """A number between two, rather in the middle: the mean of three."""
        return low + (self.part() + self.part() + self.part()) / 3 * (high - low)
