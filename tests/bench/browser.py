"""The complete programme in a browser that has never been here: requests and bytes on the wire.

A stranger in Chromium. Web fonts and pictures are left aside, as is the live fragment, which is
asked for again and again anyhow. Bytes are those of whole answers, headers included.
"""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.rows import Figure
from tests.bench.serving import Server
from tests.bench.stand import SLUG
from tests.bench.warm import programme
from tests.journeys.conftest import CHROMIUM, FLAGS

ROWS = ("cold browser bytes", "cold browser requests")
ASIDE = ("Font", "Image")


def measure(planner: Server, *, rounds: int) -> Iterator[Figure]:
    """Each round a browser context of its own; KB are 1,000 bytes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visits = [_visit(browser, planner) for _ in range(rounds)]
        browser.close()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(sum(visit.values()) / 1000 for visit in visits),
        note=", ".join(f"{_name(url)} {size / 1000:.1f}" for url, size in visits[-1].items()),
    )
    yield Figure(name=ROWS[1], rounds=tuple(len(visit) for visit in visits))


def _visit(browser: Any, planner: Server) -> dict[str, int]:
    """Bytes by address of all that counts."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    asked: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: (event["type"], event["request"]["url"])}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    session.send("Network.enable")
    page.goto(f"http://127.0.0.1:{planner.port}{programme(SLUG)}", wait_until="networkidle")
    rows = page.locator("article").count()
    context.close()
    if rows < 300:
        raise RuntimeError(f"the page shows {rows} sessions, not 300")
    return {
        url: sizes[request]
        for request, (kind, url) in asked.items()
        if kind not in ASIDE and not url.endswith("/live") and not url.startswith("data:")
    }


def _name(url: str) -> str:
    return url.rpartition("/")[2].partition("?")[0]
