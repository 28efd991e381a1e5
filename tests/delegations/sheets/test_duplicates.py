"""Who may be one person: across spellings, scripts, orders of names and slips of the pen."""

import time
from datetime import date

import pytest

from cwf.delegations.sheets.duplicates import Likeness, Someone, find, someone
from cwf.delegations.sheets.likeness import Why, strokes_between

BORN = date(1970, 5, 1)


def one(name: str, ref: str = "o", born: date | None = None, email: str = "") -> Someone:
    return someone(ref, name, email, born)


def why(name: str, other: str, *born: date | None) -> tuple[Why, ...]:
    """Why the first may be the second; empty: they are not taken for one."""
    days = (*born, None, None)
    found = find([one(name, "r", days[0])], [one(other, "o", days[1])])
    return found[0].why if found else ()


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Ada Berg", "ADA  berg", (Why.SAME_NAME,)),
        ("Søren Østergård", "Soren Ostergard", (Why.SAME_NAME,)),
        ("Søren Østergård", "Soeren Oestergaard", (Why.SPELLING,)),
        ("Jürgen Müller", "Juergen Mueller", (Why.SPELLING,)),
        ("Иван Петров", "Ivan Petrov", (Why.SAME_NAME,)),
        ("Сергей Щукин", "Sergey Shchukin", (Why.SPELLING,)),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", (Why.SLIP,)),
        ("李雯", "李雯", (Why.SAME_NAME,)),
        ("Ｌｉ Ｗｅｎ", "Li Wen", (Why.SAME_NAME,)),
        ("Berg, Ada", "Ada Berg", (Why.ORDER,)),
        ("Dr. Ada Berg", "Ada Berg", (Why.SAME_NAME,)),
        ("A. Berg", "Ada Berg", (Why.INITIAL,)),
        ("Ada Berg", "A. Berg", (Why.INITIAL,)),
        ("Anna Maria Berg", "Anna Berg", (Why.PART,)),
        ("Jon Smiht", "John Smith", (Why.SLIP,)),
        ("Ada Berg", "Ada Holm", ()),
        ("Jens Hansen", "Hans Jensen", ()),
        ("Ole Hansen", "Ove Hansen", ()),
        ("Jens Hansen", "Jens Jensen", ()),
        ("Ada", "Ada Berg", ()),
        ("", "Ada Berg", ()),
    ],
)
def test_names_that_may_be_one(name: str, other: str, expected: tuple[Why, ...]) -> None:
    assert (why(name, other), why(other, name)) == (expected, expected)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (BORN, (Why.BORN, Why.INITIAL)),
        (date(1970, 1, 5), (Why.BORN, Why.INITIAL)),
        (date(1970, 6, 12), ()),
        (date(1970, 5, 2), (Why.BORN, Why.INITIAL)),
        (date(1985, 11, 23), ()),
        (None, (Why.INITIAL,)),
    ],
)
def test_day_of_birth_confirms_or_contradicts(
    other: date | None, expected: tuple[Why, ...]
) -> None:
    assert why("A. Berg", "Ada Berg", BORN, other) == expected


def test_name_by_marriage_is_asked_about_where_the_day_of_birth_is_the_same() -> None:
    assert why("Ada Holm", "Ada Berg", BORN, BORN) == (Why.BORN, Why.PART)
    assert why("Ada Holm", "Ada Berg") == ()


def test_rows_are_held_against_the_rows_before_them() -> None:
    rows = [one("Ada Berg", "r1"), one("Bo Holm", "r2"), one("Berg, Ada", "r3")]
    assert find(rows, []) == [Likeness(ref="r3", other="r1", why=(Why.ORDER,))]


def test_nobody_is_told_of_twice_and_the_surest_come_first() -> None:
    found = find([one("Ada Berg", "r")], [one("A. Berg", "o1"), one("Ada Berg", "o2")])
    assert [(each.other, each.why) for each in found] == [
        ("o2", (Why.SAME_NAME,)), ("o1", (Why.INITIAL,)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "strokes"),
    [("smiht", "smith", 1), ("berg", "berg", 0), ("berg", "bergs", 1), ("abc", "xyz", 3)],
)
def test_strokes(a: str, b: str, strokes: int) -> None:
    assert strokes_between(a, b, 2) == strokes


def test_cost_grows_with_the_rows_and_not_with_their_square() -> None:
    """All with one name, the worst there is: ten times the people cost about ten times the time."""

    def compared(number: int) -> int:
        everybody = [one("Jens Hansen", f"o{n}") for n in range(number)]
        began = time.process_time()
        found = find([one("Jens Hansen", f"r{n}") for n in range(number // 2)], everybody)
        assert time.process_time() - began < 60
        return len(found)

    assert (compared(200), compared(2000)) == (800, 8000)
