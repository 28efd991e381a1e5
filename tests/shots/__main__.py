"""Take all pictures; the names are always the same, so a change shows as one."""

import io
import logging
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.shots.book import sheet
from tests.shots.pages import BOOKS, SHOTS, SIZES, THEMES, Shot
from tests.shots.site import password, served

IMAGES = Path(__file__).parents[2] / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main(folder: Path) -> None:
    """Serve the demonstration, and picture it."""
    logging.disable(logging.ERROR)  # what is served is not of interest here
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with TemporaryDirectory() as instance, served(Path(instance)) as (app, url):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for theme in THEMES:
                for size in SIZES:
                    _pages(browser, url, theme, size, folder)
            browser.close()
        for edition, language, paper in BOOKS:
            _say(f"book-{edition}-{paper}")
            _keep(sheet(app, edition, language, paper), folder / f"book-{edition}-{paper}.webp")
    total = sum(file.stat().st_size for file in folder.glob("*.webp"))
    _say(f"{len(list(folder.glob('*.webp')))} pictures, {total / 1e6:.1f} MB, in {folder}")


def _pages(browser: Browser, url: str, theme: str, size: str, folder: Path) -> None:
    for role in ("", *sorted({shot.role for shot in SHOTS} - {""})):
        width, height = SIZES[size]
        page = browser.new_page(
            base_url=url,
            viewport={"width": width, "height": height},
            color_scheme=theme,  # type: ignore[arg-type]
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
        )
        if role:
            page.goto("/en/account/login")
            for name, value in zip(("email", "password"), password(role), strict=True):
                page.fill(f"[name={name}]", value)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(lambda address: "/account/login" not in address)
        for shot in _wanted(role, size):
            page.goto(shot.path)
            page.evaluate("document.querySelector('.demo-bar')?.remove(), document.fonts.ready")
            picture = Image.open(io.BytesIO(page.screenshot()))
            _say(f"{shot.name}-{size}-{theme}")
            _keep(picture, folder / f"{shot.name}-{size}-{theme}.webp")
        page.close()


def _wanted(role: str, size: str) -> list[Shot]:
    return [shot for shot in SHOTS if shot.role == role and (shot.phone or size != "phone")]


def _keep(picture: Image.Image, file: Path) -> None:
    picture.convert("RGB").save(file, "WEBP", quality=80, method=6)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES)
