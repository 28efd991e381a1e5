"""Publishing from the shell."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.programme.cli import publishing
from tests.programme.conftest import Forum
from tests.programme.overtaking import Overtaken


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["programme", "publish", "--edition", *words])
    db.session.rollback()
    return result.exit_code, result.output.strip()


def test_publish_shows_the_draft_once(app: Flask, client: FlaskClient, forum: Forum) -> None:
    assert client.get("/en/editions/2017/programme").status_code == 404
    assert run(app, "2017", "--note", "By hand") == (0, "Release 1 of 2017 is published.")
    assert client.get("/en/editions/2017/programme").status_code == 200
    assert run(app, "2017") == (0, "Nothing is new since the last release of 2017.")
    entry = db.session.scalars(select(AuditEntry).filter_by(action="release.publish")).one()
    assert entry.actor_name == "system"


def test_of_two_at_once_the_second_is_told(
    app: Flask, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Overtaken(app, "2017")
    monkeypatch.setattr(publishing, "renderings", other)
    assert run(app, "2017") == (
        1,
        "Error: the draft was changed or published meanwhile; look at it, and try again",
    )
    assert other.told == "Release 1 of 2017 is published."
    assert run(app, "2017") == (0, "Nothing is new since the last release of 2017.")


def test_publish_of_nothing_says_so(app: Flask) -> None:
    assert run(app, "none") == (1, "Error: there is no edition none")
