"""Numbers and days as the reader's language writes them."""

from datetime import date

from flask_babel import format_date, format_decimal, format_percent
from flask_babel import gettext as _

from cwf.attendance.figures import Figure
from cwf.attendance.measures import Unit
from cwf.i18n import language


def number(value: float) -> str:
    """A number as the reader's language writes it, without decimals."""
    return str(format_decimal(round(value))).replace("-", "\u2212")  # a minus is no hyphen


def short(day: date) -> str:
    """A day under a column: "7 Sep", in Danish "7. sep."."""
    return str(format_date(day, "d. MMM" if language() == "da" else "d MMM"))


def percent(part: float) -> str:
    """A part of the whole, in per cent."""
    return str(format_percent(part))


def amount(value: float, unit: Unit) -> str:
    """A number of a unit that is said elsewhere; per cent keep their sign."""
    return percent(value / 100) if unit is Unit.SHARE else number(value)


def rounded(value: float) -> float:
    """To two significant digits from a hundred on: a forecast is no exact number.

    >>> [rounded(one) for one in (7.2, 83.4, 716, 1312, 6540)]
    [7.0, 83.0, 720.0, 1300.0, 6500.0]
    """
    if value < 100:
        return float(round(value))
    size = 10.0 ** (len(str(int(value))) - 2)
    return round(value / size) * size


def figure_said(figure: Figure, unit: Unit) -> str:
    """A figure of a unit that is said elsewhere, which says so where some of it is estimated."""
    told = amount(figure.total, unit)
    return _("about %(told)s", told=told) if figure.estimated else told


def at_the_head(told: str) -> str:
    """As a sentence begins with it; only its first letter is changed."""
    return told[:1].upper() + told[1:]


def numbered(number: int, name: str) -> str:
    """A name with the number that it has on charts; no line breaks between the two."""
    return f"{number}\u00a0{name}"
