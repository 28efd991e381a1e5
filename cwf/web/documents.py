"""Paper: a document in, a tagged PDF out; the only place that knows WeasyPrint.

The same document gives the same bytes: fonts come from static/fonts/print alone, the identifier
from the content, dates from the document, and no clock is read.
No web process lays a document out: the program that `rendering.py` runs does (`press.py`).
"""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from cwf.web.pdf_tags import UA_TOO, mend

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "fonts" / "print"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that lies in a PDF: what it is called, what it is in words, and its bytes."""

    name: str
    description: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is to be laid out. `html` is the inside of <body>.

    `stylesheets` are paths below static/, applied in order, then the text `style`. Addresses in
    the HTML are below static/, too, or `data:`, or `media:KEY` for bytes given in `media`.
    `created` is an ISO 8601 instant and becomes the PDF's date. `tighter` has, by the name of a
    run of pages, rules that are added where the last of several such pages holds one article.
    One with `attachments` is PDF/A-3a as well, since PDF/UA alone says nothing of files in it.
    """

    html: str
    title: str
    language: str
    created: str
    stylesheets: tuple[str, ...] = ()
    style: str = ""
    tighter: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


def write_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1, laid out here and now: for the child, and for tests."""
    return lay_out(document)[0]


def lay_out(document: Document) -> tuple[bytes, int]:
    """The document as PDF/UA-1, and its number of pages; what loads badly is logged."""
    weasyprint = _weasyprint()
    fetcher = _fetcher(document.media)
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheets = [_stylesheet(name) for name in document.stylesheets]
    base = STATIC.as_uri() + "/"
    sheets.append(
        weasyprint.CSS(string=document.style, base_url=base, url_fetcher=fetcher, font_config=fonts)
    )
    page = weasyprint.HTML(string=_whole(document), base_url=base, url_fetcher=fetcher)
    laid = page.render(stylesheets=sheets, font_config=fonts)
    if rules := [document.tighter[name] for name in _lonely(laid, document.tighter)]:
        sheets.append(weasyprint.CSS(string=" ".join(rules), font_config=fonts))
        laid = page.render(stylesheets=sheets, font_config=fonts)
    identifier = hashlib.sha256(repr(document).encode()).hexdigest()[:32].encode()
    options = {"pdf_variant": "pdf/ua-1"}
    if document.attachments:
        options = {"pdf_variant": "pdf/a-3a", "output_intent": "srgb"}
        laid.metadata.xmp_metadata.append(UA_TOO)
        laid.metadata.attachments.extend(_attached(document))
    return laid.write_pdf(finisher=mend, pdf_identifier=identifier, **options), len(laid.pages)


def _attached(document: Document) -> Iterator[Any]:
    at = datetime.fromisoformat(document.created)
    for one in document.attachments:
        yield _weasyprint().Attachment(
            string=one.body,
            name=one.name,
            description=one.description,
            created=at,
            modified=at,
            relationship="Data",
        )


def _lonely(laid: Any, names: Mapping[str, str]) -> list[str]:
    """The runs of pages of these names that end in a page with a single article."""
    runs: dict[str, list[Any]] = {name: [] for name in names}
    for page in laid.pages:
        box = page._page_box
        if box.page_type.name in runs:
            runs[box.page_type.name].append(box)
    return [name for name, boxes in runs.items() if len(boxes) > 1 and _articles(boxes[-1]) == 1]


def _articles(page_box: Any) -> int:
    """Elements, not boxes: a line of text bears the tag of what it stands in."""
    found = (box.element for box in page_box.descendants() if box.element_tag == "article")
    return len({id(element) for element in found})


def _whole(document: Document) -> str:
    return (
        f'<!DOCTYPE html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>"
        f'<meta name="dcterms.created" content="{escape(document.created)}">'
        f'<meta name="dcterms.modified" content="{escape(document.created)}">'
        f"</head><body>{document.html}</body></html>"
    )


@cache
def _weasyprint() -> ModuleType:
    """WeasyPrint, seeing our fonts and no others: so its import waits for their configuration."""
    home = tempfile.mkdtemp(prefix="cwf-fonts-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    config = Path(home) / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{escape(str(FONTS))}</dir><cachedir>{home}/cache</cachedir></fontconfig>"
    )
    os.environ["FONTCONFIG_FILE"] = str(config)
    import weasyprint
    import weasyprint.text.fonts

    return weasyprint


@cache
def _stylesheet(name: str) -> Any:
    """A stylesheet below static/, read once however many documents a process lays out."""
    return _weasyprint().CSS(filename=STATIC / name, url_fetcher=_fetcher({}))


def _fetcher(media: Mapping[str, bytes]) -> Any:
    """What a document may load: `data:`, files below static/, and the media it was given."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            if parts.scheme == "media" and parts.path in media:
                return URLFetcherResponse(url, media[parts.path])
            path = Path(url2pathname(parts.path)).resolve()
            if parts.scheme == "file" and not parts.netloc and path.is_relative_to(STATIC):
                return URLFetcherResponse(url, path.read_bytes())
            raise ValueError(f"a document may not load {url}")

    return Fetcher()
