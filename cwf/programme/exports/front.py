"""The front page of an edition, its practical page, and its changes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.editions.cover import WEB, cover
from cwf.editions.profile import Profile
from cwf.i18n import speaking
from cwf.programme.exports import frame, jsonld, telling
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.known import facts
from cwf.programme.exports.rows import Name, Row, Told, Writer
from cwf.programme.shown import Shown
from cwf.programme.timetable import Edition, Kind, Session

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


def front(profile: Profile, shown: Shown | None, edition: Edition, addresses: Addresses) -> str:
    """The front page; while nothing is published it says so, and when cancelled why."""
    look = (shown.release.timetable.edition if shown else edition).look
    with speaking(addresses.language):
        programme = _programme_parts(shown, addresses) if shown else {}
        context = {
            "profile": profile,
            "cover": cover(profile.ordinal, look.motif, WEB),
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
