"""The style sheet of a release: the edition's colours, and where slots stand in the grid.

The content security policy allows no inline style, so what an edition chooses comes as a file of
its own, whose address changes with its content.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from cwf.editions import palette
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.grid import Grid, grids
from cwf.programme.release import Release
from cwf.programme.timetable import Edition, Look, Timetable, Track

NAME = "look.css"


def css(edition: Edition, timetable: Timetable | None) -> str:
    """Colours on :root and on each track, positions of each slot; the same for all languages."""
    parts = [_root(edition.look, timetable.tracks if timetable else ())]
    if timetable:
        parts.extend(_track(track) for track in timetable.tracks)
        for grid in grids(timetable):
            parts.extend(_grid(grid))
    return "\n".join(part for part in parts if part) + "\n"


def address(addresses: Addresses, edition: Edition, release: Release | None) -> str:
    """Where the style sheet of this very content stands."""
    return addresses.look(version(css(edition, release.timetable if release else None)))


@lru_cache(maxsize=32)
def version(content: str) -> str:
    """The part of a style sheet's address that says its content."""
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _pair(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"


def _root(look: Look, tracks: tuple[Track, ...]) -> str:
    declared = []
    if look.ground:
        declared.append(f"--ground:{_pair(look.ground, look.ground_dark or look.ground)}")
    if look.sun:
        declared.append(f"--sun:{_pair(look.sun, look.sun_dark or look.sun)}")
        declared.append(f"--on-sun:{palette.INK}")
    for number, hue in enumerate(palette.accents([track.hue for track in tracks]), start=1):
        declared.append(f"--accent-{number}:{_pair(hue.light.fill, hue.dark.fill)}")
    return f":root{{{';'.join(declared)}}}" if declared else ""


def _track(track: Track) -> str:
    hue = palette.hue(track.hue)
    declared = ";".join(
        f"--t-{step}:{_pair(getattr(hue.light, step), getattr(hue.dark, step))}"
        for step in ("ink", "fill", "tint", "pattern")
    )
    return f".track-{track.slug}{{{declared}}}"


def _grid(grid: Grid) -> Iterator[str]:
    yield f".day-{grid.day:%Y%m%d}{{--hours:{grid.hours}}}"
    cells = {cell.slot.id: cell for row in grid.rows for cell in row.cells}
    for number in sorted(cells):
        yield f".s-{number}{{--at:{cells[number].at};--for:{cells[number].minutes}}}"
