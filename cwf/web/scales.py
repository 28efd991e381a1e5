"""The scale of a chart: the numbers along it, and how long a number is on it."""

from math import ceil, floor, log10


def steps(highest: float, about: int = 4) -> list[float]:
    """Round numbers from nothing to at least `highest`, about so many steps apart.

    >>> steps(2870)
    [0.0, 1000.0, 2000.0, 3000.0]
    >>> steps(0)
    [0.0, 1.0]
    """
    if highest <= 1:
        return [0.0, 1.0]
    raw = highest / about
    size = 10.0 ** floor(log10(raw))
    step = next(size * one for one in (1, 2, 2.5, 5, 10) if size * one >= raw)
    step = max(step, 1.0)
    return [step * number for number in range(ceil(highest / step - 1e-9) + 1)]


def length(value: float, highest: float, room: float) -> float:
    """How long a bar is on a scale that ends at `highest`, in so much room.

    >>> length(50, 200, 400)
    100.0
    """
    return round(room * value / highest, 1) if highest > 0 else 0.0
