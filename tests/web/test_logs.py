"""The log is JSON, whoever speaks, and tells no secret."""

import json
import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from flask import Flask
from flask_security import hash_password

from cwf import jobs
from cwf.database import db
from cwf.people.models import Account
from cwf.web import logs
from tests.architecture.source import ROOT
from tests.browsing import PASSWORD, Browser, link
from tests.people.conftest import mails  # noqa: F401 - a fixture

NEW = {"password": "a river at night", "password_confirm": "a river at night"}


@pytest.fixture
def heard() -> Iterator[None]:
    """Libraries are heard as in a real process, and everything they say down to "debug"."""
    root, showing = logging.getLogger(), warnings.showwarning
    handlers, level = root.handlers[:], root.level
    logging.captureWarnings(False)
    logs.hear_libraries()
    root.setLevel(logging.DEBUG)
    yield
    logging.captureWarnings(False)
    warnings.showwarning = showing
    root.handlers[:], root.level = handlers, level


def test_libraries_speak_the_same(
    app: Flask, heard: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("huey").warning("took %s from ada@example.org", "mail")
    warnings.warn("old", stacklevel=1)
    try:
        raise ValueError("for ada@example.org")
    except ValueError:
        logging.getLogger("gunicorn.error").exception("Error handling request")
    broken = logging.LogRecord("broken", logging.WARNING, "", 1, "%s %s", ("one",), None)
    logs.FromLibraries().emit(broken)
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["logger"], line["level"]) for line in found] == [
        ("huey", "warning"),
        ("py.warnings", "warning"),
        ("gunicorn.error", "error"),
        ("broken", "warning"),
    ]
    assert found[0]["event"] == "took mail from (address)"
    assert found[2]["error"][0]["message"] == "for (address)"
    assert found[3]["event"] == "%s %s"


def test_lines_of_a_job_carry_its_name_and_run(
    app: Flask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        structlog.get_logger().info("on the way")
        raise RuntimeError("broken")

    monkeypatch.setitem(app.extensions["cwf_jobs"], "broken", fail)
    jobs.run_job("broken")
    jobs.run_job("broken")
    found = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in found] == ["on the way", "job failed"] * 2
    assert {line["job"] for line in found} == {"broken"}
    runs = [line["run"] for line in found]
    assert runs[0] == runs[1] != runs[2] == runs[3]


def test_signing_in_leaves_no_secret_in_the_log(
    app: Flask,
    account: Callable[..., Account],
    mails: Callable,  # noqa: F811
    heard: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By link, by password, by a new password, and with each step failing once."""
    capsys.readouterr()
    ada = account("ada.lovelace@example.org", name="Ada Lovelace")
    ada.password = hash_password(PASSWORD)
    db.session.commit()
    browser = Browser(app.test_client())
    browser.sign_in(ada.email, "a wrong password")
    browser.post("/en/account/link", {"email": ada.email})
    browser.post("/en/account/reset", {"email": ada.email})
    by_link, by_reset = (link(mail.body) for mail in mails())
    with app.test_request_context():
        jobs.run_job("mail")
    for path in (by_link, by_link + "x", f"{by_link}?token=1", by_reset):
        browser.get(path)
    browser.post(by_reset, NEW)
    browser.sign_in(ada.email, NEW["password"])
    assert browser.is_signed_in()
    fail_with(app, monkeypatch, f"INSERT … ('{ada.email}', '{by_link}')")
    assert browser.get("/en/account/").status_code == 500
    said = capsys.readouterr().err
    cookies = [one.value for one in browser.client._cookies.values() if len(one.value) > 1]
    assert len(said.splitlines()) > 15
    for secret in (
        "ada.lovelace",
        "Lovelace",
        PASSWORD,
        NEW["password"],
        "a wrong password",
        by_link.rpartition("/")[2],
        by_reset.rpartition("/")[2],
        ada.fs_uniquifier,
        "127.0.0.1",
        *cookies,
    ):
        assert secret not in said


def fail_with(app: Flask, monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    def home(**arguments: object) -> str:
        raise RuntimeError(message)

    home.access = app.view_functions["people.home"].access
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "people.home", home)


def test_without_cleaning_the_test_above_would_fail(
    app: Flask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(logs, "cleaned", lambda text: text)
    structlog.get_logger().warning("mail not sent", error="{'ada@example.org': 550}")
    assert "ada@example.org" in capsys.readouterr().err


def test_a_real_process_speaks_json_only(tmp_path: Path) -> None:
    """Start, migration, a failing statement: each line of standard error is one JSON object."""
    script = (
        "import warnings; from wsgi import app\n"
        "from flask_migrate import upgrade; from cwf.database import db\n"
        "from sqlalchemy import text\n"
        "warnings.warn('old')\n"
        "with app.app_context():\n"
        "    upgrade()\n"
        "    try: db.session.execute(text('INSERT INTO no VALUES (:p)'), {'p': 'hush'})\n"
        "    except Exception as error: app.logger.error('failed: %s', error, exc_info=error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "CWF_INSTANCE": str(tmp_path), "CWF_DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stderr.splitlines()]
    assert {line["logger"] for line in found} >= {"py.warnings", "alembic.runtime.migration"}
    assert found[-1]["event"].startswith("failed: (sqlite3.OperationalError) no such table")
    assert "hush" not in ran.stderr


def test_gunicorn_speaks_json_from_its_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    namespace: dict = {}
    exec((ROOT / "gunicorn.conf.py").read_text(), namespace)
    record = logging.LogRecord("gunicorn.error", logging.INFO, "", 1, "Using %s", ("x",), None)
    line = json.loads(namespace["JsonLines"]().format(record))
    assert (line["event"], line["level"], line["logger"]) == ("Using x", "info", "gunicorn.error")
    assert namespace["logconfig_dict"]["loggers"]["gunicorn.access"]["handlers"] == []
