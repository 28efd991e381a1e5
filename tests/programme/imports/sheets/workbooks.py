"""Workbooks as tests make them, and parts of them changed."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook


def xlsx(rows: Sequence[Sequence[Any]], name: str = "Sessions") -> bytes:
    """A workbook of one sheet, written by openpyxl."""
    book = Workbook()
    page: Any = book.active
    page.title = name
    for row in rows:
        page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def parts(body: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def changed(body: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed."""
    found = parts(body)
    return packed({**found, name: change(found[name])})


SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
)


def ods(tables: str, styles: str = "", **more: str) -> bytes:
    """A workbook of OpenDocument with these tables."""
    content = (
        f"{HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        f"</office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mimetype, "content.xml": content.encode(),
                   **{name: text.encode() for name, text in more.items()}})  # fmt: skip


def text(said: str, attributes: str = "") -> str:
    """A cell of text."""
    return f"<table:table-cell {attributes}><text:p>{said}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "Sessions", attributes: str = "") -> str:
    """A sheet of rows."""
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'
