"""Which slot of a session is which: a moved one keeps its UUID, and calendars their entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from cwf.programme.incoming import Placing


def merge_placings(standing: Sequence[Placing], said: Sequence[Placing]) -> tuple[Placing, ...]:
    """The file's placings, each with the UUID of the standing one that it is; None: a new one.

    A placing is the standing one that it names, else the one that is just like it, else the one
    in the same room, else the next in order of time.
    """
    wanted = [utc(one) for one in sorted(said, key=lambda one: one.starts)]
    if not standing:
        return tuple(replace(one, uuid=None) if one.uuid else one for one in wanted)
    rest = [utc(one) for one in sorted(standing, key=lambda one: one.starts)]
    found: list[Placing | None] = [None] * len(wanted)
    for alike in (_named, _equal, _same_room, _any):
        for place, one in enumerate(wanted):
            if found[place] is None and (old := next((o for o in rest if alike(one, o)), None)):
                rest.remove(old)
                found[place] = replace(one, uuid=old.uuid)
    placed = (old or replace(one, uuid=None) for one, old in zip(wanted, found, strict=True))
    return tuple(sorted(placed, key=lambda one: (one.starts, str(one.uuid or ""))))


def utc(placing: Placing) -> Placing:
    """The same with its instants in UTC."""
    if placing.starts.tzinfo is UTC and (not placing.ends or placing.ends.tzinfo is UTC):
        return placing
    ends = placing.ends.astimezone(UTC) if placing.ends else None
    return replace(placing, starts=placing.starts.astimezone(UTC), ends=ends)


def _named(one: Placing, old: Placing) -> bool:
    return one.uuid is not None and one.uuid == old.uuid


def _equal(one: Placing, old: Placing) -> bool:
    return replace(one, uuid=None) == replace(old, uuid=None)


def _same_room(one: Placing, old: Placing) -> bool:
    return bool(one.rooms) and one.rooms == old.rooms


def _any(one: Placing, old: Placing) -> bool:
    return True
