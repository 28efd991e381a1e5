"""What hosts need to know of a participant: of whom what is expected, and what is missing.

Nobody is asked for more than hosts use: all eat, and all may be photographed; who stays for days
as a delegate or a speaker is asked when they come and go, and in which languages they are at home.
"""

from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from enum import StrEnum

from cwf.registration.categories import Category


class Need(StrEnum):
    """One thing that hosts wait for."""

    DIET = "diet"
    ACCESS = "access"
    PHOTO = "photo"
    LISTED = "listed"
    LANGUAGES = "languages"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What was said of somebody (models/particulars.py tells what each means); None: nothing."""

    title: str = ""
    phone: str = ""
    born: date | None = None
    diet: str | None = None
    access: str | None = None
    languages: tuple[str, ...] | None = None
    photo: bool | None = None
    listed: bool | None = None
    arrives: date | None = None
    arrives_at: time | None = None
    arrival: str = ""
    departs: date | None = None
    departs_at: time | None = None
    departure: str = ""
    lodging: str = ""


FIELDS = tuple(one.name for one in fields(Said))
OF_ALL = (Need.DIET, Need.ACCESS, Need.PHOTO, Need.LISTED)
OF_GUESTS = (*OF_ALL, Need.LANGUAGES, Need.ARRIVAL, Need.DEPARTURE)
GUESTS = frozenset({Category.DELEGATE, Category.SPEAKER})
# Who may be under age, so that hosts ask for the day of birth; a role of a delegation.
ASKED_BIRTH = frozenset({"student"})
# Who comes along is at nobody's table to talk business, and is spared the question.
COMPANY = "accompanying"
# The fields behind each need; the first says whether it was answered.
BEHIND = {
    Need.DIET: ("diet",),
    Need.ACCESS: ("access",),
    Need.PHOTO: ("photo",),
    Need.LISTED: ("listed",),
    Need.LANGUAGES: ("languages",),
    Need.ARRIVAL: ("arrives", "arrives_at", "arrival"),
    Need.DEPARTURE: ("departs", "departs_at", "departure"),
}
STRAY = timedelta(days=60)  # a stay further from the forum than this is a slip of the pen


def expected(category: Category, role: str = "") -> tuple[Need, ...]:
    """What hosts wait for, of one who takes part so; `role` is that in a delegation, if any.

    Who comes with a delegation is a guest, though they registered as something else first.
    """
    if category not in GUESTS and not role:
        return OF_ALL
    return tuple(one for one in OF_GUESTS if role != COMPANY or one is not Need.LANGUAGES)


def missing(said: Said | None, category: Category, role: str = "") -> tuple[Need, ...]:
    """What of the expected was not said yet, in the order of Need.

    >>> missing(Said(diet="", access="", photo=False), Category.FULL)
    (<Need.LISTED: 'listed'>,)
    """
    told = said or Said()
    return tuple(
        need for need in expected(category, role) if getattr(told, BEHIND[need][0]) in (None, ())
    )


def asked_fields(category: Category, role: str = "") -> tuple[str, ...]:
    """The fields of Said that a form shows to, or of, such a participant."""
    fields_of_needs = {name for need in expected(category, role) for name in BEHIND[need]}
    always = {"title", "phone"}
    of_guests = {"lodging"} if category in GUESTS or role else set()
    of_minors = {"born"} if role in ASKED_BIRTH else set()
    wanted = fields_of_needs | always | of_guests | of_minors
    return tuple(name for name in FIELDS if name in wanted)


def is_stray(day: date, starts: date | None, ends: date | None) -> bool:
    """Whether a day of arrival or departure is too far from the forum to be meant."""
    if starts is None:
        return False
    return not starts - STRAY <= day <= (ends or starts) + STRAY


def leaves_too_early(said: Said) -> bool:
    """Whether somebody would depart before they arrive."""
    if said.arrives is None or said.departs is None:
        return False
    if said.arrives != said.departs or said.arrives_at is None or said.departs_at is None:
        return said.departs < said.arrives
    return said.departs_at <= said.arrives_at
