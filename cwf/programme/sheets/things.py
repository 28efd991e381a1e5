"""Which things the rows of sheets are: those of the draft, found again by id or name, or new."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cwf.programme.incoming import Noun, Remark
from cwf.programme.sheets.columns import is_remarks
from cwf.programme.sheets.fields import NAME, fields_of, target_of
from cwf.programme.sheets.lines import AS_IT_IS, Lines
from cwf.programme.sheets.names import Named, Names, names_of
from cwf.programme.sheets.readers import text_reader
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Row, Sheet
from cwf.programme.sheets.texts import bare, line, short
from cwf.programme.slugs import slug_of
from cwf.programme.standing import Entry, Standing

WITH_SOURCE = {Noun.SPEAKER, Noun.SESSION}
KEY = 300
# What sheets with ids of their own are called as a source.
SOURCE = "sheet"
# The name of what has one that cannot be taken, so that it is not told to have none as well.
UNREAD = "?"


@dataclass
class Thing:
    """One thing of a sheet: its rows, its id as written, its names, and what stands of it."""

    noun: Noun
    lines: Lines
    key: str
    id: str
    names: dict[str, str]
    entry: Entry | None = None

    @property
    def slug(self) -> str | None:
        """Our address for it: the standing one's, or the one that a new thing asks for."""
        if self.entry:
            return self.entry.slug
        return self.id if _is_address(self.id) else None

    @property
    def source_key(self) -> str | None:
        """The id where it is not ours, of a thing that can keep it."""
        ours = _is_address(self.id) or (self.entry is not None and self.entry.slug == self.id)
        return None if not self.id or ours or self.noun not in WITH_SOURCE else self.id

    @property
    def name(self) -> str:
        """What it is called first."""
        return next(filter(None, self.names.values()), self.entry.name if self.entry else "")


def columns_of(sheet: Sheet) -> tuple[dict[str, int], list[Remark]]:
    """Places by target code, and what is odd about the columns."""
    columns: dict[str, int] = {}
    remarks = []
    known = fields_of(sheet.noun)
    where = sheet.table.where
    for heading, place in sheet.table.place.items():
        code = sheet.mapping.get(heading, "")
        target = target_of(code)
        if target.field not in known or known[target.field].texts != bool(target.language):
            if not is_remarks(heading):
                remarks.append(
                    Remark(code=Code.COLUMN_IGNORED, error=False,
                           where=where(sheet.table.heading_row, heading))
                )  # fmt: skip
        elif code in columns:
            other = sheet.table.headings[columns[code]]
            remarks.append(
                Remark(code=Code.SAME_TARGET, data={"other": other},
                       where=where(sheet.table.heading_row, heading))
            )  # fmt: skip
        else:
            columns[code] = place
    return columns, remarks


def things_of(sheet: Sheet, columns: Mapping[str, int]) -> list[Thing]:
    """The things of a sheet in the order of their first rows."""
    rows: dict[str, list[Row]] = {}
    ids: dict[str, str] = {}
    for row in sheet.table.rows:
        id = line(row.cells[columns["id"]])[:KEY] if "id" in columns else ""
        same = id if id and sheet.noun is Noun.SESSION else f"!{row.number}"
        rows.setdefault(same, []).append(row)
        ids[same] = id
    things = []
    for same, lines in rows.items():
        made = Lines(sheet=sheet, rows=lines, columns=dict(columns))
        key = f"{sheet.table.name}!{lines[0].number}"
        names = _names(made, sheet.noun)
        things.append(Thing(noun=sheet.noun, lines=made, key=key, id=ids[same], names=names))
    return things


def _names(lines: Lines, noun: Noun) -> dict[str, str]:
    """Names by language ("" for a speaker's only one), as far as columns say them."""
    found: dict[str, str] = {}
    for code in lines.columns:
        target = target_of(code)
        if target.field != NAME[noun]:
            continue
        before = len(lines.remarks)
        text = lines.read(code, text_reader(target.field), "")
        if len(lines.remarks) > before:
            text = short(text) or UNREAD
        if text not in AS_IT_IS:
            found[target.language or ""] = text
    if noun is Noun.SPEAKER and not found.get(""):
        halves = [lines.read(code, text_reader("name"), "")
                  for code in ("first_name", "last_name") if lines.has(code)]  # fmt: skip
        if halves:
            found[""] = " ".join(filter(None, halves))
    return found


