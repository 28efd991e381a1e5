"""Publishing from the shell."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from tests.programme.conftest import Forum


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


def test_publish_of_nothing_says_so(app: Flask) -> None:
    assert run(app, "none") == (1, "Error: there is no edition none")
