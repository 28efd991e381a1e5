"""What a campaign did, in a sentence that says no more than is known."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.attendance.campaigning import Effect
from cwf.attendance.exports.numbers import number, rounded
from cwf.web.templating import own_text


def did(effect: Effect | None, *, starts: date, today: date) -> str:
    """What came while it ran, and what would have come as usual."""
    if starts >= today:
        return _("It has not run for a whole day yet.")
    if effect is None:
        return _(
            "Nothing can be said: too few days are kept of the four weeks before it, or none of "
            "its own."
        )
    came = ngettext(
        "%(number)s more were registered in %(num)s day.",
        "%(number)s more were registered in %(num)s days.",
        effect.days,
        number=number(effect.came),
    )
    usual = _("As usual it would have been about %(usual)s.", usual=number(round(effect.usual)))
    return f"{came} {usual} {_difference(effect)}"


def against(effect: Effect | None, names: Mapping[str, dict[str, str]]) -> str:
    """What a campaign was set against, of the `names` of editions by slug; nothing where nothing is
    said of it."""
    if effect is None:
        return "–"
    if not effect.earlier:
        return ngettext(
            "Its own pace on %(num)s day before; no earlier edition tells of the same people.",
            "Its own pace on %(num)s days before; no earlier edition tells of the same people.",
            effect.before,
        )
    return ngettext(
        "Its own pace on %(num)s day before, and how that rose as long before %(editions)s.",
        "Its own pace on %(num)s days before, and how that rose as long before %(editions)s.",
        effect.before,
        editions=", ".join(own_text(names.get(one, {"en": one})) for one in effect.earlier),
    )


def _difference(effect: Effect) -> str:
    said = {"low": number(rounded_to(effect.low)), "high": number(rounded_to(effect.high))}
    if not effect.is_clear:
        return _(
            "The difference may be chance: nine in ten lie between %(low)s and %(high)s.", **said
        )
    about = number(abs(rounded_to(effect.more)))
    if effect.more > 0:
        return _(
            "That is about %(about)s more than usual; nine in ten lie between %(low)s and "
            "%(high)s.",
            about=about, **said,
        )  # fmt: skip
    return _(
        "That is about %(about)s fewer than usual; nine in ten lie between %(low)s and %(high)s.",
        about=about, **said,
    )  # fmt: skip


def rounded_to(value: float) -> float:
    """Of two digits, below nothing, too.

    >>> rounded_to(-1234.0), rounded_to(163.2)
    (-1200.0, 160.0)
    """
    return rounded(value) if value >= 0 else -rounded(-value)
