"""What the cell of each column becomes; a cell that cannot be taken raises Wrong."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from cwf.delegations.roles import Role
from cwf.delegations.sheets.remarks import Code
from cwf.delegations.sheets.words import DASHES, NO, NOTHING, ROLES, YES
from cwf.programme.sheets.clocks import read_clock
from cwf.programme.sheets.codes import alike, read_country, read_language, read_yes_no
from cwf.programme.sheets.days import ORIGIN, read_day
from cwf.programme.sheets.remarks import Code as SheetCode
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.texts import bare, line, short
from cwf.programme.sheets.wrong import Wrong
from cwf.registration.details import same_address

Reader = Callable[[Cell], Any]
LONGEST: Mapping[str, int] = {
    "name": 200, "affiliation": 200, "title": 200, "presents": 300, "arrival": 200,
    "departure": 200, "lodging": 200, "diet": 500, "access": 500, "phone": 40, "email": 320,
}  # fmt: skip
ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\".]+(?:\.[^@\s,;<>()\".]+)+")
WITHIN = re.compile(r"(?:.*<|mailto:)([^<>]+)>?")  # "Ada Berg <ada@example.org>"
PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.\-]*(?:\s?(?:x|ext\.?|lok\.?)\s?[0-9]+)?")
PARTS = re.compile(r"[,;/\n]|\s(?:and|og|und|et|y|i|e)\s|&")
NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}")
MOST_DAYS = 73_050  # days since 1899-12-30 that a spreadsheet may mean a birthday by: to 2099
MOST_LANGUAGES = 12


def text_reader(name: str) -> Reader:
    """A text of one line, no longer than it may be; a dash takes it away."""
    most = LONGEST[name]

    def read(cell: Cell) -> str:
        text = line(cell)
        if len(text) > most:
            raise Wrong(SheetCode.TOO_LONG, most=most, length=len(text))
        return "" if text in DASHES and name != "name" else text

    return read


def need_reader(name: str) -> Reader:
    """What somebody needs: "none" and a dash say that there is nothing to say."""
    read = text_reader(name)
    return lambda cell: "" if bare(line(cell)) in NOTHING | DASHES else read(cell)


def read_email(cell: Cell) -> str:
    """An address as it is compared and kept; a dash takes it away."""
    written = line(cell)
    if written in DASHES:
        return ""
    within = WITHIN.fullmatch(written)
    address = same_address(within[1] if within else written)
    if not ADDRESS.fullmatch(address) or len(address) > LONGEST["email"]:
        raise Wrong(Code.NOT_EMAIL, value=short(written))
    return address


def read_role(cell: Cell) -> Role:
    """As what somebody comes."""
    said = bare(line(cell))
    if role := _roles().get(said):
        return role
    raise Wrong(Code.ROLE_UNKNOWN, value=short(line(cell)), perhaps=alike(said, _roles()))


def read_phone(cell: Cell) -> str:
    """A telephone number, as it is written; a dash takes it away."""
    written = line(cell)
    if written in DASHES:
        return ""
    digits = sum(map(str.isdigit, written))
    if not PHONE.fullmatch(written) or not 4 <= digits <= 20 or len(written) > LONGEST["phone"]:
        raise Wrong(Code.NOT_PHONE, value=short(written))
    return written


def read_consent(cell: Cell) -> bool | None:
    """Yes or no; a dash takes back what was said."""
    said = bare(line(cell))
    if said in DASHES:
        return None
    if said in YES | NO:
        return said in YES
    return read_yes_no(cell)


def read_languages(cell: Cell) -> tuple[str, ...] | None:
    """Codes of languages, each once; a dash takes them away."""
    if line(cell) in DASHES:
        return None
    parts = [part.strip() for part in PARTS.split(str(cell)) if part.strip()]
    found = tuple(dict.fromkeys(read_language(part) for part in parts))
    if len(found) > MOST_LANGUAGES:
        raise Wrong(SheetCode.OUT_OF_RANGE, value=len(found), least=0, most=MOST_LANGUAGES)
    return found or None


def letters_reader(letters: Iterable[str]) -> Reader:
    """In which language somebody is written to: one of those that letters are in."""
    known = tuple(letters)

    def read(cell: Cell) -> str:
        found = read_language(cell)
        if found not in known:
            raise Wrong(SheetCode.UNKNOWN, what="language", value=short(line(cell)), perhaps="",
                        known=", ".join(known))  # fmt: skip
        return found

    return read


def read_land(cell: Cell) -> str:
    """The code of a country; a dash takes it away."""
    return "" if line(cell) in DASHES else read_country(cell)


def day_reader(*, day_first: bool | None) -> Reader:
    """A day. `day_first` is how 03/04 is meant (None: it has to be asked about); a dash takes it
    away."""

    def read(cell: Cell) -> date | None:
        if isinstance(cell, str) and line(cell) in DASHES:
            return None
        try:
            return read_day(cell, day_first=bool(day_first))
        except Wrong as wrong:
            if wrong.code is not SheetCode.DATE_UNCLEAR or day_first is None:
                raise
            return date.fromisoformat(wrong.data["one" if day_first else "other"])

    return read


def birth_reader(*, day_first: bool | None, today: date) -> Reader:
    """A day of birth: in the past, and of somebody who may be alive."""
    read = day_reader(day_first=day_first)

    def read_birth(cell: Cell) -> date | None:
        whole = isinstance(cell, int | float) and not isinstance(cell, bool)
        if whole and 0 < float(cell) <= MOST_DAYS:  # type: ignore[arg-type]
            born: date | None = ORIGIN + timedelta(days=int(cell))  # type: ignore[arg-type]
        else:
            born = read(cell)
        if born is not None and born > today:
            raise Wrong(Code.IN_FUTURE, value=born)
        return born

    return read_birth


def read_time(cell: Cell) -> time | None:
    """A time of day; a dash takes it away."""
    if isinstance(cell, str) and line(cell) in DASHES:
        return None
    return read_clock(cell, day_first=True).at.replace(second=0, microsecond=0)


def order_of(cells: Iterable[Cell]) -> bool | None:
    """Whether 03/04 is the third of April here, by cells that leave no doubt; None: none does, or
    they contradict each other.

    >>> order_of(["31/12/1970", "03/04/1980"]), order_of(["03/04/1980"])
    (True, None)
    """
    found = set()
    for cell in cells:
        if isinstance(cell, str) and (numbers := NUMBERS.fullmatch(cell.strip())):
            one, other = int(numbers[1]), int(numbers[2])
            if (one > 12) != (other > 12):
                found.add(one > 12)
    return found.pop() if len(found) == 1 else None


@cache
def _roles() -> dict[str, Role]:
    words = {bare(word): role for role, said in ROLES.items() for word in said}
    return words | {role.value: role for role in Role}
