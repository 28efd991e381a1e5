"""What is known of an edition, in lines: when, where, who, how much; unknown is said in words."""

from collections import Counter

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.editions.profile import FactLine, Profile
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.page import offset
from cwf.programme.shown import Shown
from cwf.programme.timetable import Kind, Timetable
from cwf.web.templating import day_range, number, zone_place


def facts(
    profile: Profile, shown: Shown | None, addresses: Addresses
) -> list[tuple[str, str, str]]:
    """When, where, who and how much, as label, value and small words; unknown in words."""
    lines = [
        (_("When"), day_range(profile.starts, profile.ends) or _("Dates not known"), _zone(shown)),
        (_("Where"), _where(profile, addresses) or _("Place not known"), ""),
        (_("Host"), _host(profile, addresses) or _("Host not known"), ""),
    ]
    if shown:
        lines.append((_("Programme"), _counted(shown.release.timetable), ""))
    return lines


def _zone(shown: Shown | None) -> str:
    if shown is None or not shown.release.timetable.slots:
        return ""
    timetable = shown.release.timetable
    return _(
        "Times in %(zone)s, %(offset)s",
        zone=zone_place(timetable.edition.zone),
        offset=offset(timetable, timetable.slots[0].starts),
    )


def _where(profile: Profile, addresses: Addresses) -> str:
    def own(texts: dict[str, str]) -> str:
        return texts.get(addresses.language) or texts.get("en") or next(iter(texts.values()), "")

    return ", ".join(filter(None, (own(profile.venue), own(profile.city))))


def _host(profile: Profile, addresses: Addresses) -> str:
    if profile.host is None:
        return ""
    return profile.host.name.get(addresses.language) or profile.host.name.get("en", "")


def _counted(timetable: Timetable) -> str:
    kinds = Counter(session.kind for session in timetable.sessions)
    said = []
    if kinds[Kind.KEYNOTE]:
        said.append(ngettext("%(num)s keynote", "%(num)s keynotes", kinds[Kind.KEYNOTE]))
    if kinds[Kind.BREAKOUT]:
        said.append(ngettext("%(num)s breakout", "%(num)s breakouts", kinds[Kind.BREAKOUT]))
    rest = len(timetable.sessions) - kinds[Kind.KEYNOTE] - kinds[Kind.BREAKOUT]
    if rest:
        said.append(
            ngettext("%(num)s other session", "%(num)s other sessions", rest)
            if said
            else ngettext("%(num)s session", "%(num)s sessions", rest)
        )
    return ", ".join(said)


def fact_value(fact: FactLine) -> str:
    """A figure in words; what is not known is said so."""
    if fact.value is None:
        return _("not known")
    low = number(fact.value)
    if fact.value_high is not None:
        return _("%(low)s to %(high)s", low=low, high=number(fact.value_high))
    if fact.qualifier == "about":
        return _("about %(number)s", number=low)
    if fact.qualifier == "more_than":
        return _("more than %(number)s", number=low)
    return low
