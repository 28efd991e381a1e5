"""The running application with the demonstration in it, and a browser to walk through it.

One browser serves all journeys of a worker. The demonstration is loaded once, into a database
file that each module of journeys copies: what one leaves behind (a full forum, a release) meets no
other.
"""

import fcntl
import os
import shutil
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from werkzeug.serving import make_server

from cwf import clock, create_app, jobs
from cwf.database import db
from cwf.demo import accounts, loading
from tests.conftest import CI, settings_for

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000  # milliseconds; how long a busy machine may take is no matter here
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that stands in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass(kw_only=True)
class Site:
    """The running application, and who may sign in to it."""

    app: Flask
    url: str
    passwords: dict[str, tuple[str, str]]
    states: dict[str, Any] = field(default_factory=dict)

    def work(self, job: str) -> None:
        """Do one job, as the worker would."""
        with self.app.app_context():
            jobs.run_job(job)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demonstration, made by whichever worker comes first."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    made = folder / "demonstration.sqlite"
    with (folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _load(tmp_path_factory.mktemp("loading"), made)
    return made


def _load(instance: Path, made: Path) -> None:
    file = instance / "cwf.sqlite"
    app = create_app(settings_for(instance, f"sqlite:///{file}"))
    with app.app_context():
        upgrade()
        now = clock.now()
        for _ in loading.load(now=now):
            db.session.commit()
        accounts.add_accounts(now=now)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(file) as source:
        source.execute("VACUUM INTO ?", (str(made),))


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application, served on a free port of this machine."""
    with served(demonstration, tmp_path_factory.mktemp("site")) as made:
        yield made


@contextmanager
def served(demonstration: Path, instance: Path) -> Iterator[Site]:
    """The application on a copy of the demonstration, for as long as this is open."""
    shutil.copy(demonstration, instance / "cwf.sqlite")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = settings_for(instance, f"sqlite:///{instance / 'cwf.sqlite'}")
    url = f"http://localhost:{port}"
    app = create_app(replace(told, port=port, base_url=url, demo=True))
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    passwords = {one["role"]: (one["email"], one["password"]) for one in accounts.told()}
    yield Site(app=app, url=url, passwords=passwords)
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if CHROMIUM is None:
        assert not CI, "Chromium is absent"
        pytest.skip("Chromium is absent")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(site: Site, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page: `tab()` as a stranger, `tab("organiser", viewport=PHONE)` as one signed in.

    A script that fails, or anything that the security policy refuses, fails the test.
    `cut`: the test cuts the connection, of which the browser complains by itself.
    """
    contexts, faults = [], list[str]()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            faults.append(message.text)

    def open_one(role: str = "", *, cut: bool = False, **more: Any) -> Page:
        options = {"viewport": DESK, "base_url": site.url, "locale": "en-GB", **more}
        if role:
            options["storage_state"] = site.states.get(role) or _sign_in(site, chromium, role)
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if not cut:
            page.on("console", heard)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


def _sign_in(site: Site, chromium: Browser, role: str) -> Any:
    """By the form, as a person does; the cookies serve all further pages of the role."""
    context = chromium.new_context(base_url=site.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/en/account/login")
    email, password = site.passwords[role]
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/account/login" not in address)
    state = site.states[role] = context.storage_state()
    context.close()
    return state
