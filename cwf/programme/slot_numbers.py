"""Numbers of slots as they stand in addresses: in base 36, with dots between ("1a.2b")."""

from collections.abc import Iterable

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def spelled(slots: Iterable[int]) -> str:
    """Numbers of slots as they stand in an address, in order, each once."""
    return ".".join(_digits(number) for number in sorted(set(slots)))


def _digits(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text or "0"
