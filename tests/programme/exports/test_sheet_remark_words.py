"""Remarks about sheets in words."""

import pytest
from flask import Flask

from cwf.programme.exports.remark_words import tell
from cwf.programme.exports.sheet_remark_words import MADE, UNKNOWN, WORDS
from cwf.programme.incoming import Noun, Remark
from cwf.programme.sheets.remarks import Code

DATA = {
    "limit": "20", "value": "Stor Sal", "perhaps": "Store Sal", "known": "Store Sal, Lille Sal",
    "what": "room", "field": "title", "noun": "session", "count": "7", "other": "5", "row": "9",
    "one": "02:30+02:00", "earlier": "01:30", "later": "03:30", "time": "02:30", "start": "9:00",
    "least": "0", "most": "300", "length": "301", "name": "Coffee",
}  # fmt: skip
SAID = {
    Code.FORMULA: "This cell holds a formula. Paste its value instead.",
    Code.UNKNOWN: "There is no room called Stor Sal. Did you mean Store Sal?",
    Code.GAP: "There is no 02:30 that night, for the clocks go forward. Write 01:30 or 03:30.",
    Code.OLD_EXCEL: "This is the old format of Excel (.xls). Save it as .xlsx and send it again.",
    Code.MORE: "There are 7 further remarks. Mend these first.",
    Code.REQUIRED: "The title is missing. Write one, in one language at least.",
    Code.NO_NAME_COLUMN: "No column has the titles of the sessions. Choose the one that does.",
}


def test_every_code_has_words() -> None:
    assert set(WORDS) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_each_says_a_whole_sentence(app: Flask, code: Code) -> None:
    said = tell(Remark(code=code, data=DATA), WORDS)
    assert said == SAID.get(code, said)
    assert said.endswith((".", "?"))
    assert "%" not in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"what": "speaker", "perhaps": "", "known": "Ada Berg"},
            "There is no speaker called Stor Sal. Correct the name, add it first, or choose to "
            "have what is missing added.",
        ),
        (
            {"what": "kind", "perhaps": "", "known": "talk, visit"},
            "There is no kind of session called Stor Sal. Write one of these: talk, visit.",
        ),
        (
            {"what": "country", "perhaps": "", "known": ""},
            "There is no country called Stor Sal. Correct the name.",
        ),
    ],
)
def test_what_is_unknown_is_said_with_a_way_out(
    app: Flask, data: dict[str, str], said: str
) -> None:
    assert tell(Remark(code=Code.UNKNOWN, data={**DATA, **data}), WORDS) == said


def test_what_can_be_unknown_or_made_has_words() -> None:
    assert set(UNKNOWN) >= set(Noun)
    assert set(MADE) == {"room", "venue", "track", "speaker"}


@pytest.mark.parametrize("field", ["title", "name", "kind", "status"])
def test_what_is_missing_is_named(app: Flask, field: str) -> None:
    said = tell(Remark(code=Code.REQUIRED, data={"field": field}), WORDS)
    assert f"The {field} is missing." in said
