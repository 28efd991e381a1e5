"""A delegation's booklet: an A5 document of who comes, who covers what, and what is practical."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.delegations.booklet import ABREAST, CALL_112, Booklet, Covered, Lettered, day_of
from cwf.delegations.wording import Words
from cwf.editions.palette import hue
from cwf.i18n import speaking
from cwf.programme.exports.book.dates import Dates
from cwf.programme.exports.book.entries import MARKS, Book, Said
from cwf.programme.exports.book.look import quoted
from cwf.programme.scripts import runs
from cwf.programme.timetable import Kind
from cwf.web import markdown
from cwf.web.documents import Document
from cwf.web.templating import clock_time, instant, own_text, short_day, zone_place


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member as one is printed: the letter, who, whence, when they come, where they stay."""

    letter: str
    name: Said
    told: Said
    travel: str
    stay: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A session of a day. `dots` has one for each letter; `all` how many there are, in words."""

    mark: str
    track: int
    title: Said
    when: str
    dots: tuple[bool, ...]
    letters: str
    all: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the forum: where somebody is, and how many sessions more nobody covers."""

    heading: str
    lines: tuple[Line, ...]
    more: int


def booklet_document(
    booklet: Booklet, words: Words, *, language: str, forum: str, zone: str, at: datetime
) -> Document:
    """The booklet as a document; call it within an application context.

    `zone` is the forum's clock; `at` is when it stood so.
    """
    with speaking(language):
        name = own_text(dict(booklet.name))
        made = _Sheet(booklet, words, language, zone)
        return Document(
            html=render_template(
                "print/booklet.html",
                name=runs(name),
                forum=forum,
                lead=made.lead(),
                people=[made.person(one) for one in booklet.members],
                unnamed=booklet.unnamed,
                contacts=made.contacts(),
                emergency=booklet.country in CALL_112,
                days=list(made.days()),
                letters=made.letters,
                practical=markdown.html(own_text(dict(booklet.practical or {})), top=3),
                home=made.home(),
            ),
            title=_("Delegation of %(region)s, %(forum)s", region=name, forum=forum),
            language=language,
            created=at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=("print/booklet.css",),
            style=_style(booklet, name, zone, at),
        )


class _Sheet:
    """Makes the parts, in the language being spoken."""

    def __init__(self, booklet: Booklet, words: Words, language: str, zone: str) -> None:
        self.booklet, self.words, self.zone = booklet, words, zone
        self.dates, release = Dates(language), booklet.release
        self.book = Book(release.timetable, language, whole=release.timetable) if release else None
        few = len(booklet.members) <= ABREAST
        self.letters = [one.letter for one in booklet.members] if few else []

    def lead(self) -> str:
        """How many, led by whom, and when the first of them arrive."""
        number = len(self.booklet.members) + self.booklet.unnamed
        said = ngettext("%(num)d person", "%(num)d people", number)
        if self.booklet.lead:
            said = _("%(people)s, led by %(lead)s", people=said, lead=self.booklet.lead)
        days = sorted(
            one.guest.said.arrives for one in self.booklet.members if one.guest.said.arrives
        )
        if not days:
            return f"{said}."
        day = self.dates.heading(days[0])
        day = day.lower() if self.dates.language == "da" else day
        return _("%(people)s. First arrival %(day)s.", people=said, day=day)

    def person(self, one: Lettered) -> Person:
        """A member; unknown travel is said to be so."""
        guest, said = one.guest, one.guest.said
        told = [guest.affiliation] if guest.affiliation else []
        told += [str(self.words.ranks[guest.rank])] if guest.rank else []
        told += [_("with %(name)s", name=guest.with_whom)] if guest.with_whom else []
        when = [self._day(said.arrives)] if said.arrives else [_("arrival not known")]
        when += [f"{said.arrives_at:{self._clock}}"] if said.arrives and said.arrives_at else []
        travel = " · ".join(filter(None, (" ".join(when), said.arrival)))
        until = _("to %(day)s", day=self._day(said.departs)) if said.departs else ""
        return Person(
            letter=one.letter,
            name=runs(guest.name),
            told=runs(", ".join(told) or str(self.words.categories[guest.category])),
            travel=travel,
            stay=", ".join(filter(None, (said.lodging, until))),
        )

    def contacts(self) -> list[tuple[Said, str]]:
        """Whom to call day and night."""
        return [(runs(one.name), one.said.phone) for one in self.booklet.contacts]

    def home(self) -> str:
        """Whose clock stands beside the forum's; "" where both show the same."""
        if self.book is None or not any(self._at_home(slot.starts) for slot in
                                        self.book.timetable.slots):  # fmt: skip
            return ""
        return zone_place(self.booklet.zone)

    def days(self) -> Iterator[Day]:
        """Who covers what, day by day."""
        if self.book is None:
            return
        timetable = self.book.timetable
        for day in timetable.days:
            slots = [slot for slot in timetable.slots if timetable.day(slot) == day]
            slots.sort(key=lambda one: (one.starts, self.book.labels.text(
                timetable.session[one.session].title)) if self.book else ())  # fmt: skip
            told, more = day_of(self.booklet, slots)
            if not told and not more:
                continue
            yield Day(
                heading=self.dates.heading(day),
                lines=tuple(self._line(one) for one in told),
                more=more,
            )

    def _line(self, one: Covered) -> Line:
        book = self.book
        assert book is not None
        session = book.timetable.session[one.slot.session]
        mark = book.mark(session.track)
        if not mark and session.kind is Kind.KEYNOTE:
            mark = MARKS["rings"]
        home = self._at_home(one.slot.starts)
        place = book.labels.rooms(one.slot)
        when = ", ".join(filter(None, (book.clock(one.slot.starts), place)))
        return Line(
            mark=mark,
            track=book.tracks.get(session.track or "", 0),
            title=book.said(session.title),
            when=_("%(when)s (%(hour)s at home)", when=when, hour=home) if home else when,
            dots=tuple(letter in one.letters for letter in self.letters),
            letters=", ".join(one.letters),
            all=str(one.number),
        )

    def _at_home(self, at: datetime) -> str:
        """The hour at home, where it is another than at the forum."""
        here, home = (clock_time(at, ZoneInfo(one)) for one in (self.zone, self.booklet.zone))
        return home if home != here else ""

    def _day(self, day: date) -> str:
        return short_day(day)

    @property
    def _clock(self) -> str:
        return "%H.%M" if self.dates.language == "da" else "%H:%M"


def _style(booklet: Booklet, name: str, zone: str, at: datetime) -> str:
    """What stands at head and foot, and the colours of tracks."""
    only = _("Only for members of the delegation")
    said: list[Any] = []
    if booklet.release:
        number, when = booklet.release.number, instant(booklet.release.at, zone)
        said.append(_("Release %(number)d, %(at)s.", number=number, at=when))
    said += [_("Members as of %(at)s.", at=instant(at, zone)), f"{only}."]
    head = quoted(_("Delegation of %(region)s", region=name))
    rules = [
        f"@page {{ @bottom-left {{ content: {quoted(' '.join(said))} }} }}",
        f"@page :left {{ @top-left {{ content: counter(page) '\\2003' {head} }} }}",
        f"@page :right {{ @top-right {{ content: {head} '\\2003' counter(page) }} }}",
    ]
    if booklet.release:
        rules += [
            f".t{number} {{ color: {hue(track.hue).light.ink} }}"
            for number, track in enumerate(booklet.release.timetable.tracks, start=1)
        ]
    return "\n".join(rules)
