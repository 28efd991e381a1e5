"""Which unit goes with what is counted, and what may be asked of whom.

A target of guests that counts registrations, or of delegates that counts everybody, says one thing
and counts another. So a unit and a predicate have to fit before a target is kept.
"""

from dataclasses import fields
from enum import StrEnum

from cwf.attendance.measures import Unit
from cwf.attendance.predicates import AXES, Of, Predicate, Where
from cwf.programme.parts import Kind
from cwf.registration.categories import Category

NAMED = frozenset(
    {Unit.PARTICIPANT, Unit.DELEGATE, Unit.STUDENT, Unit.SPEAKER, Unit.REPORTER}
)  # fmt: skip

# Of what a number of a unit may be taken. Counts without names have a unit of their own, so any.
FITS: dict[Of, frozenset[Unit]] = {
    Of.REGISTERED: NAMED,
    Of.ARRIVED: NAMED,
    Of.VISITS: frozenset({Unit.VISIT}),
    Of.COUNTRIES: frozenset({Unit.COUNTRY}),
    Of.REGIONS: frozenset({Unit.REGION}),
    Of.COUNTED: frozenset(Unit),
    Of.EVERYBODY: frozenset({Unit.GUEST}),
    Of.SPEAKERS: frozenset({Unit.SPEAKER}),
    Of.SESSIONS: frozenset({Unit.SESSION, Unit.KEYNOTE}),
}

# Who is one of these is registered as such, and nobody else is.
CATEGORY_OF: dict[Unit, Category] = {
    Unit.DELEGATE: Category.DELEGATE,
    Unit.STUDENT: Category.STUDENT,
    Unit.SPEAKER: Category.SPEAKER,
    Unit.REPORTER: Category.PRESS,
}

_PEOPLE = frozenset({"international", "categories", "countries", "regions", "roles", "channels"})
_NAMELESS = frozenset({"regions", "channels", "days"})

# What may be asked, by the names of Where's fields. Of counts without names no country is known.
MAY_ASK: dict[Of, frozenset[str]] = {
    Of.REGISTERED: _PEOPLE,
    Of.ARRIVED: _PEOPLE | {"days"},
    Of.VISITS: _PEOPLE | {"days"},
    Of.COUNTRIES: _PEOPLE,
    Of.REGIONS: _PEOPLE,
    Of.COUNTED: _NAMELESS,
    Of.EVERYBODY: _NAMELESS,
    Of.SPEAKERS: frozenset(),
    Of.SESSIONS: frozenset({"kinds"}),
}


class Misfit(StrEnum):
    """Why a unit and a predicate do not go together."""

    UNIT = "unit"  # another thing is counted than the unit says
    ASKED = "asked"  # what is counted knows nothing of the condition
    CATEGORY = "category"  # the unit is of one category alone, and others are counted, too
    KEYNOTES = "keynotes"  # keynotes are one kind of session, and others are counted, too


def misfits(unit: Unit, predicate: Predicate) -> list[tuple[Misfit, str]]:
    """What does not fit, each with the name of the field: `unit`, or one of Where's.

    >>> misfits(Unit.GUEST, Predicate(of=Of.REGISTERED))
    [(<Misfit.UNIT: 'unit'>, 'unit')]
    """
    of, where = predicate.of, predicate.where
    found: list[tuple[Misfit, str]] = []
    if unit not in FITS[of]:
        found.append((Misfit.UNIT, "unit"))
    found += [(Misfit.ASKED, name) for name in asked(where) if name not in MAY_ASK[of]]
    if found:
        return found
    category = CATEGORY_OF.get(unit)
    if category and of in (Of.REGISTERED, Of.ARRIVED) and where.categories != {category}:
        found.append((Misfit.CATEGORY, "categories"))
    if unit is Unit.KEYNOTE and of is Of.SESSIONS and where.kinds != {Kind.KEYNOTE}:
        found.append((Misfit.KEYNOTES, "kinds"))
    return found


def asked(where: Where) -> list[str]:
    """The names of the conditions that ask something."""
    return [
        one.name for one in fields(Where) if getattr(where, one.name) not in (None, frozenset())
    ]


def may_have_parts(predicate: Predicate, axis: str) -> bool:
    """Whether what is counted knows of the axis at all."""
    return AXES[axis] in MAY_ASK[predicate.of]


def axes_of(predicate: Predicate) -> list[str]:
    """By what a target can have parts: what may be asked, and is not one value already."""
    may = MAY_ASK[predicate.of]
    return [
        axis
        for axis, name in AXES.items()
        if name in may and len(getattr(predicate.where, name)) != 1
    ]
