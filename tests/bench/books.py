"""The book of 300 sessions on A5: against WeasyPrint alone, and against its bare text.

CPU time counts, that of children included, so a busy machine changes little. Both yardsticks are
whole processes, as the layout of the book is: Python's start, WeasyPrint's import and fonts.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import lxml.html

from cwf.database import db
from cwf.programme.exports.book import BookOptions, BookTexts, book
from cwf.programme.queries.books import material
from cwf.web.documents import Document
from tests.bench.cold import release_id
from tests.bench.rows import Figure
from tests.bench.stand import SLUG, Stand

ROWS = ("book ÷ write_pdf", "book memory", "book ÷ plain blocks")
BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "html",
        "li",
        "nav",
        "ol",
        "p",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
PLAIN = """
@page { size: 148mm 210mm; margin: 17mm 13.5mm 19.4mm }
html { font: 8.8pt/12pt 'Familjen Grotesk', 'Source Serif 4', 'Noto Sans Devanagari',
       'Noto Sans Kannada', 'Noto Sans SC', 'CWF Marks' }
p { margin: 0 }
"""


def measure(stand: Stand, *, rounds: int) -> Iterator[Figure]:
    """One book, one direct layout, one of bare text, in turn."""
    designed = _document(stand)
    bare = replace(
        designed, html=plain_blocks(designed.html), stylesheets=(), style=PLAIN, media={}
    )
    worker = stand.spawn(sys.executable, "-m", "tests.bench.worker")
    made, direct, plain = [], [], []
    try:
        for _ in range(rounds):
            made.append(make_book(worker))
            direct.append(_lay_out(stand, designed))
            plain.append(_lay_out(stand, bare))
    finally:
        worker.communicate(timeout=60)
    cost = [book["seconds"] for book in made]
    alone = sum(cost) / sum(one["write"] for one in direct)
    yield Figure(
        name=ROWS[0],
        rounds=tuple(a / b["whole"] for a, b in zip(cost, direct, strict=True)),
        note=f"{min(cost):.1f} s of CPU for {made[0]['pages']} pages; {alone:.2f} × with the "
        "yardstick's start, import and fonts left out",
    )
    yield Figure(
        name=ROWS[1],
        rounds=tuple(book["peak"] for book in made),
        note="the most of the child that lays out, and the worker's own share added",
    )
    yield Figure(
        name=ROWS[2],
        rounds=tuple(a / b["whole"] for a, b in zip(cost, plain, strict=True)),
        note="a paragraph for each block, the same type, tagged too: "
        f"{min(one['whole'] for one in plain):.1f} s for {plain[0]['pages']} pages",
    )


def make_book(worker: Any) -> dict[str, float]:
    """Let a worker make the book once; raises RuntimeError where none came of it."""
    worker.stdin.write("\n")
    worker.stdin.flush()
    told: dict[str, float] = json.loads(worker.stdout.readline() or '{"pages": null}')
    if not told["pages"]:
        raise RuntimeError("the book was not made")
    return told


def plain_blocks(html: str) -> str:
    """The same words in the same order, each block's own as one paragraph."""
    blocks: list[list[str]] = []

    def walk(element: Any, words: list[str]) -> None:
        block = element.tag in BLOCKS
        own: list[str] = [] if block else words
        if block:
            blocks.append(own)
        own.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                walk(child, own)
            own.append(child.tail or "")

    body = lxml.html.document_fromstring(html)
    walk(body, [])
    texts = (" ".join("".join(words).split()) for words in blocks)
    return "".join(f"<p>{_escaped(text)}</p>" for text in texts if text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _document(stand: Stand) -> Document:
    app = stand.app()
    with app.app_context():
        found = material(release_id(SLUG))
        texts = BookTexts(
            welcome=found.welcome.get("en", ""),
            practical=found.practical.get("en", ""),
            pictures=found.pictures,
        )
        made = book(found.release, options=BookOptions(language="en"), texts=texts)
        db.session.remove()
        db.engine.dispose()
    return made


def _lay_out(stand: Stand, document: Document) -> dict[str, float]:
    media = {key: b64encode(data).decode() for key, data in document.media.items()}
    process = stand.spawn(sys.executable, "-m", "tests.bench.direct")
    told, _ = process.communicate(json.dumps({**asdict(document), "media": media}), timeout=300)
    found: dict[str, float] = json.loads(told)
    return found
