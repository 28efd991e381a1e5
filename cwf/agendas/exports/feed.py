"""The body of a feed: entries of a release that are made once, joined as somebody picked them.

It is a pure function of the release, the picks and the language: head, blocks, foot. Entries of
wishes leave one free, entries of places and duties do not. What waits for a place, or was offered
one, counts as a wish: a calendar program asks hours later, and an offer that has run out by then
is worse than none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from flask_babel import gettext as _

from cwf.agendas.feeds import Choice, Ending, hexed
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.ics import all_blocks, programme_ics, span
from cwf.programme.exports.labels import Labels
from cwf.programme.release import Release
from cwf.programme.timetable import Session
from cwf.web.calendar_blocks import FOOT, as_wish, retitled, with_alarm
from cwf.web.calendars import Entry, Feed, calendar_bytes, calendar_head, event_block, no_entries
from cwf.web.joined import Part, part

END = part(FOOT)
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocks:
    """The entries of a release in one language, by slot (hex): as a wish and as a place.

    `none` stands for no entry; `first` and `last` bound them all, `zone` is that of their clock;
    `digest` is equal for equal entries alone. `mine` and `ours` are what feeds are called.
    """

    wish: Mapping[str, Part]
    place: Mapping[str, Part]
    none: Part
    digest: bytes
    forum: str
    notice: str
    zone: str
    color: str | None
    mine: str
    ours: str
    first: date
    last: date


def blocks(release: Release, addresses: Addresses, alarm: int | None) -> Blocks:
    """Make all entries, with an alarm `alarm` minutes before what takes place."""
    made = all_blocks(release, addresses)
    with speaking(addresses.language):
        labels = Labels(release.timetable, addresses.language)
        forum, notice = labels.forum, labels.notice
        mine, ours = _("my agenda"), _("our agendas")
        if alarm:
            words = _("Starts soon")
            made = {
                uid: with_alarm(block, minutes=alarm, words=words) for uid, block in made.items()
            }
    first, last = span(release, (*release.timetable.slots, *release.gone))
    edition = release.timetable.edition
    return Blocks(
        wish={hexed(uid): part(as_wish(block)) for uid, block in made.items()},
        place={hexed(uid): part(block) for uid, block in made.items()},
        none=part(no_entries(edition.zone)),
        digest=sha256(b"".join(made.values())).digest(),
        forum=forum,
        notice=notice,
        zone=edition.zone,
        color=edition.look.ground,
        mine=mine,
        ours=ours,
        first=first.date(),
        last=last.date(),
    )


def picked(found: Blocks, picks: Iterable[Choice], head: Part) -> list[Part]:
    """The parts of a calendar of picks; what the release does not know is left out."""
    wish, place = found.wish, found.place
    chosen = [(place if firm else wish)[slot] for slot, firm in picks if slot in wish]
    return [head, *(chosen or [found.none]), END]


def tag(found: Blocks, picks: Iterable[Choice], head: Part) -> str:
    """What identifies that calendar: the entries there are, which of them, and the words above."""
    said = sha256(found.digest)
    said.update(head.plain)
    said.update("".join([slot + ("!" if firm else "?") for slot, firm in picks]).encode())
    return said.hexdigest()[:32]


@lru_cache(maxsize=256)
def head(feed: Feed, first: date, last: date) -> Part:
    """What stands above the entries; nearly all readers share it."""
    return part(calendar_head(feed, first=first, last=last))


def agenda_head(found: Blocks, language: str, name: str, page: str) -> Part:
    """The same for one agenda. `name` is its owner's own word for it, "" for ours."""
    return _head(found, language, name or found.mine, page)


def group_parts(
    found: Blocks, names: Mapping[str, list[str]], language: str, name: str, page: str
) -> list[Part]:
    """A calendar of several agendas: who wants to be there stands after each title."""
    above = _head(found, language, name or found.ours, page)
    chosen = [
        part(retitled(found.wish[slot].plain, f" ({', '.join(who)})")) if who else found.wish[slot]
        for slot, who in names.items()
        if slot in found.wish
    ]
    return [above, *(chosen or [found.none]), END]


def _head(found: Blocks, language: str, name: str, page: str) -> Part:
    feed = Feed(
        name=f"{found.forum}: {name}",
        language=language,
        description=found.notice,
        zone=found.zone,
        url=page,
        color=found.color,
    )
    return head(feed, found.first, found.last)


def staff_ics(release: Release, notes: Mapping[str, str], addresses: Addresses, name: str) -> bytes:
    """All of a release with what is for staff alone: expected numbers, seats and notes."""
    with speaking(addresses.language):
        labels = Labels(release.timetable, addresses.language)
        of = name or _("for staff")
        remarks = {
            session.slug: "\n\n".join(_for_staff(session, labels, notes.get(session.slug, "")))
            for session in release.timetable.sessions
        }
    return programme_ics(release, release.timetable, addresses, name=of, remarks=remarks, source="")


def _for_staff(session: Session, labels: Labels, note: str) -> Iterator[str]:
    timetable = labels.timetable
    if session.expected is not None:
        yield _("Expected: %(number)s", number=session.expected)
    placed = timetable.slots_of.get(session.slug, ())
    for slug in dict.fromkeys(room for slot in placed for room in slot.rooms):
        if (seats := timetable.room[slug].seats) is not None:
            yield _("%(room)s: %(seats)s seats", room=labels.room(slug), seats=seats)
    if note:
        yield _("For staff: %(note)s", note=note)


def explaining(forum: str, why: Ending, at: datetime, language: str, uid: str) -> bytes:
    """A calendar of one entry that says why there is nothing more in it, on the day it ended.

    It names the forum and nothing that was in it before.
    """
    with speaking(language):
        words = {
            Ending.REVOKED: _("This calendar address was revoked"),
            Ending.RENEWED: _("This calendar has a new address"),
            Ending.OUT_OF_REACH: _("This calendar is no longer yours to read"),
        }
        entry = Entry(
            uid=uid,
            starts=at.date(),
            ends=at.date() + timedelta(days=1),
            summary=words[why],
            language=language,
            description=_("You can remove it from your calendar program."),
            created=at,
            changed=at,
            transparent=True,
        )
        feed = Feed(name=forum, language=language, description=words[why], refresh=WEEK)
    return calendar_bytes(feed, [event_block(entry, zone="UTC")], first=at, last=at)


def unpublished(forum: str, zone: str, at: datetime, language: str) -> bytes:
    """An empty calendar of an edition whose programme nobody may read yet, or no longer."""
    with speaking(language):
        words = _("The programme of this forum is not published.")
        feed = Feed(name=forum, language=language, description=words, zone=zone)
    return calendar_bytes(feed, [], first=at, last=at)
