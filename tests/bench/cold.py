"""Cold work in CPU time, in this process: a filtered calendar, publishing, and how work grows.

Cold means that nothing of a release is remembered: no bytes on the shelf, no release in memory,
no text made plain before.
"""

import time
from collections.abc import Callable, Iterator

from flask import Flask, current_app
from sqlalchemy import select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.editions.models import Edition
from cwf.i18n import LANGUAGES
from cwf.programme.actions import publishing
from cwf.programme.exports import renderings
from cwf.programme.models import Publication, Session
from cwf.programme.queries import published
from cwf.programme.shown import Shown
from cwf.web import markdown
from cwf.web.artefacts import shelf
from tests.bench.rows import Figure
from tests.bench.stand import SIZES, SLUG, Stand

ROWS = ("filtered ics", "publish", "growth cold")
FILTERED = f"/en/editions/{SLUG}/programme.ics?track=track-1"


def measure(stand: Stand, *, rounds: int) -> Iterator[Figure]:
    """Both sides of every ratio in turn."""
    app = stand.app()
    with app.app_context():
        yield _growth(app, rounds)
        yield _filtered(app, rounds)
        yield _publish(app, rounds)
        db.session.remove()
        db.engine.dispose()


def forget(app: Flask) -> None:
    """Make the next rendering a cold one."""
    shelf().clear()
    app.extensions["cwf_release"].cache_clear()
    markdown.plain.cache_clear()
    db.session.remove()


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that this process spends on it."""
    began = time.process_time()
    work()
    return time.process_time() - began


def release_id(slug: str) -> int:
    """The release of an edition that the public sees."""
    found = db.session.scalar(
        select(Publication.release_id).join(Edition).where(Edition.slug == slug)
    )
    db.session.remove()
    assert found is not None
    return found


def _filtered(app: Flask, rounds: int) -> Figure:
    """The whole request, filter, calendar and gzip, against reading and decoding the release."""
    browser, shown = app.test_client(), release_id(SLUG)

    def ask() -> None:
        answer = browser.get(FILTERED, headers={"Accept-Encoding": "gzip"})
        if answer.status_code != 200:
            raise RuntimeError(f"{FILTERED} answered {answer.status_code}")

    found, cost = [], []
    for _ in range(rounds * 4 + 1):
        forget(app)
        load = cpu(lambda: published.shown(shown))
        forget(app)
        cost.append(cpu(ask))
        found.append(cost[-1] / load)
    return Figure(
        name="filtered ics",
        rounds=tuple(found[1:]),
        note=f"50 of 300 sessions, request and gzip included; {min(cost[1:]) * 1000:.1f} ms of CPU",
    )


def _publish(app: Flask, rounds: int) -> Figure:
    """Draft read, frozen, rendered, stored, swapped; against each file rendered by itself."""
    found, cost = [], []
    for number in range(rounds + 1):
        _change_something(number)
        forget(app)
        cost.append(cpu(_publish_once))
        shown = release_id(SLUG)
        apart = sum(
            _render_cold(app, shown, language, file)
            for language in LANGUAGES
            for file in renderings.TYPES
        )
        found.append(cost[-1] / apart)
    return Figure(
        name="publish",
        rounds=tuple(found[1:]),
        note=f"{min(cost[1:]):.2f} s of CPU; the renders without reading the release",
    )


def _change_something(number: int) -> None:
    session = db.session.scalars(
        select(Session).join(Edition).where(Edition.slug == SLUG).order_by(Session.id)
    ).first()
    assert session is not None
    session.title = {**session.title, "en": f"Another title, {number}"}
    db.session.commit()


def _publish_once() -> None:
    """As `flask programme publish` and the page do."""
    here = select(Edition).where(Edition.slug == SLUG)
    with only_reading():
        edition = db.session.scalars(here).one()
        prepared = publishing.prepare(edition, at=clock.now(), author="Bench", note={})
        shown = Shown(release=prepared.release, before=publishing.latest_release(edition))
        base_url = current_app.extensions["cwf_settings"].base_url
        rendered = list(renderings.render_all(shown, base_url))
    publishing.publish(db.session.scalars(here).one(), prepared, rendered, actor=SYSTEM)
    db.session.commit()


def _render_cold(app: Flask, release: int, language: str, file: str) -> float:
    forget(app)
    shown = published.shown(release)
    base_url = app.extensions["cwf_settings"].base_url
    return cpu(lambda: renderings.render(file, shown, renderings.EVERYTHING, language, base_url))


def _growth(app: Flask, rounds: int) -> Figure:
    """Reading a release and rendering page and calendar, 1,200 sessions ÷ 75: the worse of both."""
    ids = {sessions: release_id(SIZES[sessions]) for sessions in (75, 1200)}

    def cold(sessions: int, file: str) -> float:
        forget(app)
        base_url = app.extensions["cwf_settings"].base_url

        def make() -> None:
            shown = published.shown(ids[sessions])
            renderings.render(file, shown, renderings.EVERYTHING, "en", base_url)

        return cpu(make)

    files = ("programme.html", "programme.ics")
    found = [max(cold(1200, file) / cold(75, file) for file in files) for _ in range(rounds + 1)]
    return Figure(
        name="growth cold", rounds=tuple(found[1:]), note="page or calendar, whichever grows more"
    )
