"""What a page says of each placing: one row, in one language, ready to be laid out.

A row knows no markup; a template knows no timetable. Texts come with the language they are in,
since a missing translation falls back and then carries its own `lang`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext as _

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels, role_word
from cwf.programme.timetable import Kind, PersonRole, Session, Slot, Status, Timetable, Track


@dataclass(frozen=True, kw_only=True)
class Told:
    """A text and the language it is in, None where that is the page's."""

    text: str
    lang: str | None


@dataclass(frozen=True, kw_only=True)
class Name:
    """A speaker as named in a row; `picture` is the hash of a photograph."""

    name: str
    affiliation: str
    url: str
    picture: str | None
    group: bool
    original: str | None
    original_lang: str | None
    role: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A room, or a whole house where room and house bear one name."""

    name: Told
    house: Told | None
    url: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One placing of a session."""

    slot: Slot
    session: Session
    title: Told
    subtitle: Told
    url: str
    kind: str
    track: Track | None
    track_name: Told
    names: tuple[Name, ...]
    hosts: tuple[str, ...]
    places: tuple[Place, ...]
    starts: datetime
    ends: datetime | None
    begins: str
    until: str
    cancelled: bool
    reason: Told
    substitutions: tuple[str, ...]
    language: str | None

    @property
    def keynote(self) -> bool:
        """Whether it is shown large, with a portrait."""
        return self.session.kind is Kind.KEYNOTE


@dataclass(frozen=True, kw_only=True)
class Moment:
    """All that starts at one time of one day. `until` is said where all end together."""

    starts: datetime
    begins: str
    until: str
    rows: tuple[Row, ...]
    head: str


class Writer:
    """Makes rows out of one timetable in one language; call it while speaking that language."""

    def __init__(self, timetable: Timetable, addresses: Addresses) -> None:
        self.timetable = timetable
        self.to = addresses.rooted()
        self.labels = Labels(timetable, addresses.language)

    def told(self, texts: dict[str, str]) -> Told:
        """An organisers' text with the language it is in."""
        text, lang = self.labels.told(texts)
        return Told(text=text, lang=None if lang == self.to.language else lang)

    def row(self, slot: Slot) -> Row:
        """The row of a slot."""
        session = self.timetable.session[slot.session]
        track = self.timetable.track.get(session.track or "")
        return Row(
            slot=slot,
            session=session,
            title=self.told(session.title),
            subtitle=self.told(session.subtitle),
            url=self.to.session(session.slug),
            kind=self.labels.kind(session.kind),
            track=track,
            track_name=self.told(track.name) if track else Told(text="", lang=None),
            names=self.names(session),
            hosts=tuple(self.labels.text(region.name) for region in session.hosts),
            places=self.places(slot),
            starts=self.timetable.local(slot.starts),
            ends=self.timetable.local(slot.ends) if slot.ends else None,
            begins=self.begins(slot),
            until=self.until(slot),
            cancelled=session.status is Status.CANCELLED,
            reason=self.told(session.reason),
            substitutions=tuple(self.labels.substitutions(session)),
            language=session.language,
        )

    def rows(self, slots: Iterable[Slot]) -> tuple[Row, ...]:
        """Rows by start, then by title."""
        made = map(self.row, slots)
        return tuple(sorted(made, key=lambda row: (row.starts, row.title.text.casefold())))

    def moments(self, day: date) -> tuple[Moment, ...]:
        """The rows of a day, together where they start together."""
        slots = [slot for slot in self.timetable.slots if self.timetable.day(slot) == day]
        return tuple(
            self._moment(tuple(rows))
            for _start, rows in groupby(self.rows(slots), key=lambda row: row.slot.starts)
        )

    def names(self, session: Session) -> tuple[Name, ...]:
        """The people of a session, in their order."""
        made = []
        for one in session.people:
            speaker = self.timetable.speaker[one.speaker]
            made.append(
                Name(
                    name=speaker.name,
                    affiliation=self.labels.text(speaker.affiliation),
                    url=self.to.speaker(speaker.slug),
                    picture=speaker.picture,
                    group=speaker.group,
                    original=speaker.original_name,
                    original_lang=speaker.original_language,
                    role="" if one.role is PersonRole.SPEAKER else role_word(one.role),
                )
            )
        return tuple(made)

    def places(self, slot: Slot) -> tuple[Place, ...]:
        """The rooms of a slot; none where the place is not known."""
        made = []
        for slug in slot.rooms:
            room = self.timetable.room[slug]
            name = self.told(room.name)
            house = self.told(self.timetable.venue[room.venue].name)
            made.append(
                Place(
                    name=name,
                    house=house if house.text != name.text else None,
                    url=self.to.room(slug),
                )
            )
        return tuple(made)

    def begins(self, slot: Slot) -> str:
        """The start on the edition's clock."""
        return self._clock(slot.starts)

    def until(self, slot: Slot) -> str:
        """The end in words; where it is not known, nothing is made up."""
        return _("to %(time)s", time=self._clock(slot.ends)) if slot.ends else ""

    def span(self, slot: Slot) -> str:
        """Start to end: "12:00–13:45", "from 10:00"."""
        if slot.ends is None:
            return _("from %(time)s", time=self._clock(slot.starts))
        return f"{self._clock(slot.starts)}–{self._clock(slot.ends)}"

    def _clock(self, instant: datetime) -> str:
        pattern = "%H.%M" if self.to.language == "da" else "%H:%M"
        return self.timetable.local(instant).strftime(pattern)

    def _moment(self, rows: tuple[Row, ...]) -> Moment:
        endings = {row.until for row in rows}
        return Moment(
            starts=rows[0].starts,
            begins=rows[0].begins,
            until=endings.pop() if len(endings) == 1 else "",
            rows=rows,
            head=self._head(rows),
        )

    def _head(self, rows: tuple[Row, ...]) -> str:
        if len(rows) < 2:
            return ""
        kinds = {row.session.kind for row in rows}
        if kinds == {Kind.BREAKOUT}:
            return _("%(number)s breakouts at once", number=len(rows))
        if kinds == {Kind.WORKSHOP}:
            return _("%(number)s workshops at once", number=len(rows))
        return _("%(number)s sessions at once", number=len(rows))
