"""Forms: what is read, what is said, and two people at the same thing."""

from collections.abc import Iterator
from datetime import time
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask_babel import lazy_gettext

from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    Form,
    LineField,
    NewForm,
    NumberField,
    ProseField,
    TextsField,
    TriStateField,
    ZoneField,
)
from cwf.web.forms.fields import read_uuids
from cwf.web.forms.messages import MESSAGES


class RoomForm(Form):
    """A form of every field."""

    name = TextsField("Name", required=True, most=10)
    note = ProseField("Note")
    seats = NumberField("Seats", most=5000)
    loop = TriStateField("Hearing loop")
    opens = ClockField("Opens")
    day = DayField("Day")
    zone = ZoneField("Zone", required=False)
    mark = ChoiceField("Mark", choices=[("", "None"), ("dots", "Dots")])


STANDS = {
    "version": 3,
    "name": {"en": "Small hall", "da": "Lille Sal", "kn": "ಸಭಾಂಗಣ"},
    "note": "",
    "seats": 325,
    "loop": None,
    "opens": time(9, 30),
    "day": None,
    "zone": "",
    "mark": "dots",
}
SENT = {
    "version": "3",
    "name-en": "Small hall",
    "name-da": "Lille Sal",
    "note": "",
    "seats": "325",
    "loop": "",
    "opens": "9.30",
    "day": "",
    "zone": "",
    "mark": "dots",
}


@pytest.fixture
def plain_app(engines: dict[str, Flask | str]) -> Iterator[Flask]:
    """An application for forms: no database is touched."""
    application = engines["sqlite"]
    assert isinstance(application, Flask)
    before = application.config.get("WTF_CSRF_ENABLED", True)
    application.config["WTF_CSRF_ENABLED"] = False
    yield application
    application.config["WTF_CSRF_ENABLED"] = before


def sent(app: Flask, changes: dict[str, Any], *, lang: str = "en") -> RoomForm:
    """The form as submitted with some values other than what stands."""
    with app.test_request_context(f"/{lang}/", method="POST", data={**SENT, **changes}):
        from flask import g

        g.lang = lang
        form = RoomForm(data=STANDS)
        form.validate()
        form.stale_then = form.stale
        form.different = [
            (difference.field.name, difference.theirs, difference.untouched)
            for difference in form.differences
        ]
        form.as_said = {name: str(errors) for name, errors in form.errors.items()}
        form.html = {field.name: str(field()) for field in form if field.type != "TextsField"}
        return form


def test_unchanged_form_says_what_stands(plain_app: Flask) -> None:
    form = sent(plain_app, {})
    values = {key: value for key, value in form.data.items() if key in STANDS}
    assert (values, form.errors, form.stale_then, form.different) == (STANDS, {}, False, [])


@pytest.mark.parametrize(
    ("written", "read"),
    [("9:30", (9, 30)), ("9.30", (9, 30)), ("0930", (9, 30)), ("930", (9, 30)), ("9", (9, 0)),
     (" 23:59 ", (23, 59)), ("00:00", (0, 0))],
)  # fmt: skip
def test_clock_is_read_as_people_write_it(
    plain_app: Flask, written: str, read: tuple[int, int]
) -> None:
    assert sent(plain_app, {"opens": written}).opens.data == time(*read)


@pytest.mark.parametrize("written", ["24:00", "9:60", "half past nine", "9:3", "-1", "99999"])
def test_clock_that_is_none_names_the_way_out(plain_app: Flask, written: str) -> None:
    form = sent(plain_app, {"opens": written})
    assert form.as_said == {"opens": "['Write hours and minutes, such as 9:30, up to 23:59.']"}
    assert f'value="{written}"' in form.html["opens"]


@pytest.mark.parametrize(
    ("written", "number", "errors"),
    [
        ("1 588", 1588, {}),
        ("1,588", 1588, {}),
        ("1.588", 1588, {}),
        ("15,88", None, {"seats": "['Write a whole number, such as 120.']"}),
        ("0.588", None, {"seats": "['Write a whole number, such as 120.']"}),
        ("", None, {}),
        ("many", None, {"seats": "['Write a whole number, such as 120.']"}),
        ("5001", None, {"seats": "['Write a number from 0 to 5000.']"}),
        ("-1", None, {"seats": "['Write a number from 0 to 5000.']"}),
        ("٣", None, {"seats": "['Write a whole number, such as 120.']"}),
    ],
)
def test_number_is_read_within_its_bounds(
    plain_app: Flask, written: str, number: int | None, errors: dict[str, str]
) -> None:
    form = sent(plain_app, {"seats": written})
    assert (form.seats.data, form.as_said) == (number, errors)


@pytest.mark.parametrize(("written", "read"), [("yes", True), ("no", False), ("", None)])
def test_three_states_are_kept_apart(plain_app: Flask, written: str, read: bool | None) -> None:
    assert sent(plain_app, {"loop": written}).loop.data is read


