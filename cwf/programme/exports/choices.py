"""The filters of the programme page: days as tabs, tracks as chips, the rest as boxes to tick.

Every filter is a link or a field of a GET form, so it works without a script and lives in the
address; `urlencode(to_pairs(selection))` is the one spelling of a selection.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from flask_babel import gettext as _

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.programme.selection import Selection, facets, loosen, to_pairs, without
from cwf.programme.timetable import Kind, Timetable
from cwf.web.templating import language_name, short_day


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter that is a link."""

    label: str
    url: str
    on: bool
    mark: str | None = None
    slug: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A filter that is a box to tick, with how many sessions it would show."""

    value: str
    label: str
    count: int
    on: bool
    mark: str | None = None
    slug: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Choices of one kind."""

    label: str
    param: str
    choices: tuple[Choice, ...]


def address(addresses: Addresses, selection: Selection, *, by_room: bool) -> str:
    """The programme page with a selection."""
    pairs = [("view", "grid")] if by_room else []
    query = urlencode([*pairs, *to_pairs(selection)])
    return addresses.programme() + (f"?{query}" if query else "")


def day_tabs(
    timetable: Timetable, selection: Selection, addresses: Addresses, *, by_room: bool
) -> list[tuple[str, str, bool, str]]:
    """All days, then each: label, address, whether it is the present one, month."""

    def to(days: tuple[date, ...]) -> str:
        return address(addresses, replace(selection, days=days), by_room=by_room)

    tabs = [(_("All days"), to(()), not selection.days, _many_days(len(timetable.days)))]
    for day in timetable.days:
        weekday, _space, rest = short_day(day).partition(" ")
        number, _space, month = rest.partition(" ")
        tabs.append((f"{weekday} {number}", to((day,)), selection.days == (day,), month))
    return tabs


def chips(
    timetable: Timetable, selection: Selection, addresses: Addresses, *, by_room: bool
) -> list[Chip]:
    """A chip for each track; pressing one again takes it off."""
    labels = Labels(timetable, addresses.language)
    found = []
    for track in timetable.tracks:
        on = track.slug in selection.tracks
        tracks = tuple(
            other.slug
            for other in timetable.tracks
            if (other.slug in selection.tracks) != (other is track)
        )
        url = address(addresses, replace(selection, tracks=tracks), by_room=by_room)
        label = labels.text(track.name)
        found.append(Chip(label=label, url=url, on=on, mark=track.mark, slug=track.slug))
    return found


def groups(timetable: Timetable, selection: Selection, addresses: Addresses) -> list[Group]:
    """The filter column; a group with a single choice has nothing to choose and is left out."""
    labels = Labels(timetable, addresses.language)
    counts = facets(timetable, selection)
    made = [
        _group(_("Track"), "track", _tracks(labels, counts["track"], selection)),
        _group(_("Kind"), "kind", _kinds(labels, counts["kind"], selection)),
        _group(_("Language"), "language", _languages(counts["language"], selection)),
        _group(_("Place"), "room", _rooms(labels, counts["room"], selection)),
        _group(_("Access"), "stepfree", _step_free(counts["stepfree"], selection)),
    ]
    return [group for group in made if group.choices]


def ways_out(
    timetable: Timetable, selection: Selection, addresses: Addresses, *, by_room: bool
) -> list[tuple[str, str]]:
    """Which one filter to take off so that something fits: label and address."""
    words = {
        "days": _("Show other days"),
        "tracks": _("Show other tracks"),
        "rooms": _("Show other places"),
        "kinds": _("Show other kinds"),
        "languages": _("Show other languages"),
        "stepfree": _("Show places that are not step-free"),
        "q": _("Leave out the search"),
    }
    return [
        (
            words[name],
            address(
                addresses,
                without(selection, name),
                by_room=by_room,
            ),
        )
        for name in loosen(timetable, selection)
    ]


def asked_for(groups: Iterable[Group], selection: Selection) -> str:
    """What was asked for, as a sentence, in the order of the filters; "" where nothing was."""
    said = [
        *(short_day(one) for one in selection.days),
        *(choice.label for group in groups for choice in group.choices if choice.on),
        *([f"“{selection.q}”"] if selection.q else []),
    ]
    return _("You asked for %(what)s.", what=", ".join(said)) if said else ""


def _many_days(number: int) -> str:
    return _("1 day") if number == 1 else _("%(number)s days", number=number)


def _group(label: str, param: str, choices: Iterable[Choice]) -> Group:
    return Group(label=label, param=param, choices=tuple(choices))


def _tracks(labels: Labels, counts: dict[str, int], selection: Selection) -> Iterator[Choice]:
    for track in labels.timetable.tracks:
        yield Choice(
            value=track.slug,
            label=labels.text(track.name),
            count=counts.get(track.slug, 0),
            on=track.slug in selection.tracks,
            mark=track.mark,
            slug=track.slug,
        )


def _kinds(labels: Labels, counts: dict[str, int], selection: Selection) -> Iterator[Choice]:
    used = {labels.timetable.session[slot.session].kind for slot in labels.timetable.slots}
    for kind in Kind:
        if kind in used:
            yield Choice(
                value=kind,
                label=labels.kind(kind),
                count=counts.get(kind, 0),
                on=kind in selection.kinds,
            )


def _languages(counts: dict[str, int], selection: Selection) -> Iterator[Choice]:
    for code in sorted({*counts, *selection.languages}):
        yield Choice(
            value=code,
            label=language_name(code),
            count=counts.get(code, 0),
            on=code in selection.languages,
        )


def _rooms(labels: Labels, counts: dict[str, int], selection: Selection) -> Iterator[Choice]:
    used = {room for slot in labels.timetable.slots for room in slot.rooms}
    for room in labels.timetable.rooms:
        if room.slug in used:
            yield Choice(
                value=room.slug,
                label=labels.room(room.slug),
                count=counts.get(room.slug, 0),
                on=room.slug in selection.rooms,
            )


def _step_free(counts: dict[str, int], selection: Selection) -> Iterator[Choice]:
    if counts.get("1") or selection.stepfree:
        yield Choice(
            value="1", label=_("Step-free"), count=counts.get("1", 0), on=selection.stepfree
        )
