"""The log as it is read: in words, filtered, in pages, by those whom it concerns."""

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.actions import settings as edition_settings
from cwf.people import queries
from cwf.people.models import Account
from cwf.people.views.deed_fields import FIELDS
from cwf.people.views.deeds import DEEDS
from cwf.people.views.log import differences, shown_log
from cwf.programme.actions import frame, sessions, speakers
from tests.architecture.source import modules
from tests.browsing import Browser

CODE = re.compile(r"[a-z_]+\.[a-z_]+")
ADA, GRACE = Actor(account_id=1, name="Ada"), Actor(account_id=2, name="Grace 100%")


def enter(actor: Actor, action: str, subject: str, *, at: str = "2026-01-02T03:04:05") -> None:
    with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=UTC), tick=False):
        audit.record(actor, action, scope="edition:1", subject=subject)
        db.session.commit()


def subjects(asked: dict[str, str], *, zone: str = "UTC") -> list[str]:
    log = shown_log(queries.of_edition(1), asked, zone=zone)
    return [entry.subject for entry in log.entries]


def test_every_action_that_is_recorded_has_words() -> None:
    nouns = {code.split(".")[0] for code in DEEDS}
    said = {
        node.value
        for module in modules()
        if module.parts[1:2] in (("actions",), ("sign_in",))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if CODE.fullmatch(node.value) and node.value.split(".")[0] in nouns
    }
    said |= {
        argument.value
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("record", "_note"))
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if CODE.fullmatch(argument.value)
    }
    assert {"account.sign_in", "session.add", "staff.withdraw", "delegation.ask"} <= said
    assert {"check_in.undo", "station.renew", "ticket.hand_out"} <= said
    assert sorted(said - set(DEEDS)) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["three", "two", "one"]),
        ({"who": "ada"}, ["three", "one"]),
        ({"who": "100%"}, ["two"]),
        ({"who": "%"}, ["two"]),
        ({"action": "session.move"}, ["three"]),
        ({"day": "2026-01-03"}, ["three"]),
        ({"day": "2026-01-02"}, ["two", "one"]),
        ({"day": "not a day"}, ["three", "two", "one"]),
        ({"before": "3"}, ["two", "one"]),
        ({"before": "-1"}, ["three", "two", "one"]),
    ],
)
def test_log_is_filtered(app: Flask, asked: dict[str, str], expected: list[str]) -> None:
    enter(ADA, "session.add", "one")
    enter(GRACE, "session.add", "two")
    enter(ADA, "session.move", "three", at="2026-01-03T23:30:00")
    assert subjects(asked) == expected


def test_day_is_that_of_the_zone(app: Flask) -> None:
    enter(ADA, "session.add", "late", at="2026-01-03T23:30:00")
    assert subjects({"day": "2026-01-04"}, zone="Asia/Kolkata") == ["late"]
    assert subjects({"day": "2026-01-03"}, zone="Asia/Kolkata") == []


def test_day_of_an_hour_less_ends_at_its_midnight(app: Flask) -> None:
    """29 March 2026 has 23 hours in Copenhagen: 28 March 23:00 to 29 March 22:00 UTC."""
    enter(ADA, "session.add", "inside", at="2026-03-29T21:59:00")
    enter(ADA, "session.add", "after", at="2026-03-29T22:00:00")
    assert subjects({"day": "2026-03-29"}, zone="Europe/Copenhagen") == ["inside"]


def test_log_comes_in_pages(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for subject in ("one", "two", "three"):
        enter(ADA, "session.add", subject)
    first = shown_log(queries.of_edition(1), {})
    assert ([entry.subject for entry in first.entries], first.older) == (["three", "two"], 2)
    second = shown_log(queries.of_edition(1), {"before": str(first.older)})
    assert ([entry.subject for entry in second.entries], second.older) == (["one"], None)


def test_log_of_an_edition_holds_no_other(app: Flask) -> None:
    audit.record(ADA, "session.add", scope="edition:11", subject="elsewhere")
    audit.record(ADA, "account.sign_in", scope="account:1", subject="own")
    db.session.commit()
    assert subjects({}) == []


def test_differences_are_in_words(app: Flask) -> None:
    before = {"room": "A", "gone_by": 1, "title": {"en": "Old", "da": "Gammel"}}
    after = {"room": "B", "new": ["x", "y"], "title": {"en": "New"}, "stepfree": True}
    with app.test_request_context():
        entry = audit.AuditEntry(action="room.change", before=before, after=after)
        assert differences(entry) == [
            ("room", "A", "B"),
            ("gone by", "1", ""),
            ("title", "en: Old; da: Gammel", "en: New"),
            ("new", "", "x, y"),
            ("stepfree", "", "yes"),
        ]


def test_differences_tell_instants_on_the_clock_of_the_zone(app: Flask) -> None:
    entry = audit.AuditEntry(
        action="slot.move",
        before={"starts": "2028-05-09T08:30:00+00:00"},
        after={"starts": "2028-05-09T09:30:00+01:00", "day": "2028-05-09"},
    )
    with app.test_request_context():
        assert differences(entry, "Europe/Copenhagen") == [
            ("starts", "9 May 2028, 10:30", "9 May 2028, 10:30"),
            ("day", "", "2028-05-09"),
        ]


def test_differences_name_countries_languages_and_what_a_noun_calls_its_own(app: Flask) -> None:
    after = {"country": "GB", "language": "da", "lead": "House of Maybe", "number": 5}
    with app.test_request_context():
        assert differences(audit.AuditEntry(action="delegation.make", after=after)) == [
            ("country", "", "United Kingdom"),
            ("language", "", "Danish"),
            ("led by", "", "House of Maybe"),
            ("how many", "", "5"),
        ]
        assert differences(audit.AuditEntry(action="edition.change", after={"lead": "X"})) == [
            ("lead", "", "X")
        ]


def test_own_log_shows_what_one_did_and_what_was_done_to_one(
    ada: Account, signed_in: Callable[[Account], FlaskClient]
) -> None:
    me = Actor(account_id=ada.id, name="Ada")
    office = Actor(account_id=99, name="Office")
    audit.record(me, "session.add", scope="edition:1", subject="Mine")
    audit.record(office, "account.close", scope=audit.account_scope(ada.id), subject="Done to me")
    audit.record(office, "session.add", scope="edition:1", subject="Not mine")
    db.session.commit()
    page = Browser(signed_in(ada)).get("/en/account/log").text
    assert [text in page for text in ("Mine<", "Done to me", "Not mine")] == [True, True, False]


def test_texts_of_the_log_are_escaped(
    ada: Account, signed_in: Callable[[Account], FlaskClient]
) -> None:
    me = Actor(account_id=ada.id, name="<b>Ada</b>")
    audit.record(
        me, "a.b", scope="network", subject="<script>", after={"<i>": "<img src=x onerror=y>"}
    )
    db.session.commit()
    page = Browser(signed_in(ada)).get("/en/account/log").text
    assert [text in page for text in ("<script>alert", "<img", "<b>Ada", "<i>")] == [False] * 4


@pytest.mark.parametrize(
    "names",
    [
        edition_settings.SETTINGS, edition_settings.DATES, edition_settings.FACT,
        frame.TRACK, frame.VENUE, frame.ROOM,
        speakers.PERSON, speakers.SPEAKER, sessions.CONTENT,
        ("host_region", "hosts", "people", "substitutions", "region", "uuid", "rooms", "slug"),
    ],
)  # fmt: skip
def test_what_the_log_compares_has_a_word(names: tuple[str, ...]) -> None:
    assert sorted(set(names) - {"host_region_id", *FIELDS}) == []
