"""The rows of a list of members, each cell checked, with all that is wrong gathered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from cwf.delegations.roles import Role
from cwf.delegations.sheets import cells
from cwf.delegations.sheets.fields import HALVES, NAMED, OF_HOST
from cwf.delegations.sheets.remarks import Code
from cwf.delegations.sheets.rosters import Roster, Values
from cwf.programme.incoming import Progress, Remark, Unreadable
from cwf.programme.sheets.codes import alike
from cwf.programme.sheets.columns import is_remarks
from cwf.programme.sheets.lines import AS_IT_IS, checked
from cwf.programme.sheets.remarks import Code as SheetCode
from cwf.programme.sheets.table import Cell, Row, Table
from cwf.programme.sheets.texts import bare, line, short
from cwf.programme.sheets.wrong import Wrong
from cwf.registration.particulars import is_stray

ROWS = 5_000
TOLD_EVERY = 250  # rows between two words of progress
TEXTS = ("affiliation", "title", "presents", "arrival", "departure", "lodging")
DAYS = ("born", "arrives", "departs")


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What a row says: `row` is its number, `delegation` the id of the one meant (None: not said),
    `whom` the words for whom somebody accompanies (None: not said)."""

    row: int
    values: Values
    id: str = ""
    delegation: int | None = None
    whom: str | None = None


@dataclass(frozen=True, kw_only=True)
class Read:
    """A list as it was read: where its columns are, its rows, and what is wrong with them."""

    table: Table
    columns: Mapping[str, int]
    rows: tuple[Brought, ...]
    remarks: list[Remark]
    faults: dict[int, set[str | None]] = field(default_factory=dict)

    def remark(
        self, code: str, row: int, column: str = "", *, error: bool = True, **data: object
    ) -> None:
        """Say something of a cell, or of a row."""
        place = self.columns.get(column)
        heading = None if place is None else self.table.headings[place]
        told = {key: str(value) for key, value in data.items()}
        where = self.table.where(row, heading)
        self.remarks.append(Remark(code=code, where=where, data=told, error=error))
        self.faults.setdefault(row, set()).add(heading)

    def is_faulty(self, row: int, *columns: str) -> bool:
        """Whether one of these cells of a row was remarked on already."""
        said = self.faults.get(row, ())
        places = (self.columns[name] for name in columns if name in self.columns)
        return any(self.table.headings[place] in said for place in places)


def read_rows(
    table: Table,
    holds: Mapping[str, str],
    roster: Roster,
    *,
    role: Role | None = None,
    progress: Progress = lambda _done, _of: None,
) -> Read:
    """What each row says. `role` is of those of whom the list says none.

    Raises Unreadable where there are more rows than a list may have.
    """
    if len(table.rows) > ROWS:
        raise Unreadable(Remark(code=SheetCode.TOO_MANY_ROWS, data={"limit": str(ROWS)}))
    remarks: list[Remark] = []
    columns = _columns(table, holds, remarks, host=roster.host)
    if not {"id", "name", "last_name", "email"} & set(columns):
        where = table.where(table.heading_row)
        remarks.append(Remark(code=SheetCode.NO_NAME_COLUMN, where=where, data={"noun": "member"}))
        return Read(table=table, columns=columns, rows=(), remarks=remarks)
    rows: list[Brought] = []
    read = Read(table=table, columns=columns, rows=(), remarks=remarks)
    reading = _Reading(read, roster, role)
    for row in table.rows:
        rows.append(reading.brought(row))
        if len(rows) % TOLD_EVERY == 0:
            progress(len(rows), len(table.rows))
    return replace(read, rows=tuple(rows))


def _columns(
    table: Table, holds: Mapping[str, str], remarks: list[Remark], *, host: bool
) -> dict[str, int]:
    """Places by field, and what is odd about the columns."""
    columns: dict[str, int] = {}
    for heading, place in table.place.items():
        name = holds.get(heading, "")
        where = table.where(table.heading_row, heading)
        if name not in NAMED or (name == OF_HOST and not host):
            if not is_remarks(heading):
                remarks.append(Remark(code=SheetCode.COLUMN_IGNORED, error=False, where=where))
        elif name in columns:
            data = {"other": table.headings[columns[name]]}
            remarks.append(Remark(code=SheetCode.SAME_TARGET, data=data, where=where))
        else:
            columns[name] = place
    return columns


