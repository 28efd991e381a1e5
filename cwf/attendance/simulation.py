"""Made-up editions to try forecasts on. Nobody of them ever was.

People decide one by one or as a group of a region, put it off until a deadline, come on workdays,
fall in with a campaign, and stay away when a keynote is cancelled. No curve, no ratio and no
distribution of forecasts is used here; an import contract keeps the two apart.
"""

from collections import Counter
from dataclasses import dataclass, field

from cwf.attendance.chance import Chance
from cwf.attendance.simulated_parts import Curve, Move, parts_of

APART = 0x5EED  # parts have a stream of their own, so that they change no whole
REGIONS = (
    "host", "north", "south", "east", "west", "coast", "islands", "valley", "plain", "lakes",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """A made-up edition: curves by days before the forum (0: its eve), the earliest day first.

    `known` are (kind, days before) of its deadlines, prices, release and campaign; `regions` are
    curves of parts, `arrived` how many of the final number of each came; `parts` are curves of
    small roles and ways, by axis and value.
    """

    name: str
    curve: Curve
    final: int
    known: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, Curve], ...]
    arrived: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, str, Curve], ...]


@dataclass(kw_only=True, slots=True)
class _Story:
    """What happens before one forum; `haste` is how early everybody is, `monday` its weekday."""

    opened: int
    release: int
    price: int
    deadline: int
    campaign: int | None
    blow: int | None
    haste: float
    weekday: int
    moves: list[Move] = field(default_factory=list)


def editions(seed: int, number: int) -> tuple[Edition, ...]:
    """So many editions, one after another; the same for the same seed, and each depends on none of
    the following ones."""
    chance, apart = Chance(seed), Chance(seed ^ APART)
    return tuple(_edition(chance, apart, f"made-up {place + 1}") for place in range(number))


def _edition(chance: Chance, apart: Chance, name: str) -> Edition:
    story = _Story(
        opened=chance.whole(150, 210),
        release=chance.whole(85, 125),
        price=chance.whole(50, 75),
        deadline=chance.whole(12, 24),
        campaign=chance.whole(25, 110) if chance.part() < 0.4 else None,
        blow=chance.whole(5, 80) if chance.part() < 0.2 else None,
        haste=chance.around(0.6, 1.4),
        weekday=chance.whole(0, 6),
    )
    size = chance.around(500, 2600)
    for place, region in enumerate(REGIONS):
        people = size * (0.4 if not place else 0.6 / 9 * chance.between(0.4, 1.6))
        _come(chance, story, region, int(people), hurry=chance.around(0.7, 1.3))
    if story.campaign is not None:
        _campaign(chance, story, int(size * chance.between(0.03, 0.12)))
    if story.blow is not None:
        _blow(chance, story, chance.between(0.04, 0.15))
    _give_up(chance, story, chance.between(0.02, 0.06))
    return _told(chance, apart, name, story)


def _come(chance: Chance, story: _Story, region: str, people: int, *, hurry: float) -> None:
    """Those of a region: as groups on one day, or one by one; the host's rather by themselves."""
    left, groups = people, 0.15 if region == REGIONS[0] else 0.6
    while left > 0:
        group = min(left, 2 + int(chance.wait(9))) if chance.part() < groups / 8 else 1
        day = _decided(chance, story, story.haste * hurry)
        if chance.part() < 0.35:  # put off to the last days before what comes next
            following = [one for one in (story.price, story.deadline) if one <= day]
            day = max(following, default=1) + chance.wait(1.8)
        elif chance.part() < 0.12:  # waits for the programme, and reads it within days
            day = story.release - chance.wait(4)
        story.moves.append((_workday(chance, story, day), region, group))
        left -= group


def _decided(chance: Chance, story: _Story, haste: float) -> float:
    """When somebody makes up their mind: half early on, the others close to the forum."""
    if chance.part() < 0.3:
        return story.opened - chance.wait(35 / haste)
    return min(story.opened, chance.wait(40 * haste))


def _workday(chance: Chance, story: _Story, day: float) -> int:
    """The day on which it is done: of a weekend mostly the Monday after."""
    done = max(0, min(story.opened, round(day)))
    into_week = (story.weekday - done) % 7
    if into_week >= 5 and chance.part() < 0.75:
        return max(0, done - (7 - into_week))
    return done


def _campaign(chance: Chance, story: _Story, more: int) -> None:
    """Some who would not have come, within two weeks, and rather in the first days."""
    for _ in range(more):
        day = (story.campaign or 0) - min(chance.wait(5), 18)
        story.moves.append((_workday(chance, story, day), REGIONS[chance.whole(0, 3)], 1))


def _blow(chance: Chance, story: _Story, part: float) -> None:
    """A keynote is cancelled: some give up within days, and fewer decide in the weeks after."""
    blow = story.blow or 0
    kept: list[Move] = []
    for day, region, number in story.moves:
        if day < blow and day > blow - 21 and chance.part() < 0.2:
            continue
        kept.append((day, region, number))
        if day >= blow and chance.part() < part:
            kept.append((max(0, blow - int(chance.wait(3))), region, -number))
    story.moves = kept


def _give_up(chance: Chance, story: _Story, part: float) -> None:
    for day, region, number in list(story.moves):
        if number > 0 and chance.part() < part:
            story.moves.append((chance.whole(0, day), region, -1))


def _told(chance: Chance, apart: Chance, name: str, story: _Story) -> Edition:
    regions = tuple((region, _curve(story, region)) for region in REGIONS)
    curve = tuple(
        (day, sum(points[place][1] for _, points in regions))
        for place, (day, _) in enumerate(regions[0][1])
    )
    known = [("release", story.release), ("price", story.price), ("deadline", story.deadline)]
    if story.campaign is not None:
        known.append(("campaign", story.campaign))
    parts = parts_of(apart, story.moves, story.opened)
    came = []
    for region, points in regions:
        away = chance.between(0.02, 0.08) if region != REGIONS[0] else chance.between(0.1, 0.25)
        came.append((region, sum(chance.part() >= away for _ in range(points[-1][1]))))
    return Edition(
        name=name, curve=curve, final=curve[-1][1], known=tuple(known), regions=regions,
        arrived=tuple(came),
        parts=tuple((*part, told) for part, told in parts.items()),
    )  # fmt: skip


def _curve(story: _Story, region: str) -> Curve:
    change: Counter[int] = Counter()
    for day, here, number in story.moves:
        if here == region:
            change[day] += number
    points, now = [(story.opened + 1, 0)], 0
    for day in range(story.opened, -1, -1):
        now += change[day]
        points.append((day, max(0, now)))
    return tuple(points)
