"""Made-up editions: the same for the same seed, with what upsets forecasts, and kept apart."""

import ast
import tomllib
from itertools import pairwise
from statistics import fmean, median

import pytest

from cwf.attendance.chance import Chance
from cwf.attendance.simulated_parts import SMALL
from cwf.attendance.simulation import Edition, editions
from cwf.attendance.together import together
from tests.architecture.source import ROOT

SOME = 60
WHOLE = [(120, 272), (60, 608), (30, 1231), (0, 2068)]  # of the first edition of seed 20041


@pytest.fixture(scope="module")
def some() -> tuple[Edition, ...]:
    return editions(7, SOME)


def gains(edition: Edition) -> dict[int, int]:
    """How many more at the end of each day."""
    numbers = dict(edition.curve)
    return {day: n - numbers[day + 1] for day, n in edition.curve[1:]}


def test_the_seed_alone_decides(some: tuple[Edition, ...]) -> None:
    assert editions(7, 3) == some[:3]
    assert editions(8, 1) != some[:1]


def test_chance_is_the_same_on_every_machine() -> None:
    """The first numbers of SplitMix64 from 0, as its authors' code gives them."""
    chance = Chance(0)
    words = [int(chance.part() * (1 << 53)) for _ in range(3)]
    assert words == [w >> 11 for w in (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F)]


def test_curves_are_whole_days_and_parts_make_the_whole(some: tuple[Edition, ...]) -> None:
    for one in some:
        days = [day for day, _ in one.curve]
        assert days == list(range(days[0], -1, -1))
        assert one.curve[0][1] == 0
        assert one.final == one.curve[-1][1] > 0
        assert [sum(r) for r in zip(*([n for _, n in c] for _, c in one.regions), strict=True)] == [
            number for _, number in one.curve
        ]
        final = {region: curve[-1][1] for region, curve in one.regions}
        assert all(0 <= came <= final[region] for region, came in one.arrived)


def test_many_come_just_before_a_deadline(some: tuple[Edition, ...]) -> None:
    ratios = []
    for one in some:
        deadline, each = dict(one.known)["deadline"], gains(one)
        burst = fmean(each[day] for day in range(deadline, deadline + 5))
        before = fmean(each[day] for day in range(deadline + 14, deadline + 28))
        ratios.append(burst / max(before, 1))
    assert median(ratios) > 2


def test_weekends_are_quiet(some: tuple[Edition, ...]) -> None:
    quiet = []
    for one in some:
        each = gains(one)
        by_weekday = sorted(sum(n for day, n in each.items() if day % 7 == k) for k in range(7))
        quiet.append(sum(by_weekday[:2]) / sum(by_weekday))
    assert median(quiet) < 0.2  # of an even spread it would be 2 of 7


def test_groups_campaigns_and_blows_happen(some: tuple[Edition, ...]) -> None:
    campaigns = [one for one in some if "campaign" in dict(one.known)]
    assert 0.2 < len(campaigns) / SOME < 0.6
    assert any(min(gains(one).values()) < -10 for one in some)
    assert max(one.final for one in some) > 2 * min(one.final for one in some)


def part(edition: Edition, name: str) -> dict[int, int]:
    """How many of a small part there were at the end of each day."""
    (curve,) = [curve for _, value, curve in edition.parts if value == name]
    return dict(curve)


def test_small_parts_never_change_a_whole() -> None:
    """They have chance of their own: the whole is what it was before there were any."""
    (one,) = editions(20041, 1)
    assert [(day, dict(one.curve)[day]) for day in (120, 60, 30, 0)] == WHOLE
    assert len({value for _, value, _ in one.parts}) == len(one.parts) == len(SMALL)


def test_small_parts_are_small_and_never_below_nothing(some: tuple[Edition, ...]) -> None:
    for name in ("atoll", "steppe", "delta", "head", "student", "press", "booking", "organiser"):
        finals = [part(one, name)[0] for one in some]
        assert 5 <= median(finals) <= 100, name
        assert all(min(part(one, name).values()) >= 0 for one in some)
        assert all(part(one, name).keys() == dict(one.curve).keys() for one in some)


def test_a_region_from_afar_comes_in_a_group_or_not_at_all(some: tuple[Edition, ...]) -> None:
    finals = [part(one, "delta")[0] for one in some]
    assert 0 in finals
    jumps = [
        max(now - before for before, now in pairwise(part(one, "delta").values()))
        for one in some
        if part(one, "delta")[0]
    ]
    assert median(jumps) >= 5


def test_who_comes_together_can_be_told_from_who_comes_alone(some: tuple[Edition, ...]) -> None:
    """As forecasts tell it, of nothing but the curves."""
    at_once = {
        name: together(tuple(part(one, name).items()) for one in some)
        for name in ("student", "delta", "head", "booking", "organiser")
    }
    assert at_once["student"] == at_once["delta"] == 8
    assert all(at_once[name] < 2 for name in ("head", "booking", "organiser"))


def test_a_contract_keeps_generator_and_forecast_apart() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {
        (source, other)
        for one in settings["tool"]["importlinter"]["contracts"]
        if one["type"] == "forbidden" and not one.get("ignore_imports")
        for source in one["source_modules"]
        for other in one["forbidden_modules"]
    }
    sides = "cwf.attendance.simulation", "cwf.attendance.forecast"
    assert {sides, sides[::-1]} <= found


GENERATOR = ("simulation", "simulated_parts", "chance")


def test_the_generator_imports_nothing_of_ours_but_itself() -> None:
    names = set()
    for module in GENERATOR:
        tree = ast.parse((ROOT / f"cwf/attendance/{module}.py").read_text(encoding="utf-8"))
        names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert names == {
        "collections", "collections.abc", "dataclasses", "math",
        "cwf.attendance.chance", "cwf.attendance.simulated_parts",
    }  # fmt: skip
