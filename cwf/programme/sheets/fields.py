"""What the columns of a sheet can hold, and by which headings they are known.

Words are in small letters, without what stands in brackets; see `columns.plain`. The first word
of a field is the heading that our own export gives it in English, the second in Danish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwf.programme.incoming import Noun


@dataclass(frozen=True, kw_only=True)
class Field:
    """A kind of column. With `texts` there is one for each language."""

    name: str
    words: tuple[str, ...]
    texts: bool = False


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a column holds: a field, in a language where it is a text for guests."""

    field: str
    language: str | None = None

    @property
    def code(self) -> str:
        """As it is remembered: "starts", "title:da"."""
        return f"{self.field}:{self.language}" if self.language else self.field


def field(name: str, *words: str, texts: bool = False) -> Field:
    """A field with the headings that mean it."""
    return Field(name=name, words=words, texts=texts)


ID = field(
    "id", "id", "id", "our id", "slug", "code", "guid", "identifier", "key", "nr", "no", "number",
    "nummer", "friendly id", "session id", "sessions-id", "speaker id", "talk id", "proposal id",
    "contribution id", "event id", "#",
)  # fmt: skip

FIELDS: Mapping[Noun, tuple[Field, ...]] = {
    Noun.VENUE: (
        ID,
        field("name", "venue", "hus", "name", "navn", "building", "bygning", "location", "house",
              texts=True),
        field("address", "address", "adresse", "street", "postal address", "vej"),
        field("latitude", "latitude", "breddegrad", "lat"),
        field("longitude", "longitude", "længdegrad", "lon", "lng", "long"),
        field("zone", "time zone", "tidszone", "timezone", "zone"),
        field("note", "how to get there", "sådan kommer man dertil", "note", "notes", "directions",
              "noter", "rejsevejledning", texts=True),
    ),
    Noun.ROOM: (
        ID,
        field("name", "room", "lokale", "name", "navn", "room name", "hall", "sal", "rum",
              "lokalenavn", texts=True),
        field("venue", "venue", "hus", "building", "bygning", "location", "house", "sted"),
        field("seats", "seats", "siddepladser", "capacity", "kapacitet", "pladser",
              "places", "size", "antal pladser", "antal siddepladser", "venue capacity"),
        field("standing", "places without seats", "ståpladser", "standing", "standing places",
              "pladser uden sæde"),
        field("step_free", "step-free", "uden trin", "step free", "trinfri", "wheelchair",
              "wheelchair accessible", "accessible", "kørestol", "niveaufri", "tilgængelig",
              "adgang uden trin"),
        field("hearing_loop", "hearing loop", "teleslynge", "induction loop"),
        field("interpretation", "booths for interpreters", "tolkebokse", "interpretation",
              "booths", "tolkning", "interpreters"),
        field("note", "how to find it", "sådan finder man det", "note", "notes", "description",
              "noter", "beskrivelse", "directions", texts=True),
    ),
    Noun.TRACK: (
        ID,
        field("name", "track", "spor", "name", "navn", "theme", "tema", "track name", texts=True),
        field("question", "question", "spørgsmål", "description", "beskrivelse", texts=True),
        field("hue", "colour", "farve", "color", "hue"),
        field("mark", "mark", "mærke", "pattern", "mønster"),
    ),
    Noun.SPEAKER: (
        ID,
        field("name", "name", "navn", "speaker", "speaker name", "full name", "fulde navn",
              "oplægsholder", "taler", "underviser", "display name", "person", "deltager"),
        field("first_name", "first name", "fornavn", "given name", "firstname"),
        field("last_name", "last name", "efternavn", "family name", "surname", "lastname"),
        field("sort_name", "sorted as", "sorteres som", "sort name", "sorteringsnavn"),
        field("original_name", "name in its own script", "navn i egen skrift", "original name",
              "native name"),
        field("original_language", "language of that script", "skriftens sprog",
              "original language"),
        field("group", "group", "gruppe", "is group", "a group or a firm"),
        field("country", "country", "land", "nation", "country code"),
        field("region", "region of the network", "region i netværket", "region"),
        field("affiliation", "affiliation", "tilknytning", "tilhørsforhold", "organisation",
              "organization", "company", "firma", "virksomhed", "institution", "employer",
              "arbejdsplads", "organisation name", texts=True),
        field("biography", "biography", "biografi", "bio", "about", "om", "profile", "cv", "profil",
              "description", texts=True),
        field("links", "links", "links", "link", "website", "web", "url", "homepage", "hjemmeside",
              "webside"),
    ),
    Noun.SESSION: (
        ID,
        field("title", "title", "titel", "session", "session title", "name", "navn", "talk",
              "proposal title", "programpunkt", "event", "event name", "overskrift", "emne",
              texts=True),
        field("subtitle", "subtitle", "undertitel", "sub title", texts=True),
        field("kind", "kind", "type", "session type", "format", "slags", "art", "event type",
              "talk type", "sessionstype"),
        field("track", "track", "spor", "theme", "tema", "category", "kategori", "track name"),
        field("people", "speakers", "talere", "oplægsholdere", "speaker", "speaker names",
              "presenter", "presenters", "oplægsholder", "taler", "people", "medvirkende",
              "persons", "speaker name", "underviser", "undervisere", "by", "af", "contributors"),
        field("hosts", "host regions", "værtsregioner", "hosts", "host", "host region",
              "værtsregion", "region", "regions", "regioner"),
        field("language", "spoken language", "talt sprog", "language", "sprog", "locale"),
        field("status", "status", "status", "state", "tilstand", "published"),
        field("day", "day", "dag", "date", "dato", "start date", "startdato"),
        field("starts", "starts", "begynder", "start", "start time", "from", "fra", "begin",
              "begins", "starttid", "starttidspunkt", "kl", "event start date", "start date & time",
              "start datetime", "starter", "time start"),
        field("ends", "ends", "slutter", "end", "end time", "to", "til", "until", "finish",
              "sluttid", "sluttidspunkt", "event end date", "slut", "end datetime", "ophører",
              "time end"),
        field("hours", "time", "tid", "hours", "tidspunkt", "klokkeslæt", "slot time", "when",
              "hvornår"),
        field("minutes", "length in minutes", "varighed i minutter", "length", "duration",
              "varighed", "minutes", "minutter", "længde"),
        field("assumed_minutes", "assumed length in minutes", "anslået varighed i minutter",
              "assumed length", "assumed minutes", "antaget længde"),
        field("rooms", "rooms", "lokaler", "room", "lokale", "location", "place", "sted", "hall",
              "sal", "venue", "where", "hvor", "room name"),
        field("expected", "expected number", "ventet antal", "expected", "attendees", "forventet",
              "forventet antal", "antal", "audience"),
        field("abstract", "abstract", "beskrivelse", "description", "resumé", "resume", "summary",
              "text", "tekst", "content", "indhold", "omtale", texts=True),
        field("staff_note", "notes for staff", "noter til holdet", "internal notes",
              "internal note", "notes", "noter", "note", "interne noter", "organiser notes"),
        field("reason", "reason of cancellation", "årsag til aflysning", "reason", "årsag",
              "cancellation reason", texts=True),
        field("slot", "placing id", "placerings-id", "slot id", "slot", "slot uuid", "uuid"),
    ),
}  # fmt: skip

# By which column a thing is known to people.
NAME = {noun: "title" if noun is Noun.SESSION else "name" for noun in Noun}


def fields_of(noun: Noun) -> dict[str, Field]:
    """The fields of a noun by name."""
    return {one.name: one for one in FIELDS[noun]}


def targets(noun: Noun, languages: Sequence[str]) -> tuple[Target, ...]:
    """All that a column of such a sheet can hold in an edition of these languages."""
    return tuple(
        Target(field=one.name, language=language)
        for one in FIELDS[noun]
        for language in (languages if one.texts else (None,))
    )


def target_of(code: str) -> Target:
    """A target by its code."""
    name, _colon, language = code.partition(":")
    return Target(field=name, language=language or None)
