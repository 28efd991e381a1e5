"""Small parts of made-up editions: regions from afar, roles, and ways to come. Nobody ever did.

Who registers in a group comes with a delegation: one heads it, a class of students comes as a
whole or not at all, a few are of the press; some groups are of a region from afar that comes with
one, two, or none. Who registers alone does so by themselves, through an agent, or is entered by
the organisers. How many of each there are differs by edition. Who cancels was there before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cwf.attendance.chance import Chance

Move = tuple[int, str, int]  # (days before, region, how many more)
Curve = tuple[tuple[int, int], ...]  # (days before, number), the earliest day first
Part = tuple[str, str]  # (axis, value)
FAR = ("atoll", "steppe", "delta")
SMALL: tuple[Part, ...] = (
    *(("region", name) for name in FAR),
    ("role", "head"), ("role", "student"), ("role", "press"),
    ("channel", "booking"), ("channel", "organiser"),
)  # fmt: skip
CLASS = 8  # from so many on, a group may be a class of students


def parts_of(chance: Chance, moves: Sequence[Move], opened: int) -> dict[Part, Curve]:
    """Curves of the small roles and ways, of who registered and cancelled."""
    shares = {
        "student": chance.between(0.08, 0.3),
        "press": chance.between(0.01, 0.06),
        "booking": chance.between(0.02, 0.08),
        "organiser": chance.between(0.005, 0.03),
        "atoll": chance.between(0.03, 0.1),
        "steppe": chance.between(0.02, 0.08),
        "delta": chance.between(0.01, 0.06),
    }
    change: Counter[tuple[Part, int]] = Counter()
    there: dict[str, list[tuple[Part, ...]]] = defaultdict(list)
    for day, region, number in sorted(moves, key=lambda move: (-move[0], move[2] < 0)):
        for _ in range(-number):
            gone = there[region]
            if gone:
                for part in gone.pop(chance.whole(0, len(gone) - 1)):
                    change[part, day] -= 1
        for parts in _people(chance, shares, number):
            there[region].append(parts)
            for part in parts:
                change[part, day] += 1
    return {part: _curve(change, part, opened) for part in SMALL}


def _people(chance: Chance, shares: dict[str, float], number: int) -> Iterator[tuple[Part, ...]]:
    """The parts to which each of those who register together belongs."""
    if number == 1:
        way = _one_of(chance, shares, "booking", "organiser")
        yield (("channel", way),) if way else ()
    elif number > 1:
        region = _one_of(chance, shares, *FAR)
        of: tuple[Part, ...] = (("region", region),) if region else ()
        is_class = number >= CLASS and chance.part() < shares["student"]
        yield (*of, ("role", "head"))
        for _ in range(number - 1):
            role = "student" if is_class else _one_of(chance, shares, "press")
            yield (*of, ("role", role)) if role else of


def _one_of(chance: Chance, shares: dict[str, float], *names: str) -> str | None:
    """One of these, each as often as its share says; else none of them."""
    drawn = chance.part()
    for name in names:
        drawn -= shares[name]
        if drawn < 0:
            return name
    return None


def _curve(change: Counter[tuple[Part, int]], part: Part, opened: int) -> Curve:
    points, now = [(opened + 1, 0)], 0
    for day in range(opened, -1, -1):
        now += change[part, day]
        points.append((day, now))
    return tuple(points)