def test_fourth_state_is_refused(plain_app: Flask) -> None:
    assert sent(plain_app, {"loop": "maybe"}).as_said == {"loop": "['Choose one of the list.']"}


def test_texts_keep_languages_that_are_not_shown_and_drop_empty_ones(plain_app: Flask) -> None:
    form = sent(plain_app, {"name-en": "  Big\u0000   hall ", "name-da": " "})
    assert form.name.data == {"en": "Big hall", "kn": "ಸಭಾಂಗಣ"}


def test_texts_are_composed(plain_app: Flask) -> None:
    assert sent(plain_app, {"name-da": "A\u030aben"}).name.data["da"] == "Åben"


def test_first_language_is_required(plain_app: Flask) -> None:
    form = sent(plain_app, {"name-en": " "})
    assert {tag: list(map(str, said)) for tag, said in form.errors["name"].items()} == {
        "en": ["Fill this in."]
    }


def test_long_text_says_how_long_it_may_be(plain_app: Flask) -> None:
    form = sent(plain_app, {"name-da": "En meget lille sal"})
    assert form.errors["name"] == {"da": ["Shorten this to 10 characters."]}


def test_own_failure_stands_at_the_first_language(plain_app: Flask) -> None:
    form = sent(plain_app, {})
    form.fail("name", "Another room has this name.")
    form.fail("seats", "Too few.")
    form.fail("nothing", "Of the whole.")
    assert form.errors == {
        "name": {"en": ["Another room has this name."]},
        "seats": ["Too few."],
        "": ["Of the whole."],
    }


def test_other_zone_is_refused(plain_app: Flask) -> None:
    assert sent(plain_app, {"zone": "Europe/Atlantis"}).as_said == {
        "zone": "['Choose one of the list.']"
    }


def test_day_that_is_none_names_the_way_out(plain_app: Flask) -> None:
    assert sent(plain_app, {"day": "31 November"}).as_said == {
        "day": "['Write a day, such as 2017-11-01.']"
    }


@pytest.mark.parametrize("version", ["2", "4", "", "x", "٣"])
def test_other_version_is_stale(plain_app: Flask, version: str) -> None:
    assert sent(plain_app, {"version": version}).stale_then


def test_differences_say_what_stands_in_words(plain_app: Flask) -> None:
    changes = {"name-en": "Hall", "opens": "10:00", "mark": "", "loop": "yes", "seats": ""}
    assert sent(plain_app, changes).different == [
        ("name", [("en", "Small hall"), ("da", "Lille Sal"), ("kn", "ಸಭಾಂಗಣ")], False),
        ("seats", [(None, "325")], False),
        ("loop", [], False),
        ("opens", [(None, "09:30")], False),
        ("mark", [(None, "Dots")], False),
    ]


def test_field_that_was_left_alone_is_told_from_one_that_was_changed(plain_app: Flask) -> None:
    with plain_app.test_request_context("/en/"):
        shown = RoomForm(formdata=None, data={**STANDS, "seats": 300, "opens": None})
        seen = str(shown.seen._value())
    form = sent(plain_app, {"seen": seen, "seats": "300", "opens": "10:00"})
    assert [(name, untouched) for name, _theirs, untouched in form.different] == [
        ("seats", True),
        ("opens", False),
    ]


def test_taken_fields_keep_what_stands(plain_app: Flask) -> None:
    form = sent(
        plain_app, {"name-en": "Hall", "seats": "1", "take": ["name", "version", "csrf_token"]}
    )
    assert (form.name.data, form.seats.data, form.version.data) == (STANDS["name"], 1, 3)


def test_key_is_kept_when_sent_and_new_when_not(plain_app: Flask) -> None:
    key = "0d9e6ad1c0f14a3b8a5a5c6d7e8f9012"
    keys = []
    for data in ({"key": key}, {"key": "x"}, {}):
        with plain_app.test_request_context("/en/", method="POST", data={"a": "b", **data}):
            keys.append(NewForm().key.data)
    assert keys[0] == key
    assert len({*keys}) == 3
    assert all(len(one) == 32 for one in keys)


def test_words_of_wtforms_are_ours(plain_app: Flask) -> None:
    class Small(Form):
        name = LineField("Name")
        other = ChoiceField("Other", choices=[("a", "A")])

    with plain_app.test_request_context("/en/", method="POST", data={"name": "x", "other": "b"}):
        form = Small()
        form.validate()
        assert form.errors == {"other": ["Choose one of the list."]}
    assert {type(said) for said in MESSAGES.values()} == {type(lazy_gettext("x"))}


def test_what_is_no_uuid_counts_for_nothing() -> None:
    first, second = UUID(int=1), UUID(int=2)
    sent = [second.hex, "", "1", f"{first}", "g" * 32, "\0", str(second)]
    assert read_uuids(sent) == [second, first, second]
