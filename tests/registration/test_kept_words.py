"""What is kept of somebody in words: no code, no hundredths, no number of a row on the page."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from cwf.database import db
from cwf.people.keeping import Section
from cwf.registration.models import Block, RegistrationTerms
from cwf.registration.views.kept_words import in_lines

QUESTION = UUID(int=7)


@pytest.mark.parametrize(
    ("code", "row", "said"),
    [
        ("registrations", {"edition": "2027"}, [("forum", "Aarhus 2027")]),
        ("registrations", {"edition": "2027", "fee": 12000}, [("fee", "120.00 EUR")]),
        ("registrations", {"standing": "confirmed"}, [("state", "confirmed")]),
        ("registrations", {"channel": "own"}, [("way of registering", "by themselves")]),
        ("registrations", {"payment": "none"}, [("payment", "nothing to pay")]),
        ("person", {"country": "DK"}, [("country", "Denmark")]),
        ("accounts", {"language": "da"}, [("language", "Danish")]),
        ("particulars", {"languages": ["da", "pt"]}, [("languages", "Danish, Portuguese")]),
        ("particulars", {"arrives": "2027-05-18"}, [("arrives", "18 May 2027")]),
        ("particulars", {"arrives_at": "18:02:00"}, [("arrives at", "18:02")]),
        ("particulars", {"photo": False}, [("may be photographed", "no")]),
        (
            "places",
            {"edition": "2027", "group_code": "int+day"},
            [("group", "International, One day")],
        ),
        ("places", {"group_code": "full"}, [("group", "The whole forum")]),
        ("places", {"state": "offered"}, [("state", "is offered a place")]),
        ("places", {"why": "in_turn"}, [("why", "the next in line")]),
        ("places", {"party": str(QUESTION), "uuid": str(QUESTION)}, []),
        (
            "sessions",
            {"seen": "2027-03-01T12:00:00+00:00"},
            [("last seen", "1 March 2027, 12:00 (UTC)")],
        ),
        (
            "places",
            {"edition": "2027", "since": "2027-03-01T12:00:00+00:00"},
            [("since", "1 March 2027, 13:00 (Copenhagen)")],
        ),
        (
            "favourites",
            {"session": {"en": "Opening", "da": "Åbning"}, "slot_uuid": str(QUESTION)},
            [("session", "Opening")],
        ),
        (
            "favourites",
            {"session": {}, "slot_uuid": str(QUESTION)},
            [("session", "in the programme no longer")],
        ),
        ("log", {"action": "account.sign_in"}, [("what was done", "Signed in")]),
        ("deeds", {"deed": "payment"}, [("what was done", "Note the payment")]),
        ("agendas", {"seen": 2}, [("last version looked at", "2")]),
    ],
)
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_page_says_each_value_in_words(
    app: Flask, terms: RegistrationTerms, code: str, row: dict[str, Any], said: list[Any]
) -> None:
    around = [("forum", "Aarhus 2027")] if "edition" in row and len(row) > 1 else []
    with app.test_request_context("/en/"):
        assert in_lines([Section(code=code, title="Kept", rows=(row,))]) == [
            ("Kept", [around + said] if said else [])
        ]


def test_an_answer_is_told_by_the_words_of_its_options(
    app: Flask, terms: RegistrationTerms
) -> None:
    options = [{"code": "making", "text": {"en": "Making"}}, {"code": "living", "text": {"en": "Living"}}]  # fmt: skip  # noqa: E501
    label = {"en": "Which field?"}
    db.session.add(
        Block(uuid=QUESTION, edition_id=terms.edition_id, position=0, kind="choices",
              label=label, hint={}, options=options)
    )  # fmt: skip
    db.session.flush()
    row = {"uuid": str(QUESTION), "question": label, "answer": ["making", "living"]}
    with app.test_request_context("/en/"):
        assert in_lines([Section(code="answers", title="Answers", rows=(row,))]) == [
            ("Answers", [[("question", "Which field?"), ("answer", "Making, Living")]])
        ]


def test_a_file_has_each_value_as_it_is_kept_beside_its_words(confirmed: Any, visitor: Any) -> None:
    kept = visitor.get(f"{confirmed()}/data.json").json["kept"]["registrations"]
    assert [kept["rows"][0]["country"], kept["rows"][0]["category"]] == ["GB", "full"]
    said = {one["name"]: one["value"] for one in kept["in_words"][0]}
    assert [said["country"], said["category"]] == ["United Kingdom", "The whole forum"]
