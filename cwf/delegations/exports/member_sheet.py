"""The members of delegations as a sheet that comes back: imported unchanged it changes nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from cwf.delegations.exports.role_words import own, role_word
from cwf.delegations.roles import Role
from cwf.delegations.sheets.cells import read_land, read_languages
from cwf.delegations.sheets.fields import HALVES, offered
from cwf.delegations.sheets.rosters import Entry, Roster
from cwf.delegations.sheets.words import DASHES, NONE
from cwf.i18n import language
from cwf.programme.exports.sheets.plain import PlainSheet, Row
from cwf.programme.sheets.fields import Field
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.wrong import Wrong
from cwf.registration.finding import fold

WIDTHS = {
    "id": 38, "region": 24, "name": 28, "email": 30, "affiliation": 28, "title": 24, "diet": 24,
    "access": 24, "arrival": 26, "departure": 26, "lodging": 22, "presents": 28,
    "accompanies": 28, "languages": 22, "country": 16,
}  # fmt: skip
EXAMPLES: tuple[Mapping[str, Cell], ...] = (
    {"name": "Ada Example", "email": "ada@example.org", "role": "political", "country": "DK",
     "affiliation": "Example Region", "title": "Chair", "languages": "en; da",
     "phone": "+45 12 34 56 78", "diet": "vegetarian", "access": NONE, "photo": "yes",
     "listed": "yes", "arrival": "SK 1234"},
    {"name": "Bo Example", "role": "accompanying", "country": "DK", "accompanies": "Ada Example",
     "diet": NONE, "photo": "no", "listed": "no"},
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Said:
    """How the values of a roster are written in the spoken language."""

    roster: Roster

    def row(self, entry: Entry, columns: tuple[Field, ...], whom: Mapping[str, str]) -> Row:
        """The cells of a member."""
        values: Any = entry.values
        cells = {name: _cell(name, value) for name, value in values.items()}
        cells["id"] = entry.uuid
        cells["region"] = region_name(self.roster, entry.delegation)
        cells["accompanies"] = whom.get(values["accompanies"])
        return [cells.get(one.name) for one in columns]


def sheet(roster: Roster) -> PlainSheet:
    """All members of the roster, in the order in which they were named."""
    columns = _columns(roster)
    said, whom = _Said(roster=roster), _addressed(roster)
    rows = [said.row(entry, columns, whom) for entry in roster.members]
    return _plain(_("Members"), columns, rows)


def example(roster: Roster) -> tuple[PlainSheet, PlainSheet]:
    """An empty sheet with all headings, and one with invented members that shows how."""
    columns = tuple(one for one in _columns(roster) if one.name != "id")
    rows = [
        [_example(one.name, row.get(one.name)) for one in columns]
        for row in ({**row, "region": region_name(roster, None)} for row in EXAMPLES)
    ]
    return _plain(_("Members"), columns, []), _plain(_("Example"), columns, rows)


def region_name(roster: Roster, delegation: int | None) -> str:
    """What a delegation is called, so that it is found again; None: the first there is."""
    party = roster.party.get(delegation) if delegation else next(iter(roster.parties), None)
    return party.names[0] if party else ""


def heading(one: Field) -> str:
    """A heading in the spoken language."""
    word = one.words[own()]
    return word.upper() if one.name == "id" else word[:1].upper() + word[1:]


def _plain(name: str, columns: tuple[Field, ...], rows: Sequence[Row]) -> PlainSheet:
    return PlainSheet(
        name=name,
        rows=[[heading(one) for one in columns], *rows],
        widths=[WIDTHS.get(one.name, 14) for one in columns],
    )


def _columns(roster: Roster) -> tuple[Field, ...]:
    return tuple(one for one in offered(host=roster.host) if one.name not in HALVES)


def _cell(name: str, value: Any) -> Cell:
    if name in WRITTEN:
        return WRITTEN[name](value)
    found: Cell = value or None
    return found


def _need(value: str | None) -> str | None:
    return value if value else None if value is None else NONE


def _consent(value: bool | None) -> str | None:
    return None if value is None else (("yes", "no"), ("ja", "nej"))[own()][not value]


def _country(code: str) -> str | None:
    """By name where that is understood, else by code."""
    name = Locale(language()).territories.get(code, code)
    return (name if _reads(read_land, name) == code else code) or None


def _languages(codes: tuple[str, ...] | None) -> str | None:
    names = Locale(language()).languages
    return "; ".join(_tongue(code, names) for code in codes) if codes else None


def _tongue(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code, code)
    return name if _reads(read_languages, name) == (code,) else code


def _reads(reader: Callable[[Cell], Any], cell: Cell) -> Any:
    try:
        return reader(cell) if cell else None
    except Wrong:
        return None


def _example(name: str, cell: Cell) -> Cell:
    match name:
        case "role":
            return role_word(Role(str(cell)))
        case "country":
            return _country(str(cell))
        case "languages":
            return _languages(tuple(str(cell).split("; "))) if cell else None
        case "photo" | "listed":
            return _consent(cell == "yes") if cell else None
    return cell


def _addressed(roster: Roster) -> Mapping[str, str]:
    """How each member is named to whom others accompany: by address, name or id, whichever says
    who is meant."""
    names = Counter((one.delegation, fold(one.values["name"])) for one in roster.members)
    found = {}
    for one in roster.members:
        name = one.values["name"]
        told = fold(name) and names[one.delegation, fold(name)] == 1 and name not in DASHES
        found[one.ref] = one.values["email"] or (name if told else one.uuid)
    return found


WRITTEN: Mapping[str, Callable[[Any], Cell]] = {
    "role": role_word,
    "country": _country,
    "languages": _languages,
    "diet": _need,
    "access": _need,
    "photo": _consent,
    "listed": _consent,
}
