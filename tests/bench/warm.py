"""Warm answers against hello: page, calendar, their 304, and what sixteen times the data cost."""

from collections.abc import Iterator
from gzip import decompress

from tests.bench.load import GZIP, Load, Target, aim_at, press
from tests.bench.rows import Figure, ratios
from tests.bench.serving import Server
from tests.bench.stand import SIZES, SLUG

ROWS = ("page", "ics", "page 304", "ics 304", "growth warm")


def programme(slug: str, ending: str = "") -> str:
    """The address of a programme in English."""
    return f"/en/editions/{slug}/programme{ending}"


def measure(planner: Server, hello: Server, *, rounds: int, seconds: int) -> Iterator[Figure]:
    """Slices of load in turn, hello between every two of them."""
    targets = _targets(planner)
    yardstick = aim_at(hello, "/", GZIP)
    for target in (yardstick, *targets.values()):
        press(target, seconds=seconds)
    found: dict[str, list[float]] = {name: [] for name in targets}
    loads: dict[str, list[Load]] = {"hello": [], **{name: [] for name in targets}}
    for _ in range(rounds):
        chain = [press(yardstick, seconds=seconds)]
        for target in targets.values():
            chain += [press(target, seconds=seconds), press(yardstick, seconds=seconds)]
        for name, ratio in zip(targets, ratios([load.rate for load in chain]), strict=True):
            found[name].append(ratio)
        for name, load in zip(targets, chain[1::2], strict=True):
            loads[name].append(load)
        loads["hello"] += chain[::2]
    for name in ROWS[:4]:
        yield Figure(name=name, rounds=tuple(found[name]), note=_note(loads[name], loads["hello"]))
    yield _growth(found)


def _targets(planner: Server) -> dict[str, Target]:
    page, ics = (aim_at(planner, programme(SLUG, ending), GZIP) for ending in ("", ".ics"))
    _look_at(planner)
    return {
        "page": page,
        "ics": ics,
        "page 304": _again(page),
        "ics 304": _again(ics),
        "75": aim_at(planner, programme(SIZES[75]), GZIP),
        "1200": aim_at(planner, programme(SIZES[1200]), GZIP),
    }


def _again(target: Target) -> Target:
    """The same for a reader who has it."""
    return aim_at(target.server, target.path, {**GZIP, "If-None-Match": target.etag}, status=304)


def _look_at(planner: Server) -> None:
    """A fast answer that holds no programme is none."""
    for sessions, slug in SIZES.items():
        page = decompress(planner.get(programme(slug), GZIP)[2])
        ics = decompress(planner.get(programme(slug, ".ics"), GZIP)[2])
        if page.count(b"<article") < sessions or ics.count(b"BEGIN:VEVENT") != sessions:
            raise RuntimeError(f"{slug} does not hold its {sessions} sessions")


def _growth(found: dict[str, list[float]]) -> Figure:
    """Time per page at 1,200 sessions ÷ at 75; both were measured against hello."""
    pairs = zip(found["75"], found["1200"], strict=True)
    return Figure(
        name="growth warm",
        rounds=tuple(small / large for small, large in pairs),
        note="the page, gzipped, at full load",
    )


def _note(loads: list[Load], hello: list[Load]) -> str:
    best, bare = max(load.rate for load in loads), max(load.rate for load in hello)
    p50, p99 = (
        sorted(values)[len(loads) // 2]
        for values in ([x.p50 for x in loads], [x.p99 for x in loads])
    )
    return f"at best {best:.0f}/s (hello {bare:.0f}/s); p50 {p50:.1f} ms, p99 {p99:.1f} ms"
