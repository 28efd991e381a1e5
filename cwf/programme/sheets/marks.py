"""No two tracks share a mark, so that paper and greyscale tell them apart."""

from collections.abc import Sequence

from cwf.programme.incoming import Noun
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.texts import short
from cwf.programme.sheets.things import Thing
from cwf.programme.standing import Standing


def tell_shared(things: Sequence[Thing], marks: Sequence[str | None], standing: Standing) -> None:
    """Say of each track whose new mark another one has; `marks` are what the cells say.

    What stands already, and is said again, is left alone.
    """
    said = {thing.slug for thing, mark in zip(things, marks, strict=True) if mark}
    taken = {
        entry.values["mark"]: entry.name
        for entry in standing.of[Noun.TRACK]
        if entry.values.get("mark") and entry.slug not in said
    }
    for thing, mark in zip(things, marks, strict=True):
        stands = thing.entry.values.get("mark") if thing.entry else None
        if mark and mark in taken and mark != stands:
            thing.lines.remark(Code.SAME_MARK, "mark", value=mark, name=short(taken[mark]))
        elif mark:
            taken.setdefault(mark, thing.name)
