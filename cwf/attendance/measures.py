"""In what units a forum counts, and which of them may be compared.

A number without its unit misleads: reports of 2017 set delegates, participants and guests side by
side as if they were one. So every target, count and result names its unit, and only equal units
make a percentage.
"""

from enum import StrEnum


class Unit(StrEnum):
    """What one of a number is.

    A PARTICIPANT is registered, counted once; a DELEGATE is one who is named by a delegation; a
    GUEST is whoever comes, registered or not, counted once; a VISIT is one person on one day.
    SHARE is a part of a hundred (satisfaction).
    """

    PARTICIPANT = "participant"
    DELEGATE = "delegate"
    GUEST = "guest"
    VISIT = "visit"
    COUNTRY = "country"
    REGION = "region"
    SPEAKER = "speaker"
    SESSION = "session"
    KEYNOTE = "keynote"
    VENUE = "venue"
    EXHIBITOR = "exhibitor"
    SOLUTION = "solution"
    REPORTER = "reporter"
    STUDENT = "student"
    SHARE = "share"


class Method(StrEnum):
    """How a number came about; the last two are estimates, with an interval."""

    REGISTRATIONS = "registrations"
    CHECK_INS = "check_ins"
    CLICKER = "clicker"
    TURNSTILE = "turnstile"
    REPORT = "report"
    LINCOLN_PETERSEN = "lincoln_petersen"
    DUPLICATION = "duplication"


ESTIMATES = frozenset({Method.LINCOLN_PETERSEN, Method.DUPLICATION})
BY_DAY = frozenset({Unit.VISIT, Unit.SESSION, Unit.KEYNOTE})  # of another day they are others


def share(number: float, of: float, unit: Unit, of_unit: Unit) -> float | None:
    """Which part `number` is of `of`; None where the units differ, or of nothing.

    >>> share(1200, 10000, Unit.DELEGATE, Unit.GUEST) is None
    True
    >>> share(716, 3000, Unit.PARTICIPANT, Unit.PARTICIPANT)
    0.23866666666666667
    """
    return None if unit is not of_unit or not of else number / of
