"""Why somebody has to wait for a place, in sentences."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.registration.reasons import Reason
from cwf.web.templating import instant, zone_place


def why_sentences(reason: Reason, names: Mapping[str, str], zone: str) -> list[str]:
    """What stands between them and a place, in the reader's language.

    `names` are what nodes are called, by their groups; one that is not among them is not told of.
    `zone` is the edition's clock.
    """
    found = []
    if reason.need:
        there_are = ngettext("%(num)s is free now", "%(num)s are free now", reason.there_are)
        found.append(
            _(
                "You wait together: %(need)s places are needed at once, and %(there_are)s.",
                need=reason.need,
                there_are=there_are,
            )
        )
    full = [names[group] for group in reason.full if group and group in names]
    if full and not reason.held and not reason.offers:
        found.append(_("All places are taken of: %(groups)s.", groups=", ".join(full)))
    return found + _of_the_last(reason, zone, named=bool(full))


def _of_the_last(reason: Reason, zone: str, *, named: bool) -> list[str]:
    """What becomes of the places that others have a claim to; or that there are none."""
    if reason.held and reason.until:
        return [_held_until(reason.until, zone)]
    if reason.held:
        return [_("The places that are left are kept for other groups.")]
    if reason.offers:
        return [_("The places that were free are offered to others in line.")]
    if named and reason.full[-1] != "":
        return []
    if reason.need and not reason.full:
        return []
    return [_("All places are taken.")]


def _held_until(until: datetime, zone: str) -> str:
    return _(
        "The places that are left are kept for other groups until %(until)s (%(place)s time). Those that nobody has taken by then go to the line.",  # noqa: E501
        until=instant(until, zone),
        place=zone_place(zone),
    )
