"""Why one waits, in sentences: alone, in a group that is full, and together with others."""

import pytest
from flask import Flask

from cwf.registration.forms.place_words import why_sentences
from cwf.registration.reasons import Code, Reason
from tests.registration.placing import after

NAMES = {"+student": "Student", "int/d1": "Catalonia", "int/d1/official": "Catalonia: Officials"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ["All places are taken."]),
        ({"full": ("+student",)}, ["All places are taken of: Student."]),
        (
            {"full": ("int/d1/official", "int/d1", "")},
            ["All places are taken of: Catalonia: Officials, Catalonia.", "All places are taken."],
        ),
        ({"full": ("int/d9", "")}, ["All places are taken."]),
        ({"held": 2}, ["The places that are left are kept for other groups."]),
        (
            {"held": 2, "until": after(0)},
            [
                "The places that are left are kept for other groups until 1 November 2026, 13:00"
                " (Copenhagen time). Those that nobody has taken by then go to the line."
            ],
        ),
        ({"offers": 1}, ["The places that were free are offered to others in line."]),
        (
            {"need": 3, "there_are": 2, "full": ("int/d1",)},
            [
                "You wait together: 3 places are needed at once, and 2 are free now.",
                "All places are taken of: Catalonia.",
            ],
        ),
    ],
)
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_who_waits_reads_why(app: Flask, more: dict[str, object], said: list[str]) -> None:
    with app.test_request_context("/en/"):
        reason = Reason(code=Code.WAITING, **more)
        assert why_sentences(reason, NAMES, "Europe/Copenhagen") == said
