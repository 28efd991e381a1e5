"""What a thing of a file says, with what it refers to; and what of that is not so yet."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from cwf.programme.collation import sort_name
from cwf.programme.incoming import TEXTS, VALUES, Item, Noun, Placing, Remark, Taking
from cwf.programme.merging.bounds import out_of_bounds
from cwf.programme.merging.placings import merge_placings
from cwf.programme.merging.references import References
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, Status

# What belongs to the person rather than to the speaker of one edition.
OF_PERSON = {"name", "sort_name", "original_name", "original_language", "group", "country"}
NEEDED = {
    Noun.VENUE: "name",
    Noun.ROOM: "name",
    Noun.TRACK: "name",
    Noun.SPEAKER: "name",
    Noun.SESSION: "title",
}
EMPTY: dict[str, Any] = {
    "kind": Kind.TALK,
    "status": Status.DRAFT,
    "staff_note": "",
    "group": False,
    "links": (),
    "hosts": (),
    "people": (),
    "placings": (),
}

Values = dict[str, Any]


def _empty(noun: Noun, name: str) -> Any:
    if name in TEXTS or (name == "name" and noun is not Noun.SPEAKER):
        return {}
    return EMPTY.get(name)


BLANK: dict[Noun, Values] = {
    noun: {name: _empty(noun, name) for name in names} for noun, names in VALUES.items()
}


def resolved(item: Item, references: References, standing: Standing) -> tuple[Values, list[Remark]]:
    """What the item says with slugs for references; what cannot be used is remarked on."""
    remarks: list[Remark] = []

    def mean(noun: Noun, name: str) -> str | None:
        found = references.slug(noun, name, item.where)
        if isinstance(found, Remark):
            remarks.append(found)
            return None
        return found

    values: Values = {}
    for name, value in item.values.items():
        if name not in VALUES[item.noun]:
            raise ValueError(f"a {item.noun} has no {name}")
        reader = READERS.get(name)
        values[name] = reader(value, mean) if reader else value
    remarks += _foreign_regions(item, standing)
    remarks += out_of_bounds(item)
    return values, remarks


Mean = Callable[[Noun, str], str | None]


def _track(value: str | None, mean: Mean) -> str | None:
    return mean(Noun.TRACK, value) if value else None


def _venue(value: str | None, mean: Mean) -> str | None:
    return mean(Noun.VENUE, value) if value else None


def _people(value: Iterable[Taking], mean: Mean) -> tuple[Taking, ...]:
    """Each once, in the order of their first mention."""
    found: dict[str, Taking] = {}
    for taking in value:
        slug = mean(Noun.SPEAKER, taking.speaker)
        if slug:
            found.setdefault(slug, replace(taking, speaker=slug))
    return tuple(found.values())


def _placings(value: Iterable[Placing], mean: Mean) -> tuple[Placing, ...]:
    return tuple(
        replace(one, rooms=tuple(dict.fromkeys(slug for room in one.rooms
                                               if (slug := mean(Noun.ROOM, room)))))
        for one in value
    )  # fmt: skip


READERS: dict[str, Callable[[Any, Mean], Any]] = {
    "track": _track,
    "venue": _venue,
    "people": _people,
    "placings": _placings,
    "hosts": lambda value, mean: tuple(sorted(set(value))),
    "links": lambda value, mean: tuple(value),
}


def _foreign_regions(item: Item, standing: Standing) -> list[Remark]:
    named = [*item.values.get("hosts", ()), *filter(None, [item.values.get("region")])]
    return [
        Remark(code="unknown-region", where=item.where, data={"name": name})
        for name in named
        if name not in standing.regions
    ]


def first_values(item: Item, values: Values) -> Values | Remark:
    """All values of a new thing; a remark if it lacks what it cannot be without."""
    needed = NEEDED[item.noun]
    if not _filled(values.get(needed)):
        return Remark(code="nameless", where=item.where, data={"noun": item.noun})
    if item.noun is Noun.ROOM and not values.get("venue"):
        return Remark(code="room-without-venue", where=item.where, data={"name": item.name})
    full = {**BLANK[item.noun], **{name: _shorn(value) for name, value in values.items()}}
    if item.noun is Noun.SPEAKER:
        full["sort_name"] = full["sort_name"] or sort_name(full["name"], group=full["group"])
    if item.noun is Noun.SESSION:
        full["placings"] = merge_placings((), full["placings"])
    return full


def what_differs(noun: Noun, entry: Entry, values: Values) -> Values:
    """The values that are not yet as the file says. A shared person's own stay."""
    now = {name: _laid_over(entry.values.get(name), value, name) for name, value in values.items()}
    if now.get("status") == Status.CONFIRMED and entry.values["status"] == Status.CANCELLED:
        now.setdefault("reason", {})
    if noun is Noun.SPEAKER:
        _follow_name(now, entry)
    if noun is Noun.ROOM and not now.get("venue"):
        now.pop("venue", None)
    return {name: value for name, value in now.items() if value != entry.values.get(name)}


def _laid_over(before: Any, said: Any, name: str) -> Any:
    if name == "placings":
        return merge_placings(before, said)
    if isinstance(said, dict):
        return _shorn({**(before or {}), **said})
    return said


def _follow_name(now: Values, entry: Entry) -> None:
    """Sorted as the name says, unless somebody said otherwise; nothing of a shared person."""
    if entry.shared:
        for name in OF_PERSON & set(now):
            del now[name]
        return
    was, group = entry.values, now.get("group", entry.values["group"])
    if not now.get("sort_name"):
        now.pop("sort_name", None)
        if was["sort_name"] == sort_name(was["name"], group=was["group"]):
            now["sort_name"] = sort_name(now.get("name", was["name"]), group=group)


def _shorn(value: Any) -> Any:
    """A text per language without the empty ones; anything else as it is."""
    return {tag: text for tag, text in value.items() if text} if isinstance(value, dict) else value


def _filled(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)
