"""The role matrix: every endpoint, asked by every role."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule as Route

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations, heads
from cwf.delegations.models import Delegation
from cwf.delegations.roles import Rank
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account
from cwf.web.access import matrix, rule_of
from tests.architecture.source import ROOT

PASSES, SIGN_IN, NONE, NOT_YOURS = 204, 302, 404, 403
ROLES = ("AN", "AT", "PE", "EO", "other EO", "NS", "head", "deputy")
# What the guard answers to each role, by the rule of the endpoint.
EXPECTED = {
    "public": (PASSES, PASSES, PASSES, PASSES, PASSES, PASSES, PASSES, PASSES),
    "signed in": (SIGN_IN, PASSES, PASSES, PASSES, PASSES, PASSES, PASSES, PASSES),
    "manages something": (SIGN_IN, NONE, PASSES, PASSES, PASSES, PASSES, NONE, NONE),
    "reads the draft": (SIGN_IN, NONE, PASSES, PASSES, NONE, PASSES, NONE, NONE),
    "edits the programme": (SIGN_IN, NONE, PASSES, PASSES, NONE, PASSES, NONE, NONE),
    "runs the edition": (SIGN_IN, NONE, NOT_YOURS, PASSES, NONE, PASSES, NONE, NONE),
    "keeps registrations": (SIGN_IN, NONE, NOT_YOURS, PASSES, NONE, PASSES, NONE, NONE),
    "reads the targets": (SIGN_IN, NONE, PASSES, PASSES, NONE, PASSES, NONE, NONE),
    "checks in": (SIGN_IN, NONE, NOT_YOURS, PASSES, NONE, PASSES, NONE, NONE),
    "secretariat": (SIGN_IN, NONE, NONE, NONE, NONE, PASSES, NONE, NONE),
    "leads the delegation": (SIGN_IN, NONE, NONE, PASSES, NONE, PASSES, PASSES, PASSES),
    "names deputies of the delegation": (
        SIGN_IN,
        NONE,
        NONE,
        PASSES,
        NONE,
        PASSES,
        PASSES,
        NOT_YOURS,
    ),
}
RANKS = {"head": Rank.HEAD, "deputy": Rank.DEPUTY}
SAMPLES = {"edition": "next", "lang": "en"}


@pytest.fixture
def browsers(
    app: Flask, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> dict[str, FlaskClient]:
    """One browser per role."""
    coming, other = Edition(slug="next", year=2027), Edition(slug="2017", year=2017)
    db.session.add_all([coming, other])
    db.session.commit()
    staff = {
        "PE": (coming, StaffRole.EDITOR),
        "EO": (coming, StaffRole.ORGANISER),
        "other EO": (other, StaffRole.ORGANISER),
    }
    found = {"AN": app.test_client()}
    for role in ROLES[1:]:
        one = account(f"{role.replace(' ', '')}@example.org".lower(), secretariat=role == "NS")
        if role in staff:
            edition, name = staff[role]
            db.session.add(
                Staff(edition_id=edition.id, account_id=one.id, role=name, appointed=clock.now())
            )
        if role in RANKS:
            _lead(coming, one, RANKS[role])
        found[role] = signed_in(one)
    return found


def _lead(edition: Edition, account: Account, rank: Rank) -> None:
    """Have an account answer for the delegation that addresses of the matrix name."""
    row = db.session.scalars(select(Delegation)).one_or_none()
    if row is None:
        values = {"name": {"en": "Scotland"}, "country": "GB"}
        row = delegations.make(edition, region_id=None, actor=SYSTEM, at=clock.now(), **values)
        row.uuid = UUID(int=1)
    head = heads.invite(
        row,
        rank=rank,
        name=account.name,
        email=account.email,
        language="en",
        at=clock.now(),
        actor=SYSTEM,
    )
    head.account_id = account.id
    db.session.commit()


def sample(route: Route, name: str) -> object:
    """A value that the converter of an argument takes."""
    converter = route._converters[name]
    kind = type(converter).__name__
    if kind == "UUIDConverter":
        return UUID(int=1)
    if kind == "AnyConverter":
        return sorted(converter.items)[0]  # type: ignore[attr-defined]
    if name in SAMPLES:
        return SAMPLES[name]
    return next(digits for n in range(1, 99) if re.fullmatch(converter.regex, digits := "1" * n))


@pytest.fixture
def routes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """Endpoint, method and a path of every route; the views behind say 204 and nothing else."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    found = []
    adapter = app.url_map.bind("localhost")
    for route in app.url_map.iter_rules():
        rule = rule_of(app, route.endpoint)
        path = adapter.build(
            route.endpoint, {name: sample(route, name) for name in route.arguments}
        )
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((route.endpoint, method, path))
        stub = lambda **arguments: ("", 204)  # noqa: E731
        stub.access = rule  # type: ignore[attr-defined]
        monkeypatch.setitem(app.view_functions, route.endpoint, stub)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_guard_answers_every_role_at_every_endpoint(
    app: Flask,
    browsers: dict[str, FlaskClient],
    routes: list[tuple[str, str, str]],
    role: str,
) -> None:
    rules = matrix(app)
    answers, expected = {}, {}
    for endpoint, method, path in routes:
        answers[endpoint, method] = browsers[role].open(path, method=method).status_code
        expected[endpoint, method] = EXPECTED[rules[endpoint]][ROLES.index(role)]
    # the outbox is a page of the demonstration only
    for endpoint in ("people_outbox.outbox", "people_outbox.one_mail"):
        expected[endpoint, "GET"] = 404
    assert answers == expected


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"Accept": "application/json"}], ids=["fragment", "data"]
)
def test_stranger_asking_for_data_gets_401(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.get("/en/account/", headers=headers).status_code == 401


def test_matrix_is_printed_as_json_and_nothing_else(tmp_path: Path) -> None:
    env = {**os.environ, "CWF_INSTANCE": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "flask", "access", "matrix", "--json"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["people.home"] == "signed in"


def test_public_page_opens_no_session(
    app: Flask, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = signed_in(account("ada@example.org"))
    for path in ("/en/", "/healthz"):
        answer = browser.get(path)
        assert (answer.status_code, "Cookie" in answer.headers.get("Vary", "")) == (200, False)
        assert "Set-Cookie" not in answer.headers
