"""What a file would change, in words: call it while speaking the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.programme.exports.labels import kind_word, role_word
from cwf.programme.incoming import Noun, Placing, Taking
from cwf.programme.merging import Plan, Step, Verb
from cwf.programme.standing import Standing
from cwf.programme.timetable import Kind, PersonRole, Status, Texts
from cwf.web.templating import clock_time, language_within, own_text, short_day

LETTERS = 300  # of a text that is shown

NOUNS = {
    Noun.VENUE: _l("Venues"),
    Noun.ROOM: _l("Rooms"),
    Noun.TRACK: _l("Tracks"),
    Noun.SPEAKER: _l("Speakers"),
    Noun.SESSION: _l("Sessions"),
}
VERBS = {
    Verb.ADD: _l("New"),
    Verb.CHANGE: _l("Changed"),
    Verb.MOVE: _l("Moved"),
    Verb.CANCEL: _l("Cancelled"),
}
STATUSES = {
    Status.DRAFT: _l("Draft"),
    Status.CONFIRMED: _l("Confirmed"),
    Status.CANCELLED: _l("Cancelled"),
}
FIELDS = {
    "abstract": _l("Abstract"),
    "address": _l("Address"),
    "affiliation": _l("Affiliation"),
    "biography": _l("Biography"),
    "country": _l("Country"),
    "expected": _l("Expected number"),
    "group": _l("A group or a firm"),
    "hearing_loop": _l("Hearing loop"),
    "hosts": _l("Host regions"),
    "hue": _l("Colour"),
    "interpretation": _l("Booths for interpreters"),
    "kind": _l("Kind"),
    "language": _l("Spoken language"),
    "latitude": _l("Latitude"),
    "links": _l("Links"),
    "longitude": _l("Longitude"),
    "mark": _l("Mark"),
    "name": _l("Name"),
    "note": _l("Note"),
    "original_language": _l("Language of that script"),
    "original_name": _l("Name in its own script"),
    "people": _l("Speakers"),
    "placings": _l("Time and place"),
    "question": _l("Question"),
    "reason": _l("Reason"),
    "region": _l("Region of the network"),
    "seats": _l("Seats"),
    "sort_name": _l("Sorted as"),
    "staff_note": _l("Notes for staff"),
    "standing": _l("Places without seats"),
    "status": _l("Status"),
    "step_free": _l("Step-free"),
    "subtitle": _l("Subtitle"),
    "title": _l("Title"),
    "track": _l("Track"),
    "venue": _l("Venue"),
    "zone": _l("Time zone"),
}
# What tells a new thing from others at a glance.
TELLING = ("kind", "track", "people", "placings", "venue", "seats", "affiliation", "address")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A value before and after, in words; `lang` where it is a text in one language."""

    label: str
    before: str
    after: str
    lang: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that would change."""

    verb: Verb
    noun: Noun
    slug: str
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """Names of what stands and of what a plan adds; `regions` are names by slug."""

    plan: Plan
    standing: Standing
    regions: Mapping[str, Texts]

    def lines(self, first: int, most: int) -> list[Line]:
        """The things from one place on, in the order of writing."""
        return [self._line(step) for step in self.plan.steps[first : first + most]]

    def _line(self, step: Step) -> Line:
        new = step.verb is Verb.ADD
        names = [name for name in TELLING if step.values.get(name)] if new else list(step.values)
        return Line(
            verb=step.verb,
            noun=step.noun,
            slug=step.slug,
            name=step.name,
            differences=tuple(
                difference
                for name in names
                for difference in self._differences(name, step.before.get(name), step.values[name])
            ),
        )

    def _differences(self, name: str, before: Any, after: Any) -> Iterator[Difference]:
        label = str(FIELDS[name])
        if not isinstance(after, Mapping):
            yield Difference(
                label=label, before=self._said(name, before), after=self._said(name, after)
            )
            return
        was = before if isinstance(before, Mapping) else {}
        for language in dict.fromkeys((*was, *after)):
            pair = [texts.get(language) or "" for texts in (was, after)]
            if pair[0] != pair[1]:
                shown = _apart(*pair)
                yield Difference(
                    label=_(
                        "%(label)s in %(language)s",
                        label=label,
                        language=language_within(language),
                    ),
                    before=shown[0],
                    after=shown[1],
                    lang=language,
                )

    def _said(self, name: str, value: Any) -> str:
        if value is None or value == "" or value == ():
            return ""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if name in SAYING:
            return SAYING[name](self, value)
        return _short(str(value))

    @cached_property
    def _names(self) -> dict[tuple[Noun, str], str]:
        """What stands is called as it stands, what is new as the file calls it."""
        entries = {(one.noun, one.slug): one.name for one in self.standing.entries}
        return {(one.noun, one.slug): one.name for one in self.plan.steps} | entries

    def _name(self, noun: Noun, slug: str) -> str:
        return self._names.get((noun, slug), slug)

    def _region(self, slug: str) -> str:
        return own_text(self.regions.get(slug, {})) or slug

    def _taking(self, one: Taking) -> str:
        name = self._name(Noun.SPEAKER, one.speaker)
        if one.role is PersonRole.SPEAKER:
            return name
        return f"{name} ({role_word(one.role)})"

    def _placing(self, one: Placing) -> str:
        zone = ZoneInfo(self.standing.zone)
        day = short_day(one.starts.astimezone(zone).date())
        hours = _hours(one.starts, one.ends, zone)
        rooms = [self._name(Noun.ROOM, room) for room in one.rooms]
        return ", ".join([day, hours, *rooms])


def _hours(starts: datetime, ends: datetime | None, zone: ZoneInfo) -> str:
    if ends is None:
        return _("from %(time)s", time=clock_time(starts, zone))
    return f"{clock_time(starts, zone)}–{clock_time(ends, zone)}"


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts, shortened around the place where they begin to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))
    if max(len(before), len(after)) <= LETTERS or same <= LETTERS // 2:
        return _short(before), _short(after)
    first = same - LETTERS // 5
    return f"… {_short(before[first:])}", f"… {_short(after[first:])}"


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()} …"


# How values that are no plain texts are said.
SAYING: Mapping[str, Any] = {
    "hosts": lambda words, slugs: ", ".join(map(words._region, slugs)),
    "kind": lambda words, kind: str(kind_word(Kind(kind))),
    "language": lambda words, tag: language_within(tag),
    "links": lambda words, links: ", ".join(link["url"] for link in links),
    "people": lambda words, people: ", ".join(map(words._taking, people)),
    "placings": lambda words, placings: "; ".join(map(words._placing, placings)),
    "region": lambda words, slug: words._region(slug),
    "status": lambda words, status: str(STATUSES[Status(status)]),
    "track": lambda words, slug: words._name(Noun.TRACK, slug),
    "venue": lambda words, slug: words._name(Noun.VENUE, slug),
}
