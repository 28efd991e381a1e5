"""The words of cells and headings, each of which is understood when the sheet comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from cwf.programme.incoming import Noun, Taking
from cwf.programme.sheets.codes import HUES, KINDS, MARKS, ROLES, STATUSES, read_kind
from cwf.programme.sheets.columns import SHEET_NAMES
from cwf.programme.sheets.fields import Target, fields_of
from cwf.programme.sheets.names import Names, names_of, region_names, standing_names
from cwf.programme.sheets.people import written_person
from cwf.programme.sheets.vocabulary import Vocabulary
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.standing import Standing
from cwf.programme.timetable import Kind, PersonRole, Status
from cwf.programme.wall_clock import instants

CLOCKS = frozenset({"starts", "ends"})
# Which of the names of a sheet is the Danish one that we give it.
DANISH = 2


@dataclass(frozen=True, kw_only=True)
class Wordings:
    """How the things of a draft are written in one language (English or Danish)."""

    standing: Standing
    language: str
    vocabulary: Vocabulary

    @property
    def which(self) -> int:
        """The place of the language's word among the words of a field or code."""
        return 1 if self.language == "da" else 0

    def heading(self, noun: Noun, target: Target) -> str:
        """A heading: "Title [en]", "Starts (Europe/Copenhagen)", "ID"."""
        word = fields_of(noun)[target.field].words[self.which]
        word = word.upper() if target.field == "id" else word[:1].upper() + word[1:]
        word = word.replace(" id", " ID")
        if target.language:
            return f"{word} [{target.language}]"
        told = noun is Noun.SESSION and target.field in CLOCKS
        return f"{word} ({self.standing.zone})" if told else word

    def sheet(self, noun: Noun) -> str:
        """The name of a sheet."""
        return SHEET_NAMES[noun][DANISH if self.which else 0].capitalize()

    def choices(self, field: str) -> tuple[str, ...]:
        """What may be chosen in a column, where it is one of few."""
        standing = self.standing
        match field:
            case "kind":
                return tuple(self.kind(kind) for kind in Kind)
            case "status":
                return tuple(self.status(status) for status in Status)
            case "track":
                return tuple(self.track(entry.slug) for entry in standing.of[Noun.TRACK])
            case "rooms":
                return tuple(self.room(entry.slug) for entry in standing.of[Noun.ROOM])
            case "venue":
                return tuple(self.venue(entry.slug) for entry in standing.of[Noun.VENUE])
            case "step_free" | "hearing_loop" | "interpretation" | "group":
                return (self.yes_no(True), self.yes_no(False))
            case "hue":
                return HUES
            case "mark":
                return MARKS
        return ()

    def kind(self, kind: str) -> str:
        """By the edition's own word, else by ours; by the code where those mean another."""
        own = self.vocabulary.kinds.get(kind, {})
        words = (own.get(self.language), *own.values(), KINDS[Kind(kind)][self.which], kind)
        return next((word for word in words if word and self._is_kind(word, kind)), kind)

    def _is_kind(self, word: str, kind: str) -> bool:
        try:
            return read_kind(word, self.vocabulary.kinds) == kind
        except Wrong:
            return False

    def status(self, status: str) -> str:
        """Draft, confirmed, cancelled."""
        return STATUSES[Status(status)][self.which]

    def yes_no(self, value: bool) -> str:
        """Yes or no."""
        return (("yes", "no"), ("ja", "nej"))[self.which][not value]

    def track(self, slug: str) -> str:
        """A track by name."""
        return self._written(Noun.TRACK, slug)

    def venue(self, slug: str) -> str:
        """A venue by name."""
        return self._written(Noun.VENUE, slug)

    def room(self, slug: str) -> str:
        """A room by name, with its venue where the name is not enough."""
        return self._written(Noun.ROOM, slug)

    def region(self, slug: str) -> str:
        """A region by name."""
        names = self.vocabulary.regions.get(slug, {})
        return self._regions.written(slug, [*self._told(names), slug])

    def people(self, takings: Iterable[Taking]) -> str:
        """Ada Example (moderator); Bo Prøve."""
        return "; ".join(self._person(taking) for taking in takings)

    def _person(self, taking: Taking) -> str:
        names = self._names[Noun.SPEAKER]
        entry = self.standing.entry[Noun.SPEAKER, taking.speaker]
        name = names.written(entry.slug, [entry.name])
        role = PersonRole(taking.role)
        return written_person(name, role, ROLES[role][self.which], entry.slug, names)

    def _written(self, noun: Noun, slug: str) -> str:
        entry = self.standing.entry[noun, slug]
        texts = entry.values["name"]
        names = [*self._told(texts), *names_of(entry, self.standing)]
        return self._names[noun].written(slug, names)

    def _told(self, texts: dict[str, str]) -> list[str]:
        return [texts[tag] for tag in (self.language, *self.standing.languages) if texts.get(tag)]

    @cached_property
    def _names(self) -> dict[Noun, Names]:
        return {noun: Names(noun.value, standing_names(self.standing, noun)) for noun in Noun}

    @cached_property
    def _regions(self) -> Names:
        return Names("region", region_names(self.standing, self.vocabulary.regions))

    @cached_property
    def zone(self) -> ZoneInfo:
        """The edition's zone."""
        return ZoneInfo(self.standing.zone)

    def local(self, instant: datetime) -> datetime:
        """What the edition's clock shows."""
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def offset(self, instant: datetime) -> str:
        """The distance from UTC, "+01:00", of an hour that comes twice; else ""."""
        if len(instants(self.local(instant), self.zone)) < 2:
            return ""
        told = f"{instant.astimezone(self.zone):%z}"
        return f"{told[:3]}:{told[3:5]}"

    def day_of(self, local: datetime) -> date:
        """The edition's own day of a moment on its clock."""
        return local.date() - timedelta(days=local.time() < time(self.standing.day_change_hour))

    def end_on_wall(self, day: date, starts: datetime, at: time) -> datetime:
        """When a slot ends of which only the hour is told, as it is read."""
        change = time(self.standing.day_change_hour)
        end = datetime.combine(day, at) + timedelta(days=at < change)
        return end + timedelta(days=1) if end <= starts and at <= change else end
