"""How the things of a timetable are called in one language.

Interface words come from gettext: call these within `cwf.i18n.speaking(language)`, or in a
request in that language. What is not known is not said; there is no placeholder in a label.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from babel.dates import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.programme.timetable import (
    Appearance,
    Kind,
    PersonRole,
    Session,
    Slot,
    Texts,
    Timetable,
    Venue,
    text,
)

KIND_WORDS = {
    Kind.KEYNOTE: _l("Keynote"),
    Kind.TALK: _l("Talk"),
    Kind.WORKSHOP: _l("Workshop"),
    Kind.PANEL: _l("Panel"),
    Kind.BREAKOUT: _l("Breakout"),
    Kind.VISIT: _l("Visit"),
    Kind.EXHIBITION: _l("Exhibition"),
    Kind.BREAK: _l("Break"),
    Kind.MEAL: _l("Meal"),
    Kind.SOCIAL: _l("Social"),
    Kind.CEREMONY: _l("Ceremony"),
}
ROLE_WORDS = {
    PersonRole.SPEAKER: _l("speaker"),
    PersonRole.MODERATOR: _l("moderator"),
    PersonRole.FACILITATOR: _l("facilitator"),
    PersonRole.PANELLIST: _l("panellist"),
    PersonRole.HOST: _l("host"),
}


@dataclass(frozen=True)
class Labels:
    """Names out of one timetable in one language."""

    timetable: Timetable
    language: str

    def told(self, texts: Texts) -> tuple[str, str]:
        """A text of the organisers in this language or the next best, and which one it is."""
        return text(texts, self.language, self.timetable.edition.languages)

    def text(self, texts: Texts) -> str:
        """A text of the organisers in this language or the next best; "" where there is none."""
        return self.told(texts)[0]

    @property
    def forum(self) -> str:
        """What the edition is called: "Creativity World Forum 2017", and what to mind of it."""
        edition = self.timetable.edition
        name = _("Creativity World Forum %(year)s", year=edition.year)
        if edition.invented:
            return _("%(name)s (invented)", name=name)
        if edition.illustrative:
            return _("%(name)s (illustrative programme)", name=name)
        return name

    @property
    def notice(self) -> str:
        """What a reader has to know before trusting the programme; "" where it is real."""
        edition = self.timetable.edition
        own = self.text(edition.notice)
        if own or not (edition.invented or edition.illustrative):
            return own
        if edition.invented:
            return _("This edition is invented. It shows how the planner works.")
        return _("This programme is illustrative: the real times and rooms are not known.")

    def kind(self, kind: Kind) -> str:
        """The kind by the edition's own word, else by ours."""
        own = {name.kind: self.text(name.name) for name in self.timetable.kinds}.get(kind)
        return own or kind_word(kind)

    def track(self, session: Session) -> str:
        """The name of the session's track, "" where it has none."""
        track = self.timetable.track.get(session.track or "")
        return self.text(track.name) if track else ""

    def room(self, slug: str) -> str:
        """A room by a name that no other room of the timetable has, for lists keyed by name."""
        return self._rooms.get(slug, slug)

    def rooms(self, slot: Slot) -> str:
        """The rooms alone: "Store Sal, Lille Sal"; "" where the place is not known."""
        known = (self.timetable.room.get(slug) for slug in slot.rooms)
        return ", ".join(self.text(room.name) for room in known if room)

    def room_in_house(self, slug: str) -> str:
        """A room and its house: "Store Sal, Musikhuset Aarhus"; once where both are one name."""
        room = self.timetable.room[slug]
        names = (self.text(room.name), self._venue_name(room.venue))
        return ", ".join(filter(None, dict.fromkeys(names)))

    def place(self, slot: Slot) -> str:
        """Rooms and houses: "Store Sal, Musikhuset Aarhus"; "" where the place is not known."""
        houses: dict[str, list[str]] = {}
        for slug in slot.rooms:
            if room := self.timetable.room.get(slug):
                houses.setdefault(room.venue, []).append(self.text(room.name))
        return "; ".join(
            ", ".join(filter(None, dict.fromkeys([*rooms, self._venue_name(house)])))
            for house, rooms in houses.items()
        )

    def venue(self, slot: Slot) -> Venue | None:
        """The house of the slot's main room, where it is known."""
        room = self.timetable.room.get(slot.rooms[0]) if slot.rooms else None
        return self.timetable.venue.get(room.venue) if room else None

    def position(self, slot: Slot) -> tuple[float, float] | None:
        """Latitude and longitude of that house, where they are known."""
        venue = self.venue(slot)
        if venue is None or venue.latitude is None or venue.longitude is None:
            return None
        return venue.latitude, venue.longitude

    def person(self, appearance: Appearance) -> str:
        """Who, whence and as what: "Jan Gehl (Gehl Architects), moderator"."""
        speaker = self.timetable.speaker.get(appearance.speaker)
        if speaker is None:
            return appearance.speaker
        belongs = self.text(speaker.affiliation)
        name = f"{speaker.name} ({belongs})" if belongs else speaker.name
        if appearance.role is PersonRole.SPEAKER:
            return name
        return f"{name}, {role_word(appearance.role)}"

    def substitutions(self, session: Session) -> list[str]:
        """A sentence for each speaker who was announced and does not come."""
        said = []
        for change in session.substitutions:
            was = self.name_of(change.was)
            if change.now is None:
                said.append(_("%(was)s does not come.", was=was))
            else:
                now = self.name_of(change.now)
                said.append(_("%(now)s steps in for %(was)s.", now=now, was=was))
        return said

    def name_of(self, speaker: str) -> str:
        """A speaker's name by slug."""
        found = self.timetable.speaker.get(speaker)
        return found.name if found else speaker

    def moment(self, instant: datetime) -> str:
        """Weekday, date and hour on the edition's clock: "Wednesday 1 November, 12:15"."""
        local = self.timetable.local(instant)
        if self.language == "da":
            return f"{format_date(local, 'EEEE d. MMMM', locale='da')} kl. {self.hour(instant)}"
        return f"{format_date(local, 'EEEE d MMMM', locale=self.language)}, {self.hour(instant)}"

    def hour(self, instant: datetime) -> str:
        """The hour on the edition's clock: "12:15", in Danish "12.15"."""
        return f"{self.timetable.local(instant):{'%H.%M' if self.language == 'da' else '%H:%M'}}"

    def _venue_name(self, slug: str) -> str:
        venue = self.timetable.venue.get(slug)
        return self.text(venue.name) if venue else ""

    @cached_property
    def _rooms(self) -> dict[str, str]:
        rooms = self.timetable.rooms
        names = {room.slug: self.text(room.name) or room.slug for room in rooms}
        return _set_apart(
            _set_apart(
                names, {room.slug: self._venue_name(room.venue) or room.slug for room in rooms}
            ),
            {room.slug: room.slug for room in rooms},
        )


def _set_apart(names: dict[str, str], by: dict[str, str]) -> dict[str, str]:
    """The names, those that occur more than once with what sets them apart in brackets."""
    often = Counter(names.values())
    return {
        slug: f"{name} ({by[slug]})" if often[name] > 1 else name for slug, name in names.items()
    }


def kind_word(kind: Kind) -> str:
    """The interface's word for a kind of session."""
    return str(KIND_WORDS[kind])


def role_word(role: PersonRole) -> str:
    """The interface's word for what somebody does in a session, in small letters."""
    return str(ROLE_WORDS[role])
