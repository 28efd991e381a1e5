"""Who is asked what, and what is wrong with a form as a whole: on plain data."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.registration.blocks import (
    CHOOSING,
    Condition,
    Fault,
    Kind,
    Option,
    Question,
    asked,
    chosen,
    faults,
    possible,
    read_condition,
    read_options,
)
from cwf.registration.categories import Category

YES, NO = Option(code="yes", text={"en": "Yes"}), Option(code="no", text={"en": "No"})
STUDENT, FULL, PRESS = Category.STUDENT, Category.FULL, Category.PRESS


def question(number: int, kind: Kind = Kind.TEXT, **more: Any) -> Question:
    if kind in CHOOSING:
        more.setdefault("options", (YES, NO))
    return Question(id=number, uuid=UUID(int=number), kind=kind, **more)


def when(number: int, *codes: str, only: tuple[Category, ...] = ()) -> Condition:
    return Condition(
        block=UUID(int=number) if number else None,
        options=frozenset(codes),
        categories=frozenset(only),
    )


def numbers(found: Any) -> list[int]:
    return [one.id for one in found]


FORM = (
    question(1, Kind.CHOICE),
    question(2, condition=when(1, "yes")),
    question(3, Kind.CHOICES, condition=when(1, "no", only=(STUDENT, FULL))),
    question(4, condition=when(3, "yes")),
    question(5, condition=when(0, only=(PRESS,))),
    question(6, retired=True),
)


@pytest.mark.parametrize(
    ("category", "answers", "found"),
    [
        (FULL, {}, [1]),
        (FULL, {1: "yes"}, [1, 2]),
        (FULL, {1: "no"}, [1, 3]),
        (STUDENT, {1: "no", 3: ["no", "yes"]}, [1, 3, 4]),
        (PRESS, {1: "no", 3: ["yes"]}, [1, 5]),
        (FULL, {1: "yes", 3: ["yes"]}, [1, 2]),
        (FULL, {1: "perhaps"}, [1]),
    ],
    ids=str,
)
def test_asked_is_what_the_answers_lead_to(
    category: Category, answers: dict[int, Any], found: list[int]
) -> None:
    said = {UUID(int=number): value for number, value in answers.items()}
    assert numbers(asked(FORM, category, said)) == found


def test_possible_is_what_some_answers_lead_to() -> None:
    assert numbers(possible(FORM, [FULL])) == [1, 2, 3, 4]
    assert numbers(possible(FORM, [PRESS])) == [1, 2, 5]


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ((question(1, condition=when(9, "yes")),), Fault.CONDITION_GONE),
        (
            (question(1, Kind.CHOICE, retired=True), question(2, condition=when(1, "yes"))),
            Fault.CONDITION_RETIRED,
        ),
        (
            (question(2, condition=when(1, "yes")), question(1, Kind.CHOICE)),
            Fault.CONDITION_LATER,
        ),
        ((question(1, Kind.CHOICE, condition=when(1, "yes")),), Fault.CONDITION_LATER),
        ((question(1), question(2, condition=when(1, "yes"))), Fault.CONDITION_NO_CHOICE),
        ((question(1, Kind.CHOICE), question(2, condition=when(1, "maybe"))), Fault.OPTION_GONE),
        (
            (
                question(1, Kind.CHOICE, condition=when(0, only=(PRESS,))),
                question(2, condition=when(1, "yes", only=(FULL,))),
            ),
            Fault.NEVER_ASKED,
        ),
        ((question(1, Kind.CHOICE, options=(YES,)),), Fault.FEW_OPTIONS),
        ((question(1, Kind.CHOICES, options=()),), Fault.FEW_OPTIONS),
        ((question(1, Kind.NUMBER, least=3, most=2),), Fault.BOUNDS),
        (tuple(question(number, Kind.FILE) for number in (1, 2, 3)), Fault.MANY_FILES),
    ],
    ids=str,
)
def test_fault_is_found(form: tuple[Question, ...], fault: Fault) -> None:
    assert [found for _one, found in faults(form)] == [fault]


def test_files_of_different_categories_do_not_add_up() -> None:
    form = [question(n, Kind.FILE, condition=when(0, only=(FULL,))) for n in (1, 2)]
    form += [question(n, Kind.FILE, condition=when(0, only=(PRESS,))) for n in (3, 4)]
    assert faults(form) == []
    everybody = question(5, Kind.FILE)
    assert faults([*form, everybody]) == [(everybody, Fault.MANY_FILES)]


def test_sound_form_has_no_fault() -> None:
    assert faults(FORM) == []


CODES = st.sampled_from(["yes", "no", "gone"])
CONDITIONS = st.builds(
    Condition,
    block=st.none() | st.integers(1, 8).map(lambda number: UUID(int=number)),
    options=st.frozensets(CODES, max_size=2),
    categories=st.frozensets(st.sampled_from(Category), max_size=3),
)


@st.composite
def forms(draw: st.DrawFn) -> tuple[Question, ...]:
    order = draw(st.permutations(range(1, 8)))
    kinds = st.sampled_from([Kind.TEXT, Kind.CHOICE, Kind.CHOICES])
    return tuple(
        question(number, draw(kinds), condition=draw(CONDITIONS), retired=draw(st.booleans()))
        for number in order[: draw(st.integers(0, 7))]
    )


ANSWERS = st.dictionaries(
    st.integers(1, 8).map(lambda number: UUID(int=number)), CODES | st.lists(CODES) | st.none()
)


@given(forms(), st.sampled_from(Category), ANSWERS)
def test_what_is_asked_follows_from_what_was_asked(
    form: tuple[Question, ...], category: Category, answers: dict[UUID, Any]
) -> None:
    found = asked(form, category, answers)
    by_uuid = {one.uuid: one for one in found}
    wrong = {one.uuid for one, fault in faults(form) if fault is not Fault.FEW_OPTIONS}
    assert list(found) == [one for one in form if one in found], "in the order of the form"
    assert not wrong & by_uuid.keys(), "with a fault of its condition it is never asked"
    assert set(found) <= set(possible(form, [category]))
    for one in found:
        assert not one.retired
        assert one.condition.allows(category)
        if one.condition.block:
            assert found.index(by_uuid[one.condition.block]) < found.index(one)
            assert chosen(answers[one.condition.block]) & one.condition.options
    kept = {uuid: value for uuid, value in answers.items() if uuid in by_uuid}
    assert asked(form, category, kept) == found, "what was not asked decides nothing"


@given(CONDITIONS)
def test_condition_is_read_as_it_was_kept(condition: Condition) -> None:
    expected = condition if condition.block else Condition(categories=condition.categories)
    assert read_condition(condition.kept()) == expected


def test_options_are_read_as_they_were_kept() -> None:
    options = (YES, Option(code="few", text={"da": "Få"}, places=0))
    assert [one.kept() for one in options] == [
        {"code": "yes", "text": {"en": "Yes"}},
        {"code": "few", "text": {"da": "Få"}, "places": 0},
    ]
    assert read_options(one.kept() for one in options) == options
