"""What hosts need to know: of whom what is expected, who says it, and that no log tells it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from cwf.audit import SYSTEM, AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.particulars import set_all, set_particulars
from cwf.registration.categories import Category
from cwf.registration.diets import CODES, Diet, read_diet
from cwf.registration.models import Particulars
from cwf.registration.particulars import (
    FIELDS,
    Need,
    Said,
    asked_fields,
    expected,
    is_stray,
    leaves_too_early,
    missing,
)
from cwf.registration.parts import OwnPart
from cwf.registration.queries.particulars import said_of, said_of_all
from tests.programme.views.conftest import fields
from tests.registration.conftest import MANAGE, NOW, Visitor, rows
from tests.registration.test_participants import add

Make = Callable[..., str]
ALL = (Need.DIET, Need.ACCESS, Need.PHOTO, Need.LISTED)
STAY = (Need.ARRIVAL, Need.DEPARTURE)
DAY = date(2027, 5, 19)


@pytest.mark.parametrize(
    ("category", "role", "needs"),
    [
        (Category.FULL, "", ALL),
        (Category.PRESS, "", ALL),
        (Category.SPEAKER, "", (*ALL, Need.LANGUAGES, *STAY)),
        (Category.DELEGATE, "official", (*ALL, Need.LANGUAGES, *STAY)),
        (Category.DELEGATE, "accompanying", (*ALL, *STAY)),
        (Category.STUDENT, "business", (*ALL, Need.LANGUAGES, *STAY)),
    ],
)
def test_guests_are_asked_for_their_stay(
    category: Category, role: str, needs: tuple[Need, ...]
) -> None:
    assert expected(category, role) == needs
    assert missing(None, category, role) == needs


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (Said(), ALL),
        (Said(diet="", access="", photo=False, listed=False), ()),
        (Said(diet="vegan", photo=True), (Need.ACCESS, Need.LISTED)),
    ],
)
def test_no_and_nothing_are_answers(said: Said, left: tuple[Need, ...]) -> None:
    assert missing(said, Category.FULL) == left


def test_birth_is_asked_of_students_of_delegations_alone() -> None:
    asked = {role: "born" in asked_fields(Category.DELEGATE, role) for role in ("student", "press")}
    assert asked == {"student": True, "press": False}
    assert asked_fields(Category.FULL) == (
        "title", "phone", "diet", "access", "photo", "listed",
    )  # fmt: skip


@given(
    st.lists(st.sampled_from(CODES), unique=True),
    st.text(alphabet="abc ,é", max_size=20).map(str.strip).filter(lambda text: text not in CODES),
)
def test_diet_is_read_as_it_was_kept(codes: list[str], words: str) -> None:
    diet = Diet(codes=tuple(code for code in CODES if code in codes), words=words)
    if diet.codes or "," not in words:
        assert read_diet(diet.kept()) == diet


@pytest.mark.parametrize(
    ("text", "diet"),
    [
        ("", Diet()),
        ("Vegan, Gluten-Free", Diet(codes=("vegan", "gluten-free"))),
        ("vegan and no mushrooms", Diet(words="vegan and no mushrooms")),
        ("vegan; no mushrooms; ever", Diet(codes=("vegan",), words="no mushrooms; ever")),
    ],
)
def test_diet_of_a_list_is_understood_or_left_as_it_is(text: str, diet: Diet) -> None:
    assert read_diet(text) == diet


@pytest.mark.parametrize(
    ("said", "early"),
    [
        (Said(arrives=DAY, departs=DAY - timedelta(days=1)), True),
        (Said(arrives=DAY, departs=DAY), False),
        (Said(arrives=DAY, arrives_at=time(9), departs=DAY, departs_at=time(9)), True),
        (Said(arrives=DAY, arrives_at=time(9), departs=DAY, departs_at=time(9, 1)), False),
        (Said(arrives=DAY, arrives_at=time(9), departs=DAY), False),
        (Said(departs=DAY), False),
    ],
)
def test_departure_follows_arrival(said: Said, early: bool) -> None:
    assert leaves_too_early(said) is early


@pytest.mark.parametrize(("days", "stray"), [(-61, True), (-60, False), (61, False), (62, True)])
def test_stay_may_lie_beyond_the_forum_within_reason(days: int, stray: bool) -> None:
    assert is_stray(DAY + timedelta(days=days), DAY, DAY + timedelta(days=1)) is stray
    assert is_stray(DAY + timedelta(days=days), None, None) is False


def particulars() -> dict[str, Any]:
    """What the one row says."""
    db.session.rollback()
    db.session.expire_all()
    row = db.session.scalars(select(Particulars)).one()
    return {name: getattr(row, name) for name in (*FIELDS, "completed")}


NEEDS = {
    "diet": ["vegan", "no-nuts"], "diet_words": "no mushrooms", "access_none": "y", "access": "",
    "photo": "no", "listed": "yes", "title": "Director", "phone": "+44 20 7946 0000",
}  # fmt: skip


def test_participant_says_what_they_need(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    before = stranger.get(path).text
    assert "Not said yet: Diet, Access needs, Photographs, List of participants" in before
    answer = stranger.send(f"{path}/needs", **NEEDS)
    assert (answer.status_code, answer.location) == (303, path)
    assert particulars() == {
        **dict.fromkeys(FIELDS), "title": "Director", "phone": "+44 20 7946 0000",
        "diet": "vegan, no-nuts; no mushrooms", "access": "", "photo": False, "listed": True,
        "arrival": "", "departure": "", "lodging": "", "completed": NOW,
    }  # fmt: skip
    after = stranger.get(path).text
    assert "Not said yet" not in after
    assert "Vegan, No nuts; no mushrooms" in after
    kept = fields(stranger.get(f"{path}/needs").text)
    assert (kept["photo"], kept["listed"]) == ("no", "yes")


def test_consent_is_never_preticked(app: Flask, confirmed: Make) -> None:
    page = Visitor(app.test_client()).get(f"{confirmed()}/needs").text
    assert page.count('type="radio"') == 4
    assert page.count("checked") == 0


def test_saying_nothing_is_not_an_answer(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    assert Visitor(app.test_client()).send(f"{path}/needs", title="Chair").status_code == 303
    said = particulars()
    assert [said[name] for name in ("diet", "access", "photo", "listed", "completed")] == [None] * 5


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"diet": ["nothing", "vegan"]}, "Untick “Nothing special”"),
        ({"access_none": "y", "access": "A ramp"}, "leave the needs empty"),
        ({"diet": ["stones"]}, "Choose from the list only"),
        ({"photo": "perhaps"}, "Choose one of the list"),
        ({"phone": "1" * 41}, "Shorten this to 40 characters"),
    ],
)
def test_needs_that_cannot_be_taken_come_back(
    app: Flask, confirmed: Make, wrong: dict[str, Any], sentence: str
) -> None:
    answer = Visitor(app.test_client()).send(f"{confirmed()}/needs", **{"title": "Kept", **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kept"' in answer.text
    assert db.session.scalars(select(Particulars)).all() == []


@pytest.mark.parametrize(
    ("stay", "sentence"),
    [
        ({"arrives": "2027-05-19", "departs": "2027-05-18"}, "This is before the arrival"),
        ({"arrives_at": "9:30"}, "Choose the day, too"),
        ({"arrives": "2026-05-19"}, "That is far from the forum, 19–20 May 2027"),
    ],
)
def test_stay_that_cannot_be_is_refused(
    app: Flask, confirmed: Make, stay: dict[str, str], sentence: str
) -> None:
    path = delegate(confirmed)
    answer = Visitor(app.test_client()).send(f"{path}/needs", **stay)
    assert answer.status_code == 422
    assert sentence in answer.text


def delegate(confirmed: Make) -> str:
    """The link of somebody who comes with a delegation."""
    path = confirmed()
    (row,) = rows()
    row.category = Category.DELEGATE
    db.session.commit()
    return path


def test_stay_lies_beyond_the_forum(app: Flask, confirmed: Make) -> None:
    path = delegate(confirmed)
    stay = {"arrives": "2027-05-15", "arrives_at": "1.30", "arrival": "SK 1", "languages": ["kn"],
            "departs": "2027-05-25"}  # fmt: skip
    assert Visitor(app.test_client()).send(f"{path}/needs", **stay).status_code == 303
    said = said_of(rows()[0].id)
    assert said == Said(
        arrives=date(2027, 5, 15), arrives_at=time(1, 30), arrival="SK 1", languages=("kn",),
        departs=date(2027, 5, 25),
    )  # fmt: skip


def test_page_names_all_who_read_what_one_says(app: Flask, confirmed: Make) -> None:
    alone = f"{confirmed()}/needs"
    assert "Hosts use this to cook" in Visitor(app.test_client()).get(alone).text
    rows()[0].category = Category.DELEGATE
    db.session.commit()
    assert (
        "Hosts and the heads of your delegation use this to cook"
        in Visitor(app.test_client()).get(alone).text
    )


def test_member_is_first_asked_for_what_hosts_need(app: Flask, confirmed: Make) -> None:
    path = delegate(confirmed)
    stranger = Visitor(app.test_client())
    asked = stranger.get(path).text
    assert "What comes next: say when you come" in asked
    stay = {**NEEDS, "languages": ["da"], "arrives": "2027-05-15", "departs": "2027-05-25"}
    assert stranger.send(f"{path}/needs", **stay).status_code == 303
    said = stranger.get(path).text
    assert "What comes next: look through the programme" in said
    assert "What comes next: say when you come" not in said


def test_role_of_a_higher_slice_decides_what_is_asked(app: Flask, confirmed: Make) -> None:
    path = delegate(confirmed)
    part = OwnPart(template="registration/_mine.html", data={"registrations": []}, role="student")
    app.extensions["cwf_own_parts"].append(lambda row: part)
    try:
        stranger = Visitor(app.test_client())
        assert 'name="born"' in stranger.get(f"{path}/needs").text
        assert "Your registrations" in stranger.get(path).text
    finally:
        app.extensions["cwf_own_parts"].pop()
    assert 'name="born"' not in stranger.get(f"{path}/needs").text


def test_two_who_say_the_first_thing_are_shown_both(app: Flask, confirmed: Make) -> None:
    path = f"{confirmed()}/needs"
    stranger = Visitor(app.test_client())
    values = fields(stranger.get(path).text)
    assert stranger.post(path, {**values, "diet_words": "First"}).status_code == 303
    answer = stranger.post(path, {**values, "diet_words": "Second"})
    assert answer.status_code == 409
    assert "First" in answer.text
    assert particulars()["diet"] == "First"


def test_log_tells_which_fields_and_never_what(app: Flask, confirmed: Make) -> None:
    Visitor(app.test_client()).send(f"{confirmed()}/needs", **NEEDS)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "registration.particulars")
    ).one()
    assert (entry.before, entry.after) == (
        None, {"fields": ["title", "phone", "diet", "access", "photo", "listed"]},
    )  # fmt: skip


def test_saying_the_same_again_changes_nothing(app: Flask, confirmed: Make) -> None:
    path = f"{confirmed()}/needs"
    stranger = Visitor(app.test_client())
    for _ in range(2):
        stranger.send(path, **NEEDS)
    found = select(AuditEntry).where(AuditEntry.action == "registration.particulars")
    assert len(db.session.scalars(found).all()) == 1


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("organiser", 200), ("editor", 403), ("nobody", 404)]
)
def test_needs_are_read_by_those_who_keep_registrations(
    edition: Edition, staff_of: Callable[[str], Visitor], who: str, status: int
) -> None:
    row = add(edition, 1)
    assert staff_of(who).get(f"{MANAGE}/{row.uuid}/needs").status_code == status


def test_organiser_writes_needs_down(edition: Edition, staff_of: Callable[[str], Visitor]) -> None:
    row = add(edition, 1, name="Bo Carlsen")
    browser = staff_of("organiser")
    answer = browser.send(f"{MANAGE}/{row.uuid}/needs", access="A ramp", photo="yes")
    assert (answer.status_code, answer.location) == (303, f"{MANAGE}/{row.uuid}")
    assert (particulars()["access"], particulars()["photo"]) == ("A ramp", True)
    assert "A ramp" in browser.get(f"{MANAGE}/{row.uuid}").text


def test_many_are_set_with_few_statements(edition: Edition) -> None:
    people = [add(edition, number) for number in range(40)]
    said = [(one, {"diet": "vegan", "listed": True}, "") for one in people]
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *what: seen.append(what[2]))
    for one in people:
        assert one.person.name
    seen.clear()
    set_all(said, at=NOW, actor=SYSTEM)
    db.session.flush()
    own = [one.split()[0] for one in seen if "audit_entries" not in one]
    assert own == ["SELECT", "INSERT"]
    db.session.commit()
    kept = said_of_all([one.id for one in people])
    assert set(kept.values()) == {Said(diet="vegan", listed=True)}
    assert len(kept) == 40


def test_unknown_field_is_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="no field of particulars: version"):
        set_particulars(add(edition, 1), {"version": 7}, at=NOW, actor=SYSTEM)
