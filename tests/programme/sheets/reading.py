"""Sheets as tests write them: text in, what it says out."""

from collections.abc import Sequence

from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Incoming, Item, Noun, Remark
from cwf.programme.sheets import Sheet, Table, choose, guess, incoming_of, mapping_of
from cwf.programme.standing import Standing
from tests.programme.sheets.drafts import VOCABULARY

Told = tuple[int | None, str | None, str]


def sheets_in(body: bytes, standing: Standing) -> list[Sheet]:
    """The sheets of a file with their columns as they are guessed."""
    return [
        Sheet(table=table, noun=noun,
              mapping=mapping_of(guess(table, noun, languages=standing.languages)))
        for table, noun in choose(read_tables(body))
    ]  # fmt: skip


def tables_in(body: bytes, standing: Standing) -> list[Table]:
    """The tables of these."""
    return [sheet.table for sheet in sheets_in(body, standing)]


def read(
    body: bytes | str, standing: Standing, *, create_missing: bool = False
) -> tuple[Incoming, tuple[Remark, ...]]:
    """What a file says of a draft."""
    whole = body.encode() if isinstance(body, str) else body
    sheets = sheets_in(whole, standing)
    return incoming_of(sheets, standing, vocabulary=VOCABULARY, create_missing=create_missing)


def items(body: str, standing: Standing, noun: Noun = Noun.SESSION, **more: bool) -> list[Item]:
    """The things of a file in which nothing is wrong."""
    incoming, remarks = read(body, standing, **more)
    assert [remark for remark in remarks if remark.error] == []
    return [item for item in incoming.items if item.noun is noun]


def told(remarks: Sequence[Remark], *, notes: bool = False) -> list[Told]:
    """Row, column and code of the errors, and of notes if wanted."""
    return [
        (remark.where.row, remark.where.column, remark.code.removeprefix("sheet_"))
        for remark in remarks
        if remark.error or notes
    ]


def errors(body: str, standing: Standing, **more: bool) -> list[Told]:
    """Row, column and code of all that is wrong."""
    return told(read(body, standing, **more)[1])