class _Reading:
    """Reads cells; what a column said once is not worked out again."""

    def __init__(self, read: Read, roster: Roster, role: Role | None) -> None:
        self.read, self.roster, self.role = read, roster, role
        self.readers = _readers(read, roster)
        # Each column with what its cells have said already, by type, for 1 is no True.
        self.plain: list[tuple[str, int, dict[tuple[type, Cell], Any]]] = [
            (name, place, {}) for name, place in read.columns.items() if name in self.readers
        ]

    def brought(self, row: Row) -> Brought:
        """What a row says."""
        values: Any = {}
        columns, cells = self.read.columns, row.cells
        for name, place, known in self.plain:
            if (cell := cells[place]) is None or cell in AS_IT_IS:
                continue
            found = known.get((type(cell), cell))
            if found is None:
                found = known[type(cell), cell] = self._said(name, cell)
            value, why = found
            if why is None:
                values[name] = value
            elif line(cell) != self._stands(row, name):
                self.read.remark(why.code, row.number, name, **why.data)
        id = values.pop("id", "")
        region = values.pop("region", None)
        whom = values.pop("accompanies", None)
        halves = [values.pop(half, "") for half in HALVES]
        if not values.get("name") and any(halves):
            values["name"] = " ".join(filter(None, halves))
        if "role" not in values and self.role is not None and "role" not in columns:
            values["role"] = self.role
        self._check_days(values, row.number)
        return Brought(row=row.number, values=values, id=id, delegation=region, whom=whom)

    def _said(self, name: str, cell: Cell) -> tuple[Any, Wrong | None]:
        """What a cell says, or what is wrong with it."""
        try:
            return self.readers[name](checked(cell)), None
        except Wrong as wrong:
            return None, wrong

    def _stands(self, row: Row, name: str) -> str | None:
        """A text that stands already, of who is known by id: it need not be as we read texts."""
        place = self.read.columns.get("id")
        entry = (
            self.roster.by_uuid.get(line(row.cells[place]).lower()) if place is not None else None
        )
        value = entry.values.get(name) if entry else None
        return line(value) if isinstance(value, str) else None

    def _check_days(self, values: Values, row: int) -> None:
        comes, goes = values.get("arrives"), values.get("departs")
        if comes and goes and goes < comes:
            self.read.remark(Code.LEAVES_EARLY, row, "departs", value=goes, other=comes)
        starts, ends = self.roster.starts, self.roster.ends
        for name, day in (("arrives", comes), ("departs", goes)):
            if day and is_stray(day, starts, ends):
                self.read.remark(Code.FAR_AWAY, row, name, value=day)


def _readers(read: Read, roster: Roster) -> dict[str, cells.Reader]:
    table = read.table
    places = [read.columns[name] for name in DAYS if name in read.columns]
    day_first = cells.order_of(row.cells[place] for row in table.rows for place in places)
    day = cells.day_reader(day_first=day_first)
    readers: dict[str, cells.Reader] = {name: cells.text_reader(name) for name in TEXTS}
    names = dict.fromkeys(("name", *HALVES), cells.text_reader("name"))
    needs = {name: cells.need_reader(name) for name in ("diet", "access")}
    return (
        readers
        | names
        | needs
        | {
            "id": lambda cell: line(cell).lower(),
            "region": _region_reader(roster),
            "email": cells.read_email,
            "role": cells.read_role,
            "country": cells.read_land,
            "languages": cells.read_languages,
            "language": cells.letters_reader(roster.letters),
            "phone": cells.read_phone,
            "born": cells.birth_reader(day_first=day_first, today=roster.today),
            "photo": cells.read_consent,
            "listed": cells.read_consent,
            "arrives": day,
            "departs": day,
            "arrives_at": cells.read_time,
            "departs_at": cells.read_time,
            "accompanies": line,
        }
    )


def _region_reader(roster: Roster) -> cells.Reader:
    named = {bare(name): party.id for party in roster.parties for name in party.names}

    def read(cell: Cell) -> int:
        if (found := named.get(bare(line(cell)))) is not None:
            return found
        shown = {bare(name): name for party in roster.parties for name in party.names}
        raise Wrong(Code.REGION_UNKNOWN, value=short(line(cell)),
                    perhaps=shown.get(alike(line(cell), shown), ""))  # fmt: skip

    return read


def is_ours(id: str) -> bool:
    """Whether an id is one that we gave; numbers of somebody's own list are not."""
    try:
        return str(UUID(id)) == id
    except ValueError:
        return False
