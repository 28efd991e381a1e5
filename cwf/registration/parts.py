"""What stands on a participant's own page besides the registration: parts of higher slices."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cwf.registration.blocks import Question


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnPart:
    """One section of the page behind the personal link.

    `template` lays it out (a section with its heading), and finds what it needs in `part.data`.
    `role` is in what role the participant comes, by a code of the slice that tells; it bears on
    what is asked of them (particulars.py).
    """

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What a participant was asked by the edition's form: each question with the answer in words
    ("" for none), which of them are files, and the labels of those that still need an answer."""

    answers: Sequence[tuple[Question, str]]
    files: AbstractSet[UUID]
    missing: Sequence[str]
