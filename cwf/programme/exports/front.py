"""The front page of an edition, its practical page, and its changes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.editions.profile import FactLine, Profile
from cwf.i18n import speaking
from cwf.programme.exports import frame, jsonld, telling
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.page import offset
from cwf.programme.exports.rows import Name, Row, Told, Writer
from cwf.programme.release import Release
from cwf.programme.shown import Shown
from cwf.programme.timetable import Edition, Kind, Session, Timetable
from cwf.web.templating import day_range, number

LATEST = 4


@dataclass(frozen=True, kw_only=True)
class Keynote:
    """A keynote as the front page shows it: who, and about what."""

    name: Name | None
    title: Told
    url: str
    small: str
    cancelled: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """A track as the question it asks."""

    slug: str
    mark: str | None
    name: Told
    question: Told
    count: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """A day of the week of the forum."""

    date: date
    forum: bool
    title: str
    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class History:
    """A release and what it changed."""

    release: Release
    first: bool
    sentences: list[tuple[str, str]]


def front(profile: Profile, shown: Shown | None, edition: Edition, addresses: Addresses) -> str:
    """The front page; while nothing is published it says so, and when cancelled why."""
    with speaking(addresses.language):
        programme = _programme_parts(shown, addresses) if shown else {}
        context = {
            "profile": profile,
            "facts": facts(profile, shown, addresses),
            "cancelled_because": _cancelled_because(profile),
            **programme,
        }
    return frame.render(
        "programme/front.html",
        addresses,
        edition,
        current="",
        path="",
        release=shown.release if shown else None,
        header_class="",
        **context,
    )


def practical(profile: Profile, shown: Shown | None, edition: Edition, addresses: Addresses) -> str:
    """Practical information, with when and where first."""
    with speaking(addresses.language):
        lines = facts(profile, shown, addresses)
    return frame.render(
        "programme/practical.html",
        addresses,
        edition,
        current="practical",
        path="practical",
        release=shown.release if shown else None,
        profile=profile,
        facts=lines,
    )


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
        zone=timetable.edition.zone.rpartition("/")[2].replace("_", " "),
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


def _cancelled_because(profile: Profile) -> dict[str, str]:
    steps = [step for step in profile.steps if step.lifecycle == profile.lifecycle]
    return steps[-1].reason if steps else {}


def _programme_parts(shown: Shown, addresses: Addresses) -> dict[str, object]:
    timetable = shown.release.timetable
    writer = Writer(timetable, addresses)
    return {
        "shown": shown,
        "labels": writer.labels,
        "keynotes": _keynotes(writer),
        "questions": _questions(writer),
        "week": [_day(writer, day) for day in timetable.days],
        "changes": telling.latest(shown, addresses.language)[:LATEST],
        "structured": jsonld.edition_jsonld(timetable.edition, addresses),
    }


def _keynotes(writer: Writer) -> list[Keynote]:
    found: dict[str, Row] = {}
    for slot in writer.timetable.slots:
        if writer.timetable.session[slot.session].kind is Kind.KEYNOTE:
            found.setdefault(slot.session, writer.row(slot))
    return [_keynote(row) for row in found.values()]


def _keynote(row: Row) -> Keynote:
    name = row.names[0] if row.names else None
    small = row.subtitle.text or (name.affiliation if name else "")
    return Keynote(name=name, title=row.title, url=row.url, small=small, cancelled=row.cancelled)


def _questions(writer: Writer) -> list[Question]:
    sessions = Counter(session.track for session in writer.timetable.sessions)
    return [
        Question(
            slug=track.slug,
            mark=track.mark,
            name=writer.told(track.name),
            question=writer.told(track.question or track.name),
            count=ngettext("%(num)s session", "%(num)s sessions", sessions[track.slug]),
            url=writer.to.track(track.slug),
        )
        for track in writer.timetable.tracks
    ]


def _day(writer: Writer, day: date) -> DayLine:
    timetable, edition = writer.timetable, writer.timetable.edition
    sessions = [
        timetable.session[slot.session] for slot in timetable.slots if timetable.day(slot) == day
    ]
    forum = edition.starts is None or edition.starts <= day <= (edition.ends or edition.starts)
    return DayLine(
        date=day,
        forum=forum,
        title=_forum_day(edition, day) if forum else _side_day(edition, day),
        text=_highlights(writer, sessions),
        url=f"{writer.to.programme()}?day={day.isoformat()}",
    )


def _forum_day(edition: Edition, day: date) -> str:
    if edition.starts is None or edition.starts == edition.ends:
        return _("The forum")
    return _("Forum, day %(number)s", number=(day - edition.starts).days + 1)


def _side_day(edition: Edition, day: date) -> str:
    return _("Before the forum") if edition.starts and day < edition.starts else _("After it")


def _highlights(writer: Writer, sessions: list[Session]) -> str:
    keynotes = sum(session.kind is Kind.KEYNOTE for session in sessions)
    said = [ngettext("%(num)s keynote", "%(num)s keynotes", keynotes)] if keynotes else []
    evening = [
        writer.labels.text(session.title)
        for session in sessions
        if session.kind in (Kind.SOCIAL, Kind.CEREMONY)
    ]
    rest = len(sessions) - keynotes
    if rest:
        said.append(
            ngettext("%(num)s other session", "%(num)s other sessions", rest)
            if keynotes
            else ngettext("%(num)s session", "%(num)s sessions", rest)
        )
    return ". ".join(filter(None, [", ".join(said), ", ".join(dict.fromkeys(evening))]))


def changes(releases: list[Release], addresses: Addresses) -> str:
    """What each release changed; `releases` newest first."""
    shown = Shown(release=releases[0], before=releases[1] if len(releases) > 1 else None)
    with speaking(addresses.language):
        history = [
            _told(release, before, addresses.language)
            for release, before in zip(releases, [*releases[1:], None], strict=True)
        ]
    return frame.render(
        "programme/changes.html",
        addresses,
        shown.release.timetable.edition,
        current="changes",
        path="changes",
        release=shown.release,
        history=history,
    )


def _told(release: Release, before: Release | None, language: str) -> History:
    return History(
        release=release,
        first=before is None,
        sentences=telling.latest(Shown(release=release, before=before), language),
    )


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
