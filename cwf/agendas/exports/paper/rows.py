"""One line of an agenda on paper: when, what, how firmly it is held, where and how far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from flask_babel import gettext as _

from cwf.agendas.agenda import Agenda, Entry, State
from cwf.agendas.picks import Hold
from cwf.programme.exports.book.entries import MARKS, Book, Said
from cwf.programme.release import Release
from cwf.programme.scripts import runs
from cwf.programme.timetable import Kind
from cwf.registration.places import Held


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry as it is printed.

    `track` counts the tracks from 1 (0: none) and names the class of colour. `told` is the line
    below the title, `place` says where, and how long the way there is.
    """

    start: str
    until: str
    track: int
    mark: str
    title: Said
    told: Said
    place: Said
    on: bool

    @property
    def head(self) -> str:
        """The title as it is measured."""
        return _plain(self.title)

    @property
    def line(self) -> str:
        """The line below the title as it is measured."""
        return _plain(self.told)

    @property
    def where(self) -> str:
        """The place as it is measured."""
        return _plain(self.place)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Makes rows of an agenda, in the language of the book that names things."""

    book: Book
    release: Release
    agenda: Agenda
    held: Mapping[UUID, Held] = field(default_factory=dict)

    def row(self, entry: Entry) -> Row:
        """The entry as it is printed; call it while that language is spoken."""
        session = self.book.timetable.session.get(entry.session)
        known = session if entry.slot else None
        mark = self.book.mark(known.track) if known else ""
        if known and not mark and known.kind is Kind.KEYNOTE:
            mark = MARKS["rings"]
        return Row(
            start=self.book.clock(entry.starts),
            until=_("to %(end)s", end=self.book.clock(entry.ends)) if entry.ends else "",
            track=self.book.tracks.get(known.track or "", 0) if known else 0,
            mark=mark,
            title=self.book.said(entry.title),
            told=runs(". ".join(self._told(entry))),
            place=runs(self._place(entry)),
            on=entry.on,
        )

    def _told(self, entry: Entry) -> list[str]:
        """Kind and who, or what has become of it; then how it is held, and what it clashes with."""
        if entry.state is State.GONE:
            return [_("No longer in the programme")]
        session = self.book.timetable.session[entry.session]
        if entry.state is State.CANCELLED:
            return list(self.book.words(session))
        kind = self.book.labels.kind(session.kind)
        names = self.book.names(session) if session.kind is Kind.KEYNOTE else ""
        if names and names not in self.book.labels.text(entry.title):
            kind = f"{kind}, {names}"
        said = [kind, *self.book.words(session), self._held(entry)]
        earlier = {
            self.book.clock(self.agenda.entry[clash.one].starts): None
            for clash in self.agenda.clashes
            if clash.other == entry.uuid
        }
        said.append(_("Clashes with %(starts)s", starts=", ".join(earlier)) if earlier else "")
        return [part.removesuffix(".") for part in said if part]

    def _held(self, entry: Entry) -> str:
        booking = self.held.get(entry.uuid)
        if entry.hold is Hold.PLACE:
            return _("Place confirmed")
        if entry.hold is Hold.DUTY:
            return _("Compulsory")
        if entry.hold is Hold.WAITING:
            if booking is None or booking.position is None:
                return _("Waiting list")
            return _("Waiting list, no. %(number)d", number=booking.position)
        if entry.hold is Hold.OFFERED:
            if booking is None or booking.expires is None:
                return _("Place offered")
            return _("Place offered until %(at)s", at=self.book.labels.moment(booking.expires))
        return ""

    def _place(self, entry: Entry) -> str:
        labels = self.book.labels
        if entry.gone:
            return labels.text(entry.gone.place)
        assert entry.slot is not None
        if not self._several or entry.venue is None:
            said = labels.rooms(entry.slot)
        else:
            said = labels.place(entry.slot)
        minutes = self._minutes.get(entry.uuid)
        return _("%(place)s, %(num)d min walk", place=said, num=minutes) if minutes else said

    @cached_property
    def _several(self) -> bool:
        """Whether there are several houses to go to: else none of them need be named."""
        return len({entry.venue.slug for entry in self.agenda.entries if entry.venue}) > 1

    @cached_property
    def _minutes(self) -> dict[UUID, int]:
        return {walk.before: walk.minutes for day in self.agenda.days for walk in day.walks}


def _plain(said: Said) -> str:
    return "".join(run.text for run in said)
