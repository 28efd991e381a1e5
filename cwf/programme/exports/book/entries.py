"""One session in the book: its number and mark, what it is called, who, where, until when."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from babel import Locale
from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.programme.exports.book.dates import Dates
from cwf.programme.exports.labels import Labels
from cwf.programme.numbering import numbers
from cwf.programme.scripts import Run, runs
from cwf.programme.timetable import (
    Kind,
    PersonRole,
    Session,
    Slot,
    Speaker,
    Status,
    Texts,
    Timetable,
    Track,
)
from cwf.web.templating import clock_time

Said = tuple[Run, ...]

MARKS = {
    "dots": "∵",
    "bars": "⦀",
    "blocks": "▟",
    "rings": "◎",
    "waves": "≈",
    "chevrons": "⌃",
    "slants": "⫽",
    "cross": "✚",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A placing of a session as the book prints it.

    `track` counts the tracks from 1 (0: none) and names the classes of colour; `mark` is a
    character of our own font. `text` is Markdown in `text_language`, empty where another placing
    of the session has told it already. `until` is "to 13:45", or "from 12:15" where only the
    start is known.
    """

    slot: Slot
    session: Session
    number: int | None
    track: int
    mark: str
    title: Said
    subtitle: Said
    who: Said
    names: Said
    text: str
    text_language: str
    start: str
    span: str
    until: str
    place: Said
    facts: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.session.status is Status.CANCELLED


@dataclass(frozen=True)
class Book:
    """A timetable in one language, as the parts of the book ask it. Times are the edition's.

    `whole` is the timetable that it was narrowed from: numbers do not depend on a filter.
    """

    timetable: Timetable
    language: str
    whole: Timetable

    @cached_property
    def labels(self) -> Labels:
        """How things are called."""
        return Labels(self.timetable, self.language)

    @cached_property
    def dates(self) -> Dates:
        """How days are written."""
        return Dates(self.language)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each session by slug."""
        return numbers(self.whole)

    @cached_property
    def tracks(self) -> dict[str, int]:
        """Tracks by slug, counted from 1."""
        return {track.slug: n for n, track in enumerate(self.timetable.tracks, start=1)}

    @cached_property
    def key(self) -> list[Track]:
        """The tracks that need explaining: a programme from elsewhere may have only names."""
        return [track for track in self.timetable.tracks if track.mark or track.question]

    def said(self, texts: Texts) -> Said:
        """A text of the organisers, its languages marked where they are not the book's."""
        words, tongue = self.labels.told(texts)
        return runs(words, None if tongue == self.language else tongue)

    def mark(self, slug: str | None) -> str:
        """The mark of a track as a character, "" where there is none."""
        track = self.timetable.track.get(slug or "")
        return MARKS.get(track.mark or "", "") if track else ""

    def room(self, slot: Slot) -> Said:
        """The rooms alone, where there is no space for their house."""
        return runs(", ".join(self.labels.room(slug) for slug in slot.rooms))

    def clock(self, instant: datetime) -> str:
        """The hour on the edition's clock; the zone is named in the hour that comes twice, when
        summer time ends."""
        local = self.timetable.local(instant)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        hour = clock_time(instant, self.timetable.zone)
        return f"{hour} {local:%Z}" if twice else hour

    def span(self, slot: Slot) -> str:
        """From–to, or "from 12:15": an end is never invented."""
        if slot.ends is None:
            return _("from %(start)s", start=self.clock(slot.starts))
        return f"{self.clock(slot.starts)}–{self.clock(slot.ends)}"

    def until(self, slot: Slot) -> str:
        """What stands below a head that names the start."""
        if slot.ends is None:
            return _("from %(start)s", start=self.clock(slot.starts))
        return _("to %(end)s", end=self.clock(slot.ends))

    def entry(self, slot: Slot) -> Entry:
        """The slot as it is printed."""
        session = self.timetable.session[slot.session]
        first = self.timetable.slots_of[session.slug][0] == slot
        text, tongue = self.labels.told(session.abstract) if first else ("", self.language)
        return Entry(
            slot=slot,
            session=session,
            number=self.numbers.get(session.slug),
            track=self.tracks.get(session.track or "", 0),
            mark=self.mark(session.track),
            title=self.said(session.title),
            subtitle=self.said(session.subtitle),
            who=runs(self.who(session)),
            names=runs(self.names(session)),
            text=text,
            text_language=tongue,
            start=self.clock(slot.starts),
            span=self.span(slot),
            until=self.until(slot),
            place=runs(self.labels.place(slot)),
            facts=self.facts(slot, session),
            words=self.words(session),
        )

    def who(self, session: Session) -> str:
        """Who speaks, and the regions that run it."""
        people = [self.labels.person(appearance) for appearance in session.people]
        return "; ".join([*people, *(self.labels.text(host.name) for host in session.hosts)])

    def names(self, session: Session) -> str:
        """Who speaks and which region runs it, by name alone."""
        people = [self.labels.name_of(appearance.speaker) for appearance in session.people]
        return ", ".join([*people, *(self.labels.text(host.name) for host in session.hosts)])

    def speakers(self, session: Session) -> tuple[Speaker, ...]:
        """Who speaks; who only moderates if nobody else is named."""
        people = session.people
        speaking = [one for one in people if one.role is not PersonRole.MODERATOR] or people
        return tuple(self.timetable.speaker[one.speaker] for one in speaking)

    def facts(self, slot: Slot, session: Session) -> tuple[str, ...]:
        """Language, and the seats of the main room; a keynote's and a meal's nobody counts."""
        found = [self.tongue(session.language)] if session.language else []
        room = self.timetable.room.get(slot.rooms[0]) if slot.rooms else None
        if room and room.seats and session.kind is not Kind.MEAL:
            found.append(ngettext("%(num)d seat", "%(num)d seats", room.seats))
        return tuple(found)

    def tongue(self, code: str) -> str:
        """The name of a language as it stands within a line: "English", "engelsk"."""
        return Locale.parse(code.replace("-", "_")).get_display_name(self.language) or code

    def words(self, session: Session) -> tuple[str, ...]:
        """What has become of it, in sentences: cancelled, somebody else speaks."""
        said = self.labels.substitutions(session)
        if session.status is Status.CANCELLED:
            reason = self.labels.text(session.reason)
            said.insert(0, _("Cancelled: %(reason)s", reason=reason) if reason else _("Cancelled"))
        return tuple(said)
