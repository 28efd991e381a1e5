"""Paper: a document in, a tagged PDF out; the only place that knows WeasyPrint.

The same document gives the same bytes: fonts come from static/fonts/print alone, the identifier
from the content, dates from the document, and no clock is read.
No web process lays a document out: this file is also the program that `rendering.py` runs, so it
imports nothing of ours.
"""

import atexit
import gc
import hashlib
import json
import logging
import os
import resource
import shutil
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "fonts" / "print"
TOO_BIG = 70  # the exit code that says so


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is to be laid out. `html` is the inside of <body>.

    `stylesheets` are paths below static/, applied in order, then the text `style`. Addresses in
    the HTML are below static/, too, or `data:`, or `media:KEY` for bytes given in `media`.
    `created` is an ISO 8601 instant and becomes the PDF's date. `tighter` has, by the name of a
    run of pages, rules that are added where the last of several such pages holds one article.
    """

    html: str
    title: str
    language: str
    created: str
    stylesheets: tuple[str, ...] = ()
    style: str = ""
    tighter: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one document may cost: bytes of address space and of result, seconds.

    A book of 300 sessions reserves 420 MiB of addresses while 140 MiB are in use.
    """

    memory: int = 1024 * 2**20
    cpu: int = 180
    wall: float = 600
    size: int = 64 * 2**20


def write_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1, laid out here and now: for the child, and for tests."""
    return _lay_out(document)[0]


def _lay_out(document: Document) -> tuple[bytes, int]:
    weasyprint = _weasyprint()
    fetcher = _fetcher(document.media)
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheets = [
        weasyprint.CSS(filename=STATIC / name, url_fetcher=fetcher, font_config=fonts)
        for name in document.stylesheets
    ]
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
    pdf = laid.write_pdf(finisher=_mend, pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf, len(laid.pages)


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


def _mend(document: Any, pdf: Any) -> None:
    """Says in the tags what WeasyPrint leaves out, on its objects, right before they are written.

    Page heads and folios become artefacts (they are marked, but stand in no tree), head cells get
    their Scope, pictures a BBox in the page's units (ISO 32000-1 §14.8.2.2, §14.8.5.7, §14.8.5.4),
    links the words they stand on as description (ISO 14289-1 §7.18.5).
    """
    _describe_links(document, type(pdf.info["Title"]))
    of = {thing.reference: thing for thing in pdf.objects}
    root = of[pdf.catalog["StructTreeRoot"]]
    read: set[tuple[bytes, int]] = set()
    for element in _elements(root, of):
        read.update((element["Pg"], kid) for kid in element["K"] if isinstance(kid, int))
        if element["S"] == "/TH":
            _, row, column = element["ID"].string.split("-")  # as WeasyPrint names a head cell
            element["A"]["Scope"] = "/Row" if column == "0" and row != "0" else "/Column"
        elif element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = of[element["Pg"]]["MediaBox"][3]
            box = (left * 0.75, height - bottom * 0.75, right * 0.75, height - top * 0.75)
            element["A"]["BBox"] = type(element["A"]["BBox"])(box)
    parents = of[root["ParentTree"]]["Nums"]
    for number, page in enumerate(pdf.page_references):
        owners = parents[2 * number + 1]
        unread = {mark for mark in range(len(owners)) if (page, mark) not in read}
        owners[:] = [b"null" if mark in unread else own for mark, own in enumerate(owners)]
        _make_artefacts(of[of[page]["Contents"]].stream, unread)


def _describe_links(document: Any, string: Any) -> None:
    for page in document.pages:
        for box in page._page_box.descendants():
            if link := getattr(box, "link_annotation", None):
                words = (part.text for part in box.descendants() if hasattr(part, "text"))
                link["Contents"] = string("".join(words))


def _elements(element: Any, of: Mapping[bytes, Any]) -> Iterator[Any]:
    for kid in element["K"]:
        child = of.get(kid) if isinstance(kid, bytes) else None
        if child and child["Type"] == "/StructElem":
            yield child
            yield from _elements(child, of)


def _make_artefacts(stream: list[Any], marks: set[int]) -> None:
    """A marked sequence stands in a stream as three items: tag, properties, BDC."""
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in marks:
            stream[place - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"


def main() -> None:
    """The child: a job as JSON on stdin; on stdout a line of JSON with the cost, then the PDF."""
    job = json.load(sys.stdin.buffer)
    limits = Limits(**job["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    gc.disable()  # a tenth of the time for a hundredth of the memory: the process ends soon
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    given = job["document"]
    given["stylesheets"] = tuple(given["stylesheets"])
    given["media"] = {key: b64decode(data) for key, data in given["media"].items()}
    try:
        pdf, pages = _lay_out(Document(**given))
    except MemoryError:
        sys.exit(TOO_BIG)
    if len(pdf) > limits.size:
        sys.exit(TOO_BIG)
    cost = {"pages": pages, "seconds": time.process_time(), "peak_bytes": _peak()}
    sys.stdout.buffer.write(json.dumps(cost).encode() + b"\n" + pdf)


def _peak() -> int:
    """Most memory in use so far, in bytes. (Linux lets ru_maxrss begin with the parent's.)"""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
