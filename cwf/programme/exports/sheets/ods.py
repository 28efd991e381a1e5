"""A draft as a workbook of OpenDocument, written by hand: a zip with three small parts."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from cwf.programme.exports.sheets.filled import Filled
from cwf.programme.sheets.table import Cell

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SPACES = re.compile(r"  +")
EPOCH = (2000, 1, 1, 0, 0, 0)  # a fixed date, so that the same draft gives the same bytes
SPACE = "urn:oasis:names:tc:opendocument:xmlns"
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3" xmlns:office="{SPACE}:office:1.0"
 xmlns:table="{SPACE}:table:1.0" xmlns:text="{SPACE}:text:1.0" xmlns:style="{SPACE}:style:1.0"
 xmlns:fo="{SPACE}:xsl-fo-compatible:1.0" xmlns:number="{SPACE}:datastyle:1.0">
<office:automatic-styles>
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>\
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>\
</number:date-style>
<number:time-style style:name="N2"><number:hours number:style="long"/><number:text>:</number:text>\
<number:minutes number:style="long"/></number:time-style>
<style:style style:name="head" style:family="table-cell"><style:text-properties \
fo:font-weight="bold"/></style:style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="clock" style:family="table-cell" style:data-style-name="N2"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
"""
END = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest manifest:version="1.3" xmlns:manifest="{SPACE}:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type=\
"{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def ods_of(sheets: Sequence[Filled]) -> bytes:
    """The workbook; dates and times are such, and text is never a formula."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        # The first part, and not packed: by that the format is known.
        archive.writestr(zipfile.ZipInfo("mimetype", EPOCH), MEDIA_TYPE)
        for name, text in (
            ("content.xml", "".join([DOCUMENT, *map(_table, sheets), END])),
            ("META-INF/manifest.xml", MANIFEST),
        ):
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, text.encode())
    return whole.getvalue()


def _table(sheet: Filled) -> str:
    head = _row([column.heading for column in sheet.columns], style="head")
    rows = "".join(_row(row) for row in sheet.rows)
    name = quoteattr(ILLEGAL.sub("", sheet.name))
    return (
        f"<table:table table:name={name}><table:table-column "
        f'table:number-columns-repeated="{len(sheet.columns)}"/>{head}{rows}</table:table>\n'
    )


def _row(cells: Sequence[Cell], style: str = "") -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>\n"


def _cell(cell: Cell, style: str) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            return _typed("boolean", "boolean-value", str(cell).lower(), style)
        case int() | float():
            return _typed("float", "value", str(cell), style)
        case datetime():
            return _typed("date", "date-value", cell.isoformat(), style)
        case date():
            return _typed("date", "date-value", cell.isoformat(), "day")
        case time():
            return _typed("time", "time-value", f"PT{cell:%HH%MM%S}S", "clock")
    styled = f' table:style-name="{style}"' if style else ""
    text = "".join(_paragraphs(str(cell)))
    return f'<table:table-cell{styled} office:value-type="string">{text}</table:table-cell>'


def _typed(kind: str, name: str, value: str, style: str) -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return (
        f'<table:table-cell{styled} office:value-type="{kind}" office:{name}="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def _paragraphs(text: str) -> Iterator[str]:
    """A paragraph for each line; several spaces are counted, or they would become one."""
    for line in ILLEGAL.sub("", text).split("\n"):
        spaced = SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(line))
        tabbed = spaced.replace("\t", "<text:tab/>")
        yield f"<text:p>{tabbed}</text:p>"
