"""Keynotes fill their pages: a plate, quarters, art as high as the words allow."""

from dataclasses import replace

import pytest

from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.plates import plates
from cwf.programme.timetable import Appearance, Kind, PersonRole
from tests.programme.exports.material import TIMETABLE, at, session, slot, speaker


def arts(*keynotes: tuple[str, str]) -> list[list[str]]:
    """The pages of keynotes by these people with abstracts of these letters, by their art."""
    people = [speaker(f"p{n}", name) for n, (name, _) in enumerate(keynotes)]
    sessions = [
        session(
            n + 1,
            f"k{n}",
            kind=Kind.KEYNOTE,
            abstract={"en": text},
            people=(Appearance(speaker=f"p{n}", role=PersonRole.SPEAKER),),
        )
        for n, (_, text) in enumerate(keynotes)
    ]
    slots = [slot(n + 1, f"k{n}", at(15, 9 + n), at(15, 10 + n)) for n in range(len(keynotes))]
    whole = replace(TIMETABLE, speakers=tuple(people), sessions=tuple(sessions), slots=tuple(slots))
    book = Book(whole, "en", whole)
    return [[one.art for one in page] for page in plates(book, [book.entry(s) for s in slots])]


SHORT, LONG = "word " * 20, "word " * 60


@pytest.mark.parametrize(
    ("texts", "pages"),
    [
        ([SHORT], [["tall"]]),
        ([SHORT] * 3, [["tall"], ["tile"] * 2]),
        ([SHORT] * 6, [["tall"], ["tile"] * 4, ["tall"]]),
        ([SHORT, SHORT, SHORT, LONG, SHORT], [["tall"], ["tile"] * 2, ["mid"], ["tall"]]),
        (["word " * 50], [["mid"]]),
        (["word " * 400], [["low"]]),
        ([""], [["tall"]]),
    ],
)
def test_plates_come_first_and_quarters_are_never_alone(texts, pages):
    assert arts(*[("Ada Berg", text) for text in texts]) == pages


def test_a_long_name_lowers_the_art():
    assert arts(("Devika Raghunathan Pathak", SHORT)) == [["mid"]]
