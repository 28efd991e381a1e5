"""The form that organisers put together: who is asked what, and what is wrong with it as a whole.

A form is a row of questions. Each may be asked of some categories only, and only if an earlier
choice was answered in a certain way. The page may show or hide what it likes: this decides what
was asked, and an answer to anything else is none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from cwf.registration.categories import Category

MOST_FILES = 2  # that one participant is asked for: their bytes come in one request


class Kind(StrEnum):
    """What a question takes for an answer."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    COUNTRY = "country"
    FILE = "file"
    CONSENT = "consent"


CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer of a choice. `places`: only so many may choose it; None: no bound."""

    code: str
    text: Mapping[str, str] = field(hash=False)
    places: int | None = None

    def kept(self) -> dict[str, Any]:
        """As a row keeps it."""
        bound = {} if self.places is None else {"places": self.places}
        return {"code": self.code, "text": dict(self.text), **bound}


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """Of whom it is asked: of these categories (none: all), if `block` got one of `options`."""

    categories: frozenset[Category] = frozenset()
    block: UUID | None = None
    options: frozenset[str] = frozenset()

    def kept(self) -> dict[str, Any]:
        """As a row keeps it; what says nothing is left out."""
        found: dict[str, Any] = {}
        if self.categories:
            found["categories"] = sorted(self.categories)
        if self.block is not None:
            found |= {"block": self.block.hex, "options": sorted(self.options)}
        return found

    def allows(self, category: Category) -> bool:
        """Whether such participants may be asked at all."""
        return not self.categories or category in self.categories


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A block of the form, as the rules see it; `id` is its row's."""

    id: int
    uuid: UUID
    kind: Kind
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    hint: Mapping[str, str] = field(default_factory=dict, hash=False)
    options: tuple[Option, ...] = ()
    least: int | None = None
    most: int | None = None
    required: bool = False
    condition: Condition = Condition()
    retired: bool = False

    def option(self, code: str) -> Option | None:
        """The option of a code."""
        return next((one for one in self.options if one.code == code), None)

    @property
    def limited(self) -> bool:
        """Whether an option has places only for some."""
        return any(one.places is not None for one in self.options)


class Fault(StrEnum):
    """What is wrong with a question within its form; one with a fault of its condition is never
    asked."""

    CONDITION_GONE = "condition_gone"
    CONDITION_RETIRED = "condition_retired"
    CONDITION_LATER = "condition_later"
    CONDITION_NO_CHOICE = "condition_no_choice"
    OPTION_GONE = "option_gone"
    NEVER_ASKED = "never_asked"
    FEW_OPTIONS = "few_options"
    BOUNDS = "bounds"
    MANY_FILES = "many_files"


def read_condition(kept: Mapping[str, Any]) -> Condition:
    """A condition from how a row keeps it."""
    known = set(Category)
    return Condition(
        categories=frozenset(
            Category(code) for code in kept.get("categories", ()) if code in known
        ),
        block=UUID(kept["block"]) if kept.get("block") else None,
        options=frozenset(kept.get("options", ())),
    )


def read_options(kept: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    """Options from how a row keeps them."""
    return tuple(
        Option(code=one["code"], text=one["text"], places=one.get("places")) for one in kept
    )


def chosen(value: Any) -> frozenset[str]:
    """The codes of an answer to a choice."""
    if isinstance(value, str):
        return frozenset({value}) if value else frozenset()
    return frozenset(value) if isinstance(value, list | tuple) else frozenset()


def asked(
    questions: Sequence[Question], category: Category, answers: Mapping[UUID, Any]
) -> tuple[Question, ...]:
    """What a participant is asked, in order, given what they answered.

    `questions` are in the order of the form. A condition holds only on an answer to an earlier
    question that was asked itself.
    """
    found: list[Question] = []
    said: dict[UUID, frozenset[str]] = {}
    for one in questions:
        condition = one.condition
        if one.retired or not condition.allows(category):
            continue
        if condition.block and not condition.options & said.get(condition.block, frozenset()):
            continue
        found.append(one)
        if one.kind in CHOOSING:
            codes = {option.code for option in one.options}
            said[one.uuid] = chosen(answers.get(one.uuid)) & codes
    return tuple(found)


def possible(questions: Sequence[Question], categories: Iterable[Category]) -> tuple[Question, ...]:
    """What people of these categories may be asked, whatever they answer."""
    given = frozenset(categories)
    reach = _reach(questions)
    return tuple(one for one in questions if reach[one.uuid] & given)


def faults(questions: Sequence[Question]) -> list[tuple[Question, Fault]]:
    """What is wrong with the form, in its order; retired questions are not looked at."""
    current = [one for one in questions if not one.retired]
    files = [one for one in current if one.kind is Kind.FILE]
    many = set(_too_many_files(files))
    found: list[tuple[Question, Fault]] = []
    reach = _reach(questions)
    for one in current:
        fault = _fault_of_condition(one, questions)
        if fault is None and not reach[one.uuid]:
            fault = Fault.NEVER_ASKED
        if fault is None:
            fault = _fault_of_answers(one)
        if fault is None and one.uuid in many:
            fault = Fault.MANY_FILES
        if fault:
            found.append((one, fault))
    return found


def _reach(questions: Sequence[Question]) -> dict[UUID, frozenset[Category]]:
    """Of which categories each question can be asked at all; of those with faults: of none."""
    found: dict[UUID, frozenset[Category]] = {}
    for one in questions:
        mine = one.condition.categories or frozenset(Category)
        if one.retired or _fault_of_condition(one, questions):
            mine = frozenset()
        elif one.condition.block:
            mine &= found.get(one.condition.block, frozenset())
        found[one.uuid] = mine
    return found


def _fault_of_condition(one: Question, questions: Sequence[Question]) -> Fault | None:
    condition = one.condition
    if condition.block is None:
        return None
    places = {other.uuid: at for at, other in enumerate(questions)}
    if condition.block not in places:
        return Fault.CONDITION_GONE
    other = questions[places[condition.block]]
    if other.retired:
        return Fault.CONDITION_RETIRED
    if other.kind not in CHOOSING:
        return Fault.CONDITION_NO_CHOICE
    if places[other.uuid] >= places[one.uuid]:
        return Fault.CONDITION_LATER
    codes = {option.code for option in other.options}
    return None if condition.options & codes else Fault.OPTION_GONE


def _fault_of_answers(one: Question) -> Fault | None:
    if one.kind in CHOOSING and len(one.options) < (2 if one.kind is Kind.CHOICE else 1):
        return Fault.FEW_OPTIONS
    if one.least is not None and one.most is not None and one.least > one.most:
        return Fault.BOUNDS
    return None


def _too_many_files(files: Sequence[Question]) -> list[UUID]:
    """Those beyond the first ones of any category; different categories may have their own."""
    counts = dict.fromkeys(Category, 0)
    found = []
    for one in files:
        mine = one.condition.categories or frozenset(Category)
        for category in mine:
            counts[category] += 1
        if any(counts[category] > MOST_FILES for category in mine):
            found.append(one.uuid)
    return found
