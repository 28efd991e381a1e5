"""The pages of a book on one sheet, as the reader would lay them side by side."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from PIL import Image
from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.exports.book import BookOptions, BookTexts, book
from cwf.programme.models import Publication
from cwf.programme.queries.books import material
from cwf.web.documents import write_pdf

ACROSS, WIDE, GAP = 8, 240, 8  # pages side by side; pixels of a page, and between two
DESK = "#8a8f8d"


def sheet(app: Flask, edition: str, language: str, paper: str) -> Image.Image:
    """All pages of the book of what the edition shows, small."""
    with app.app_context(), TemporaryDirectory() as folder:
        file = Path(folder) / "book.pdf"
        file.write_bytes(write_pdf(_document(edition, language, paper)))
        command = ["pdftoppm", "-png", "-scale-to-x", str(WIDE), "-scale-to-y", "-1"]
        subprocess.run([*command, str(file), str(file.with_suffix(""))], check=True)
        pages = [Image.open(one).convert("RGB") for one in sorted(Path(folder).glob("*.png"))]
    return _laid_out(pages)


def _document(edition: str, language: str, paper: str):  # type: ignore[no-untyped-def]
    statement = select(Publication.release_id).join(Edition, Edition.id == Publication.edition_id)
    found = material(db.session.scalar(statement.where(Edition.slug == edition)) or 0)
    texts = BookTexts(
        welcome=found.welcome.get(language, ""),
        practical=found.practical.get(language, ""),
        pictures=found.pictures,
    )
    return book(found.release, options=BookOptions(language=language, paper=paper), texts=texts)


def _laid_out(pages: list[Image.Image]) -> Image.Image:
    wide, high = WIDE + GAP, pages[0].height + GAP
    rows = -(-len(pages) // ACROSS)
    laid = Image.new("RGB", (wide * ACROSS + GAP, high * rows + GAP), DESK)
    for number, page in enumerate(pages):
        laid.paste(page, (GAP + number % ACROSS * wide, GAP + number // ACROSS * high))
    return laid
