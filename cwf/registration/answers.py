"""Answers to the questions of a form, on their way from a page to a row."""

from dataclasses import dataclass
from typing import Any

from cwf.registration.blocks import Question


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """An answer: a text, a code, codes, a number, a day as ISO text; of a consent its sentence.

    Of a file `value` is {"name", "type", "size"}, and `body` its bytes; without them the file that
    is there already stays.
    """

    value: Any
    body: bytes | None = None


class OptionsFull(Exception):
    """Somebody else took the last place; `full` are (question, code) pairs."""

    def __init__(self, full: list[tuple[Question, str]]) -> None:
        super().__init__(", ".join(code for _question, code in full))
        self.full = full
