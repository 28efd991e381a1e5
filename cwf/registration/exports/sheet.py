"""Participants as a sheet: XLSX, or CSV in UTF-8."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cwf.programme.exports.sheets import plain
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, PlainSheet, csv_of
from cwf.programme.sheets.table import Cell
from cwf.registration.listing import Bought, Line
from cwf.web.templating import country, language_name, own_text

__all__ = ["MEDIA_TYPES", "Column", "Words", "csv_of", "rows", "xlsx_of"]

WIDTHS = (28, 32, 18, 18, 30, 12, 16, 18, 18, 18, 22, 22, 14, 10, 10, 30, 30, 32, 36, 18, 18)

Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Codes in the reader's language."""

    categories: Mapping[str, str]
    standings: Mapping[str, str]
    channels: Mapping[str, str]
    payments: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A question of the form, and what was answered, by participant."""

    head: str
    cells: Mapping[int, Cell]


def rows(
    lines: Sequence[Line], words: Words, *, zone: str, asked: Sequence[Column] = ()
) -> list[Row]:
    """The heads, then a row for each participant; instants on the clock of `zone`.

    `asked` are the questions of the edition's form, each a column at the end.
    """
    wall = ZoneInfo(zone)
    heads = (
        _("Name"), _("E-mail address"), _("Category"), _("Country"), _("Affiliation"),
        _("Language"), _("State"), _("Asked"), _("Confirmed"), _("Cancelled"), _("Delegation"),
        _("Entered"), _("Payment"), _("Fee"), _("Currency"), _("Note"), _("Booking"),
        _("Buyer's e-mail address"), _("Address for the invoice"), _("Tax number"), _("Reference"),
    )  # fmt: skip
    return [
        (*heads, *(column.head for column in asked)),
        *(
            (
                line.name,
                line.email,
                words.categories[line.category],
                country(line.country),
                line.affiliation,
                language_name(line.language),
                words.standings[line.standing],
                *(_on(at, wall) for at in (line.asked, line.confirmed, line.cancelled)),
                own_text(dict(line.party)),
                words.channels[line.channel],
                words.payments[line.payment],
                None if line.fee is None else line.fee / 100,
                line.currency,
                line.note,
                *_invoiced(line.booking),
                *(column.cells.get(line.id) for column in asked),
            )
            for line in lines
        ),
    ]


def _invoiced(of: Bought) -> Row:
    """Who registered them with others, and where the invoice goes."""
    return (of.name, of.email, of.address, of.tax_number, of.reference)


def xlsx_of(made: Sequence[Row]) -> bytes:
    """A workbook of one sheet, its heads in sight, to be sorted and filtered."""
    widths = (*WIDTHS, *[24] * (len(made[0]) - len(WIDTHS)))
    return plain.xlsx_of(PlainSheet(name=_("Participants"), rows=made, widths=widths))


def _on(at: datetime | None, wall: ZoneInfo) -> datetime | None:
    return at.astimezone(wall).replace(tzinfo=None, microsecond=0) if at else None
