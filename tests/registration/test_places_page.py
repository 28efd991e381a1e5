"""The organiser's page of places: the tree, its numbers, and who is international."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.audit import SYSTEM, AuditEntry
from cwf.clock import now
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import admission_of, open_places
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.places import give_up
from cwf.registration.categories import Category
from cwf.registration.models import Participant
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.nodes import nodes
from tests.registration.conftest import Visitor

PLACES = "/en/manage/editions/2027/registration-places"


@pytest.fixture
def olga(staff_of: Callable[[str], Visitor], noon: Any) -> Visitor:
    """The organiser."""
    return staff_of("organiser")


@pytest.fixture
def people(confirmed: Callable[..., str], edition: Edition) -> list[int]:
    """Two from abroad and one from Denmark; the country of the forum is Denmark."""
    edition.country = "DK"
    db.session.commit()
    for name, country in (("Ada", "GB"), ("Bo", "SE"), ("Cai", "DK")):
        confirmed(name=name, email=f"{name}@example.org", country=country)
    return list(db.session.scalars(select(Participant.id).order_by(Participant.id)))


def root_of(edition: Edition) -> int:
    found = admission_of(edition.id)
    assert found
    assert found.root_id
    return found.root_id


def figures(edition: Edition) -> dict[str, tuple[int | None, int]]:
    db.session.rollback()
    root = root_of(edition)
    return {one.group: (one.capacity, one.taken) for one in nodes(root, now())}


def test_whoever_takes_part_has_a_place_from_the_first_bound_on(
    olga: Visitor, people: list[int], edition: Edition
) -> None:
    assert "There is no bound yet" in olga.get(PLACES).text
    shown = olga.send(f"{PLACES}/total", capacity="2")
    assert shown.status_code == 303
    assert figures(edition) == {"": (2, 3)}
    assert untrue() == []
    assert "1 over" in olga.get(PLACES).text
    sent = olga.send(
        f"{PLACES}/group/int", capacity="5", until_day="2027-04-01", until_hour="12:00"
    )
    assert sent.status_code == 303
    assert figures(edition) == {"": (2, 3), "int": (5, 2)}
    page = olga.get(PLACES).text
    assert "3 granted beyond" in page
    assert olga.send(f"{PLACES}/group/+full", capacity="40").status_code == 303
    assert figures(edition)["+full"] == (40, 3)
    assert olga.send(f"{PLACES}/group/+full", capacity="").status_code == 303
    assert set(figures(edition)) == {"", "int"}
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc()))
    assert list(deeds)[:4] == ["places.drop", "places.grant", "places.grant", "places.open"]


def test_who_would_be_over_is_named_before(
    olga: Visitor, people: list[int], edition: Edition
) -> None:
    olga.send(f"{PLACES}/total", capacity="9")
    shown = olga.send(f"{PLACES}/total", capacity="1")
    assert shown.status_code == 422
    assert "2 people would be over." in shown.text
    assert "Say that you mean it." in shown.text
    assert figures(edition) == {"": (9, 3)}
    assert olga.send(f"{PLACES}/total", capacity="1", sure="y").status_code == 303
    assert figures(edition) == {"": (1, 3)}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"capacity": "many"}, "number"),
        ({"capacity": "3", "until_hour": "12:00"}, "Choose the day, too."),
        ({"capacity": "3", "keeps": "bound", "until_day": "2027-04-01"}, "Leave the day empty."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    olga: Visitor, people: list[int], sent: dict[str, str], said: str
) -> None:
    olga.send(f"{PLACES}/total", capacity="9")
    shown = olga.send(f"{PLACES}/group/int", **sent)
    assert shown.status_code == 422
    assert said in shown.text


def test_over_an_older_number_both_are_shown(
    olga: Visitor, people: list[int], edition: Edition
) -> None:
    olga.send(f"{PLACES}/total", capacity="9")
    root = root_of(edition)
    put_node(root, "int", capacity=4, until=None, at=now())
    db.session.commit()
    shown = olga.send(f"{PLACES}/group/int", capacity="5", version="1")
    assert shown.status_code == 409
    assert figures(edition)["int"] == (4, 2)


def test_another_definition_counts_everybody_anew(
    olga: Visitor, people: list[int], edition: Edition
) -> None:
    olga.send(f"{PLACES}/total", capacity="9")
    olga.send(f"{PLACES}/group/int", capacity="5")
    shown = olga.send(f"{PLACES}/international", home="dk, QQ")
    assert shown.status_code == 422
    assert "No country has this code: QQ." in shown.text
    assert olga.send(f"{PLACES}/international", home="dk, se").status_code == 303
    assert figures(edition) == {"": (9, 3), "int": (5, 1)}
    assert "Denmark, Sweden" in olga.get(PLACES).text
    assert untrue() == []
    assert olga.send(f"{PLACES}/international", home="dk, se, gb").status_code == 303
    assert figures(edition) == {"": (9, 3), "int": (5, 0)}
    assert olga.send(f"{PLACES}/international", home="").status_code == 303, "two at once"
    assert figures(edition) == {"": (9, 3), "int": (5, 2)}
    assert untrue() == []


def test_nodes_of_others_bear_their_names(
    app: Flask,
    olga: Visitor,
    people: list[int],
    edition: Edition,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words_of = [lambda edition_id, groups, language: {"int/d1": "Catalonia"}]
    monkeypatch.setitem(app.extensions, "cwf_node_words", words_of)
    olga.send(f"{PLACES}/total", capacity="9")
    root = root_of(edition)
    put_node(root, "int/d1", capacity=4, until=None, at=now())
    put_node(root, "int/d2", capacity=4, until=None, at=now())
    db.session.commit()
    page = olga.get(PLACES).text
    assert "Catalonia" in page
    assert "int/d2" in page
    assert "Places: Catalonia" in olga.get(f"{PLACES}/group/int/d1").text


def test_groups_of_which_nobody_is_are_folded_once_somebody_is_there(
    olga: Visitor, people: list[int], edition: Edition
) -> None:
    def folded() -> tuple[str, str]:
        before, _summary, after = olga.get(PLACES).text.partition('<details class="section"')
        return before, after

    olga.send(f"{PLACES}/total", capacity="9")
    root = root_of(edition)
    put_node(root, "int/d1", capacity=4, until=None, at=now())
    put_node(root, "int", capacity=6, until=None, at=now())
    db.session.commit()
    told, rest = folded()
    assert 'group/int"' in told
    assert "1 group of which nobody has a place or waits" in rest
    assert ("group/int/d1" in told, "group/int/d1" in rest) == (False, True)
    for row in db.session.scalars(select(Participant)):
        give_up(root, row.id, at=now())
    db.session.commit()
    told, _rest = folded()
    assert "group/int/d1" in told, "of a forum with nobody in it all is shown"


def test_what_is_not_there_is_not_found(olga: Visitor, edition: Edition) -> None:
    assert olga.get(f"{PLACES}/group/int").status_code == 404
    open_places(edition, 9, now(), SYSTEM)
    db.session.commit()
    assert olga.get(f"{PLACES}/group/int").status_code == 200
    assert olga.get(f"{PLACES}/group/int/d9").status_code == 404
    assert olga.get(f"{PLACES}/group/+nobody").status_code == 404


def test_people_of_others_are_seated_in_their_groups(
    app: Flask, people: list[int], edition: Edition
) -> None:
    open_places(edition, None, now(), SYSTEM, groups={people[0]: "int/d1/official+delegate"})
    db.session.commit()
    root = root_of(edition)
    put_node(root, "int/d1", capacity=2, until=None, at=now())
    put_node(root, f"+{Category.DELEGATE}", capacity=2, until=None, across=True, at=now())
    assert {one.group: one.taken for one in nodes(root, now())} == {
        "": 3, "int/d1": 1, "+delegate": 1,
    }  # fmt: skip
