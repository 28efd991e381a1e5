"""The pictures that README shows are there, are those that are made, and stay small."""

import re
from pathlib import Path

from tests.shots.pages import BOOKS, SHOTS, SIZES, THEMES

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 4_000_000


def made() -> set[str]:
    """The names of all files that `./dev shots` writes."""
    pages = {
        f"{shot.name}-{size}-{theme}.webp"
        for shot in SHOTS
        for size in SIZES
        for theme in THEMES
        if shot.phone or size != "phone"
    }
    return pages | {f"book-{edition}-{paper}.webp" for edition, _language, paper in BOOKS}


def test_the_folder_has_what_is_made_and_nothing_else() -> None:
    assert {file.name for file in IMAGES.iterdir()} == made()


def test_readme_shows_what_is_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/images/([^)]+)\)", (ROOT / "README.md").read_text())
    assert len(shown) >= 3
    assert set(shown) <= made()


def test_the_folder_stays_small() -> None:
    assert sum(file.stat().st_size for file in IMAGES.iterdir()) < MOST_BYTES
