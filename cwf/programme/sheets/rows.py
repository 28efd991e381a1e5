"""From the rows of sheets to an `Incoming`."""

from collections.abc import Mapping, Sequence

from cwf.programme.incoming import Incoming, Item, Noun, Progress, Remark
from cwf.programme.sheets.fields import NAME, target_of
from cwf.programme.sheets.marks import tell_shared
from cwf.programme.sheets.meaning import Meaning
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Sheet, Table
from cwf.programme.sheets.things import (
    SOURCE,
    Thing,
    check_named,
    columns_of,
    names_with,
    recognise,
    things_of,
)
from cwf.programme.sheets.values import values_of
from cwf.programme.sheets.vocabulary import PLAIN, Vocabulary
from cwf.programme.standing import Standing

MOST_REMARKS = 5_000


def incoming_of(
    sheets: Sequence[Sheet],
    standing: Standing,
    *,
    vocabulary: Vocabulary = PLAIN,
    create_missing: bool = False,
    progress: Progress = lambda _done, _of: None,
) -> tuple[Incoming, tuple[Remark, ...]]:
    """What sheets say of a draft, and every remark, errors among them, in the order of rows.

    With `create_missing`, rooms, speakers, tracks and venues that rows name and nobody knows are
    added; otherwise each is an error.
    """
    remarks: list[Remark] = []
    things = {noun: _things(sheets, noun, standing, remarks) for noun in Noun}
    meaning = Meaning(
        standing=standing,
        vocabulary=vocabulary,
        create_missing=create_missing,
        names={noun: names_with(standing, noun, things[noun]) for noun in Noun},
    )
    items: list[Item] = []
    total = sum(map(len, things.values()))
    for noun in Noun:
        for thing in things[noun]:
            items.append(_item(thing, meaning))
            if len(items) % 50 == 0:
                progress(min(len(items), total), total)
    tracks = [item.values.get("mark") for item in items if item.noun is Noun.TRACK]
    tell_shared(things[Noun.TRACK], tracks, standing)
    remarks += [one for found in things.values() for thing in found for one in thing.lines.remarks]
    source = SOURCE if any(item.source_key for item in items) else ""
    items = sorted([*meaning.made.values(), *items], key=lambda item: tuple(Noun).index(item.noun))
    return Incoming(source=source, whole=False, items=tuple(items)), bounded(
        remarks, [sheet.table for sheet in sheets]
    )


def _things(
    sheets: Sequence[Sheet], noun: Noun, standing: Standing, remarks: list[Remark]
) -> list[Thing]:
    found: list[Thing] = []
    for sheet in sheets:
        if sheet.noun is not noun:
            continue
        columns, odd = columns_of(sheet)
        remarks += odd
        if not _can_be_found(noun, columns):
            where = sheet.table.where(sheet.table.heading_row)
            remarks.append(Remark(code=Code.NO_NAME_COLUMN, where=where, data={"noun": noun.value}))
            continue
        found += things_of(sheet, columns)
    recognise(found, standing, noun)
    for thing in found:
        check_named(thing)
    return found


def _can_be_found(noun: Noun, columns: Mapping[str, int]) -> bool:
    """Whether a column tells which thing a row is."""
    known = {"id", NAME[noun], *(("last_name",) if noun is Noun.SPEAKER else ())}
    return any(target_of(code).field in known for code in columns)


def _item(thing: Thing, meaning: Meaning) -> Item:
    return Item(
        noun=thing.noun,
        key=thing.key,
        name=thing.name,
        values=values_of(thing, meaning),
        slug=thing.slug,
        source_key=thing.source_key,
        where=thing.lines.where(),
    )


def bounded(remarks: Sequence[Remark], tables: Sequence[Table]) -> tuple[Remark, ...]:
    """In the order of sheets and rows; where there are thousands, the rest is counted."""
    order = {table.name or None: place for place, table in enumerate(tables)}
    columns = {
        (table.name or None, heading): place
        for table in tables
        for heading, place in table.place.items()
    }
    found = sorted(
        remarks,
        key=lambda one: (
            order.get(one.where.path, 0),
            one.where.row or 0,
            columns.get((one.where.path, one.where.column or ""), -1),
        ),
    )
    if len(found) <= MOST_REMARKS:
        return tuple(found)
    rest = found[MOST_REMARKS:]
    more = Remark(code=Code.MORE, data={"count": str(len(rest))},
                  error=any(remark.error for remark in rest))  # fmt: skip
    return (*found[:MOST_REMARKS], more)
