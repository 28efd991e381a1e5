"""A list in the reader's language: what all formats of it say, worked out once.

So the page, the sheet of paper and the tables for spreadsheets cannot disagree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.delegations.guests import Guest
from cwf.delegations.lists import READERS, Group, List, Listed, keep_until
from cwf.delegations.wording import Words
from cwf.i18n import language
from cwf.programme.sheets.table import Cell
from cwf.web.templating import country, day, number, own_text, short_day

DAYS_ABREAST = 7  # in a table of counts

Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its head, and how wide it is beside the others, in letters."""

    head: str
    width: int
    of: Callable[[Guest], Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldGroup:
    """Rows below a heading ("": none); `day` and `party` are what it stands for in a table."""

    heading: str
    rows: tuple[Row, ...]
    mark: Cell = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Counts, days across: heads, then rows of a name and its numbers; the last one is of all."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A list in words. `marks` is the head of what `ToldGroup.mark` says, "" where nothing.

    `name` is what it is called where one reads whose it is anyhow, `title` says it as well.
    """

    kind: List
    name: str
    title: str
    lead: str
    whom: str
    until: str
    counts: tuple[str, ...]
    grids: tuple[Grid, ...]
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    marks: str
    groups: tuple[ToldGroup, ...]


def tell(listed: Listed, words: Words, *, ends: date | None, whose: str = "") -> Told:
    """The list in the language being spoken; `whose`: the delegation of which alone it is."""
    own = bool(whose)
    columns = tuple(_columns(listed.kind, words, own=own))
    until = keep_until(listed.kind, ends)
    name, lead = str(words.titles[listed.kind]), str(words.leads[listed.kind])
    if own and listed.kind is List.MEMBERS:
        name, lead = _("Members"), _("All of you, your roles and how you are reached.")
    return Told(
        kind=listed.kind,
        name=name,
        title=f"{name}: {whose}" if whose else name,
        lead=lead,
        whom=str(words.for_whom[READERS[listed.kind]]),
        until=_("Keep it until %(day)s at the latest, then destroy it.", day=day(until))
        if until
        else _("Destroy it when the forum is over."),
        counts=tuple(_counts(listed)),
        grids=tuple(_grids(listed, words)),
        heads=tuple(one.head for one in columns),
        widths=tuple(one.width for one in columns),
        marks=_marks(listed, own=own),
        groups=tuple(_group(one, columns, own=own) for one in listed.groups),
    )


def shown(cell: Cell) -> str:
    """A cell as a reader sees it, in the language being spoken."""
    match cell:
        case None:
            return ""
        case time():
            return f"{cell:%H.%M}" if language() == "da" else f"{cell:%H:%M}"
        case date():
            return short_day(cell)
    return str(cell)


def table(told: Told) -> list[Row]:
    """The heads, then every row with what its group stands for in front."""
    marked = bool(told.marks)
    heads: Row = ((told.marks,) if marked else ()) + told.heads
    rows = [((group.mark,) if marked else ()) + row for group in told.groups for row in group.rows]
    return [heads, *rows]


def _marks(listed: Listed, *, own: bool) -> str:
    if any(group.day for group in listed.groups):
        return _("Day")
    return _("Delegation") if not own and any(group.head for group in listed.groups) else ""


def _group(group: Group, columns: tuple[Column, ...], *, own: bool) -> ToldGroup:
    rows = tuple(tuple(column.of(guest) for column in columns) for guest in group.guests)
    if group.day:
        text = day(group.day)
        return ToldGroup(heading=text[:1].upper() + text[1:], rows=rows, mark=group.day)
    if group.head and not own:
        name = own_text(dict(group.head))
        return ToldGroup(heading=name, rows=rows, mark=name)
    return ToldGroup(heading="", rows=rows, mark=_("Individually"))


def _columns(kind: List, words: Words, *, own: bool) -> Iterator[Column]:
    if kind in (List.ARRIVALS, List.DEPARTURES):
        came = kind is List.ARRIVALS
        yield Column(
            head=_("Hour"),
            width=11,
            of=lambda one: one.said.arrives_at if came else one.said.departs_at,
        )
    yield Column(head=_("Name"), width=28, of=_with_whom)
    if kind is List.MEMBERS:
        yield Column(head=_("Role"), width=24, of=lambda one: _role(one, words))
    if own or kind in (List.MEMBERS, List.NAMES):
        yield Column(head=_("Affiliation"), width=28, of=lambda one: one.affiliation)
    else:
        yield Column(head=_("Delegation"), width=22, of=_party)
    yield from _of_kind(kind, words)


def _of_kind(kind: List, words: Words) -> Iterator[Column]:
    lodging = Column(head=_("Lodging"), width=24, of=lambda one: one.said.lodging)
    first = Column(head=_("First day"), width=12, of=lambda one: one.said.arrives)
    last = Column(head=_("Last day"), width=12, of=lambda one: one.said.departs)
    answer = Column(
        head=_("Answer"),
        width=14,
        of=lambda one: _("Not said") if one.said.photo is None else _("No"),
    )
    land = Column(head=_("Country"), width=18, of=lambda one: country(one.country))
    needs = Column(head=_("Access needs"), width=40, of=lambda one: one.said.access)
    diet = Column(head=_("Diet"), width=34, of=lambda one: words.diet(one.said.diet))
    how_in = Column(head=_("How"), width=28, of=lambda one: one.said.arrival)
    how_out = Column(head=_("How"), width=28, of=lambda one: one.said.departure)
    email = Column(head=_("E-mail address"), width=34, of=lambda one: one.email)
    phone = Column(head=_("Telephone"), width=18, of=lambda one: one.said.phone)
    yield from {
        List.ARRIVALS: (how_in, lodging),
        List.DEPARTURES: (how_out, lodging),
        List.STAYS: (lodging, first, last),
        List.DIETS: (diet, first, last),
        List.ACCESS: (needs, first, last),
        List.PHOTOS: (answer,),
        List.MEMBERS: (land, email, phone),
        List.NAMES: (land,),
    }[kind]


def _with_whom(guest: Guest) -> str:
    if not guest.with_whom:
        return guest.name
    return _("%(name)s, with %(other)s", name=guest.name, other=guest.with_whom)


def _party(guest: Guest) -> str:
    return own_text(dict(guest.party.name)) if guest.party else _("Individually")


def _role(guest: Guest, words: Words) -> str:
    said = [str(words.ranks[guest.rank])] if guest.rank else []
    said += [str(words.roles[guest.role])] if guest.role else []
    return ", ".join(said)


def _counts(listed: Listed) -> Iterator[str]:
    number_of = listed.number
    yield ngettext("%(num)d person", "%(num)d people", number_of)
    for group in listed.groups:
        if group.day and listed.kind is not List.STAYS:
            yield f"{short_day(group.day)}: {number(len(group.guests))}"
    unsaid = listed.unsaid
    if unsaid and listed.kind is List.NAMES:
        yield ngettext(
            "%(num)d has not said and is not named", "%(num)d have not said and are not named",
            unsaid,
        )  # fmt: skip
    elif unsaid and listed.kind is List.PHOTOS:
        yield ngettext("%(num)d of them has not said", "%(num)d of them have not said", unsaid)
    elif unsaid:
        yield ngettext("%(num)d has not said", "%(num)d have not said", unsaid)
    if refused := listed.unlisted - unsaid if listed.kind is List.NAMES else 0:
        yield ngettext("%(num)d does not want to be", "%(num)d do not want to be", refused)


def _grids(listed: Listed, words: Words) -> Iterator[Grid]:
    for first in range(0, len(listed.days), DAYS_ABREAST):
        some = range(len(listed.days))[first : first + DAYS_ABREAST]
        rows = [
            (str(words.eats[one.diet]), tuple(one.numbers[at] for at in some))
            for one in listed.counts
        ]
        everybody = (_("Are there"), tuple(listed.present[at] for at in some))
        yield Grid(heads=tuple(short_day(listed.days[at]) for at in some), rows=(*rows, everybody))
