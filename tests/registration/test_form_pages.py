"""Organisers put the form together: blocks, options, conditions, order; and who may."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.models import Answer, Block
from tests.programme.views.conftest import fields
from tests.registration.conftest import NOW, Visitor
from tests.registration.test_participants import add

PAGES = "/en/manage/editions/2027/form"
Staff = Callable[[str], Visitor]


def put(edition: Edition, kind: str = "text", **values: Any) -> Block:
    """A block straight into the database, at the end."""
    position = len(db.session.scalars(select(Block)).all())
    options = [{"code": code, "text": {"en": code.title()}, **more}
               for code, more in values.pop("options", {}).items()]  # fmt: skip
    made = Block(
        edition_id=edition.id, position=values.pop("position", position), kind=kind,
        label=values.pop("label", {"en": f"Question {position}"}), hint=values.pop("hint", {}),
        options=options, condition=values.pop("condition", {}), uuid=uuid4(), **values,
    )  # fmt: skip
    db.session.add(made)
    db.session.commit()
    return made


def blocks() -> list[Block]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Block).order_by(Block.position, Block.id)))


def labels() -> list[str]:
    return [one.label["en"] for one in blocks() if one.retired is None]


def deeds() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("organiser", 200), ("editor", 403), ("nobody", 404)]
)
def test_form_is_its_organisers(edition: Edition, staff_of: Staff, who: str, status: int) -> None:
    one = put(edition)
    browser = staff_of(who)
    paths = [f"{PAGES}/", f"{PAGES}/preview", f"{PAGES}/new/text", f"{PAGES}/{one.uuid}",
             f"{PAGES}/{one.uuid}/removal"]  # fmt: skip
    assert {browser.get(path).status_code for path in paths} == {status}


def test_foreign_and_unknown_blocks_are_not_found(edition: Edition, staff_of: Staff) -> None:
    other = Edition(slug="2029", year=2029)
    db.session.add(other)
    db.session.commit()
    foreign = put(other)
    browser = staff_of("organiser")
    for uuid in (foreign.uuid, UUID(int=7)):
        assert browser.get(f"{PAGES}/{uuid}").status_code == 404
        assert browser.get(f"{PAGES}/{uuid}/removal").status_code == 404
        for what in ("retirement", "return"):
            answer = browser.post(f"{PAGES}/{uuid}/{what}", {}, page=f"{PAGES}/new/text")
            assert answer.status_code == 404
    assert browser.get(f"{PAGES}/new/poem").status_code == 404
    assert foreign.retired is None


def test_choice_is_made_with_options_in_both_languages(edition: Edition, staff_of: Staff) -> None:
    answer = staff_of("organiser").send(
        f"{PAGES}/new/choice",
        **{
            "label-en": "Dinner", "label-da": "Middag", "hint-en": "On the first evening",
            "required": "y", "text_new1-en": "Yes", "text_new1-da": "Ja", "places_new1": "40",
            "text_new3-en": "No", "categories": ["full", "press"],
        },
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, f"{PAGES}/")
    (made,) = blocks()
    yes, no = made.options
    assert (yes["text"], yes["places"]) == ({"en": "Yes", "da": "Ja"}, 40)
    assert (no["text"], "places" in no) == ({"en": "No"}, False)
    assert yes["code"] != no["code"]
    assert (made.kind, made.label, made.required) == (
        "choice",
        {"en": "Dinner", "da": "Middag"},
        True,
    )
    assert made.condition == {"categories": ["full", "press"]}
    assert deeds() == ["form.add"]


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("text", {"label-en": ""}, "Fill this in"),
        ("choice", {"label-en": "Dinner"}, "A choice needs options"),
        ("choice", {"label-en": "Dinner", "text_new1-en": "Yes"}, "A choice needs options"),
        ("choices", {"label-en": "Dinner", "text_new1-en": "A", "places_new2": "3"},
         "Say what these places are for"),
        ("number", {"label-en": "Size", "least": "9", "most": "3"}, "below the least one"),
        ("text", {"label-en": "Size", "categories": ["king"]}, "Choose from the list only"),
    ],
)  # fmt: skip
def test_block_that_cannot_be_taken_comes_back(
    edition: Edition, staff_of: Staff, kind: str, sent: dict[str, Any], sentence: str
) -> None:
    answer = staff_of("organiser").send(f"{PAGES}/new/{kind}", **{"hint-en": "Kept", **sent})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kept"' in answer.text
    assert blocks() == []


def test_sending_a_new_block_twice_makes_one(edition: Edition, staff_of: Staff) -> None:
    browser = staff_of("organiser")
    values = {**fields(browser.get(f"{PAGES}/new/text").text), "label-en": "Once"}
    assert [browser.post(f"{PAGES}/new/text", values).status_code for _ in range(2)] == [303, 303]
    assert labels() == ["Once"]


def test_condition_is_chosen_from_earlier_choices(edition: Edition, staff_of: Staff) -> None:
    first = put(edition, "choice", options={"yes": {}, "no": {}}, label={"en": "Dinner"})
    second = put(edition, "text", label={"en": "Allergies"})
    put(edition, "choice", options={"a": {}, "b": {}}, label={"en": "Later"})
    browser = staff_of("organiser")
    page = browser.get(f"{PAGES}/{second.uuid}").text
    assert ("Dinner: Yes" in page, "Later: A" in page) == (True, False)
    value = f"{first.uuid.hex}:yes"
    assert browser.send(f"{PAGES}/{second.uuid}", depends=[value]).status_code == 303
    assert blocks()[1].condition == {"block": first.uuid.hex, "options": ["yes"]}
    assert "Only if “Dinner” is: Yes." in browser.get(f"{PAGES}/").text


def test_condition_on_two_questions_is_refused(edition: Edition, staff_of: Staff) -> None:
    values = []
    for name in ("Dinner", "Party"):
        one = put(edition, "choice", options={"yes": {}, "no": {}}, label={"en": name})
        values.append(f"{one.uuid.hex}:yes")
    answer = staff_of("organiser").send(f"{PAGES}/new/text", **{"label-en": "X", "depends": values})
    assert answer.status_code == 422
    assert "Tick options of one question only" in answer.text


def test_two_changes_over_one_version_are_shown_side_by_side(
    edition: Edition, staff_of: Staff
) -> None:
    one = put(edition, label={"en": "First"})
    browser = staff_of("organiser")
    values = fields(browser.get(f"{PAGES}/{one.uuid}").text)
    assert browser.post(f"{PAGES}/{one.uuid}", {**values, "label-en": "Second"}).status_code == 303
    answer = browser.post(f"{PAGES}/{one.uuid}", {**values, "label-en": "Third"})
    assert answer.status_code == 409
    assert labels() == ["Second"]


def test_order_is_changed_by_buttons(edition: Edition, staff_of: Staff) -> None:
    rows = [put(edition, label={"en": name}) for name in "ABC"]
    browser = staff_of("organiser")

    def move(row: Block, to: str) -> list[str]:
        sent = {"slug": row.uuid.hex, "to": to}
        answer = browser.post(f"{PAGES}/order", sent, page=f"{PAGES}/")
        assert answer.status_code == 303
        return labels()

    assert move(rows[2], "up") == ["A", "C", "B"]
    assert move(rows[0], "down") == ["C", "A", "B"]
    assert move(rows[2], "up") == ["C", "A", "B"], "the first one stays"
    assert deeds() == ["form.order"] * 2


def test_order_that_breaks_a_condition_is_told(edition: Edition, staff_of: Staff) -> None:
    first = put(edition, "choice", options={"yes": {}, "no": {}})
    put(edition, condition={"block": first.uuid.hex, "options": ["yes"]})
    browser = staff_of("organiser")
    assert "has a fault" not in browser.get(f"{PAGES}/").text
    browser.post(f"{PAGES}/order", {"slug": first.uuid.hex, "to": "down"}, page=f"{PAGES}/")
    assert "comes later, so nobody is asked" in browser.get(f"{PAGES}/").text
    browser.post(f"{PAGES}/{first.uuid}/retirement", {}, page=f"{PAGES}/")
    assert "is retired, so nobody is asked" in browser.get(f"{PAGES}/").text


def test_retired_block_comes_back_at_the_end(edition: Edition, staff_of: Staff) -> None:
    rows = [put(edition, label={"en": name}) for name in "ABC"]
    browser = staff_of("organiser")
    for _ in range(2):
        browser.post(f"{PAGES}/{rows[0].uuid}/retirement", {}, page=f"{PAGES}/")
        assert labels() == ["B", "C"]
    for _ in range(2):
        browser.post(f"{PAGES}/{rows[0].uuid}/return", {}, page=f"{PAGES}/")
        assert labels() == ["B", "C", "A"]
    assert deeds() == ["form.retire", "form.restore"]


def test_answered_block_is_not_removed(edition: Edition, staff_of: Staff) -> None:
    free, used = put(edition, label={"en": "Free"}), put(edition, label={"en": "Used"})
    who = add(edition, 1)
    db.session.add(Answer(participant_id=who.id, block_id=used.id, value="x", answered=NOW))
    db.session.commit()
    browser = staff_of("organiser")
    assert browser.get(f"{PAGES}/{used.uuid}/removal").status_code == 303
    values = fields(browser.get(f"{PAGES}/{free.uuid}/removal").text)
    for one in (free, used):
        browser.post(f"{PAGES}/{one.uuid}/removal", values)
    assert labels() == ["Used"]


def test_chosen_option_can_be_called_otherwise_and_not_be_taken_away(
    edition: Edition, staff_of: Staff
) -> None:
    one = put(edition, "choice", options={"yes": {}, "no": {}, "maybe": {}})
    who = add(edition, 1)
    db.session.add(Answer(participant_id=who.id, block_id=one.id, value="yes", answered=NOW))
    db.session.commit()
    browser = staff_of("organiser")
    refused = browser.send(f"{PAGES}/{one.uuid}", **{"text_yes-en": ""})
    assert refused.status_code == 422
    assert "1 participant chose this" in refused.text
    taken = browser.send(f"{PAGES}/{one.uuid}", **{"text_yes-en": "Gladly", "text_no-en": ""})
    assert taken.status_code == 303
    assert blocks()[0].options == [
        {"code": "yes", "text": {"en": "Gladly"}}, {"code": "maybe", "text": {"en": "Maybe"}},
    ]  # fmt: skip


def test_preview_shows_the_form_by_category_and_language(edition: Edition, staff_of: Staff) -> None:
    put(
        edition,
        label={"en": "Card number", "da": "Kortnummer"},
        condition={"categories": ["student"]},
    )
    browser = staff_of("organiser")
    assert "Card number" in browser.get(f"{PAGES}/preview?category=student").text
    assert "Card number" not in browser.get(f"{PAGES}/preview?category=press").text
    danish = browser.get(f"{PAGES.replace('/en/', '/da/')}/preview?category=student").text
    assert "Kortnummer" in danish


def test_many_options_are_counted_in_one_statement(edition: Edition) -> None:
    from cwf.registration.queries.blocks import chosen_by

    one = put(edition, "choices", options={"a": {}, "b": {}, "c": {}})
    for number, value in enumerate((["a"], ["a", "b"], ["a", "b"], [])):
        who = add(edition, number)
        db.session.add(Answer(participant_id=who.id, block_id=one.id, value=value, answered=NOW))
    db.session.commit()
    assert chosen_by(edition.id) == {(one.id, "a"): 3, (one.id, "b"): 2}