def recognise(things: Sequence[Thing], standing: Standing, noun: Noun) -> None:
    """Find the entry of each thing: by id, by its key in a source, else by name.

    Two things that are one, and names that may mean several, are remarked on.
    """
    entries = standing.of[noun]
    by_slug = {entry.slug: entry for entry in entries}
    by_key = {entry.source_key: entry for entry in entries if entry.source == SOURCE}
    for thing in things:
        thing.entry = by_slug.get(thing.id) or by_key.get(thing.id) if thing.id else None
    claimed = {thing.entry.slug for thing in things if thing.entry}
    named: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in {bare(one) for one in names_of(entry, standing) if one}:
            named.setdefault(name, []).append(entry)
    for thing in things:
        if thing.entry is None and not _is_address(thing.id):
            _by_name(thing, named, claimed, standing)
    _tell_doubles(things)


def _by_name(
    thing: Thing, named: Mapping[str, Sequence[Entry]], claimed: set[str], standing: Standing
) -> None:
    found = {
        entry.slug: entry
        for name in thing.names.values()
        for entry in named.get(bare(name), ())
        if entry.slug not in claimed or not thing.id
    }
    if len(found) > 1 and thing.noun is Noun.ROOM:
        found = {slug: one for slug, one in found.items() if _in_venue(thing, one, standing)}
    if len(found) == 1:
        thing.entry = next(iter(found.values()))
    elif found:
        thing.lines.remark(
            Code.SEVERAL_SO_NAMED,
            _name_code(thing),
            what=thing.noun.value,
            value=short(thing.name),
            known=", ".join(found),
        )


def _in_venue(thing: Thing, entry: Entry, standing: Standing) -> bool:
    said = _venue(thing)
    venue = standing.entry.get((Noun.VENUE, entry.values.get("venue") or ""))
    names = {bare(name) for name in names_of(venue, standing)} if venue else set()
    return said in names or said == entry.values.get("venue")


def _tell_doubles(things: Sequence[Thing]) -> None:
    """Say both rows of two that have one id, one name without an id, or are one thing."""
    seen: dict[tuple[str, ...], Thing] = {}
    for thing in things:
        keys: list[tuple[Code, tuple[str, ...]]] = []
        if thing.id:
            keys.append((Code.SAME_ID, ("id", thing.id)))
        if thing.entry:
            keys.append((Code.SAME_NAME, ("is", thing.entry.slug)))
        elif thing.name not in ("", UNREAD) and not thing.id:
            keys.append((Code.SAME_NAME, ("name", bare(thing.name), _venue(thing))))
        for code, key in keys:
            other = seen.setdefault(key, thing)
            if other is not thing:
                at = "id" if code is Code.SAME_ID else _name_code(thing)
                value = thing.id if code is Code.SAME_ID else thing.name
                thing.lines.remark(code, at, value=short(value), other=other.lines.row.number)
                break


def _venue(thing: Thing) -> str:
    if thing.noun is not Noun.ROOM or not thing.lines.has("venue"):
        return ""
    return bare(line(thing.lines.cell("venue", thing.lines.row)))


def _name_code(thing: Thing) -> str | None:
    """The first column of names."""
    names = (code for code in thing.lines.columns if target_of(code).field == NAME[thing.noun])
    return next(names, "last_name" if thing.lines.has("last_name") else None)


def check_named(thing: Thing) -> None:
    """Say where a name is missing: of a new thing, or taken from one that stands."""
    stands = thing.entry.values.get(NAME[thing.noun]) if thing.entry else None
    before = stands if isinstance(stands, dict) else {"": stands or ""}
    if not any({**before, **thing.names}.values()) and not thing.lines.remarks:
        thing.lines.remark(Code.REQUIRED, _name_code(thing), field=NAME[thing.noun])


def names_with(standing: Standing, noun: Noun, things: Sequence[Thing]) -> Names:
    """By what things of a noun may be referred to, in the draft and in the workbook."""
    return Names(noun.value, _named(standing, noun, things))


def _named(standing: Standing, noun: Noun, things: Sequence[Thing]) -> Iterator[Named]:
    for entry in standing.of[noun]:
        yield Named(ref=entry.slug, id=entry.slug, names=names_of(entry, standing))
    for thing in things:
        ref = thing.entry.slug if thing.entry else thing.key
        names = [*thing.names.values()]
        if noun is Noun.ROOM and (venue := _venue(thing)):
            names += [f"{name} ({venue})" for name in names]
        yield Named(ref=ref, id=thing.id, names=tuple(names))


def _is_address(id: str) -> bool:
    """Whether an id may be an address of ours, rather than a number or code of elsewhere."""
    return slug_of(id) == id and any(one.isalpha() for one in id) and not _is_uuid(id)


def _is_uuid(id: str) -> bool:
    try:
        return bool(UUID(id))
    except ValueError:
        return False
