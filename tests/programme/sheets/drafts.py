"""Drafts as `Standing`s, made from the timetables that other tests use."""

from typing import Any

from cwf.programme.incoming import Noun, Placing, Taking
from cwf.programme.sheets.vocabulary import Vocabulary
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Session, Speaker, Timetable, text
from tests.programme.strategies import KARNATAKA, MIDT, SHANGHAI

REGIONS = {region.slug: region for region in (KARNATAKA, MIDT, SHANGHAI)}
VOCABULARY = Vocabulary(
    regions={slug: region.name for slug, region in REGIONS.items()},
    kinds={"visit": {"en": "Living Lab", "da": "Levende laboratorium"}},
)
FRAME = {
    Noun.VENUE: ("name", "address", "latitude", "longitude", "zone", "note"),
    Noun.ROOM: ("venue", "name", "seats", "standing", "step_free", "hearing_loop",
                "interpretation", "note"),
    Noun.TRACK: ("name", "question", "hue", "mark"),
}  # fmt: skip


def standing_of(timetable: Timetable) -> Standing:
    """The draft that a timetable shows, as `queries.standing` would read it."""
    edition = timetable.edition
    entries = [
        Entry(noun=noun, slug=one.slug, name=text(one.name, "", edition.languages)[0],
              values={name: getattr(one, name) for name in names})
        for (noun, names), rows in zip(
            FRAME.items(), (timetable.venues, timetable.rooms, timetable.tracks), strict=True
        )
        for one in rows
    ]  # fmt: skip
    entries += [_speaker(one) for one in timetable.speakers]
    entries += [_session(one, timetable) for one in timetable.sessions]
    return Standing(
        edition=edition.slug,
        zone=edition.zone,
        day_change_hour=edition.day_change_hour,
        languages=edition.languages,
        regions=tuple(sorted(REGIONS)),
        entries=tuple(entries),
    )


def empty(standing: Standing) -> Standing:
    """The same edition before anything was entered."""
    return Standing(
        edition=standing.edition,
        zone=standing.zone,
        day_change_hour=standing.day_change_hour,
        languages=standing.languages,
        regions=standing.regions,
        entries=(),
    )


def _speaker(one: Speaker) -> Entry:
    names = ("name", "sort_name", "original_name", "original_language", "group", "country",
             "affiliation", "biography")  # fmt: skip
    values: dict[str, Any] = {name: getattr(one, name) for name in names}
    values["region"] = one.region.slug if one.region else None
    values["links"] = tuple({"label": link.label, "url": link.url} for link in one.links)
    return Entry(noun=Noun.SPEAKER, slug=one.slug, name=one.name, values=values)


def _session(one: Session, timetable: Timetable) -> Entry:
    names = ("kind", "title", "subtitle", "abstract", "language", "track", "expected", "status",
             "reason")  # fmt: skip
    values: dict[str, Any] = {name: getattr(one, name) for name in names}
    values |= {
        "staff_note": "",
        "hosts": tuple(sorted(region.slug for region in one.hosts)),
        "people": tuple(Taking(speaker=two.speaker, role=two.role) for two in one.people),
        "placings": tuple(
            Placing(starts=slot.starts, ends=slot.ends, assumed_minutes=slot.assumed_minutes,
                    rooms=slot.rooms, uuid=slot.uuid)
            for slot in timetable.slots_of.get(one.slug, ())
        ),
    }  # fmt: skip
    name = text(one.title, "", timetable.edition.languages)[0] or one.slug
    return Entry(noun=Noun.SESSION, slug=one.slug, name=name, values=values)
