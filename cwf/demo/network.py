"""Regions and editions out of the reference data. What is there already is left as it is."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from cwf.database import db
from cwf.demo.reading import read, sources, texts
from cwf.editions.models import Edition, Fact, Step
from cwf.regions.models import Region

NOT_COLUMNS = ("host_region", "other_cities", "facts", "speakers_named", "sources", "confidence")


def add_regions() -> int:
    """Add the regions that are not there yet; gives their number."""
    known = set(db.session.scalars(select(Region.slug)))
    missing = [region for region in read("regions.yaml") if region["slug"] not in known]
    for region in missing:
        values = {**region, "note": texts(region.get("note"))}
        db.session.add(Region(**{**values, "sources": sources(region["sources"])}))
    db.session.flush()
    return len(missing)


def add_editions(*, now: datetime) -> int:
    """Add the editions from 2004 on that are not there yet; gives their number."""
    known = set(db.session.scalars(select(Edition.slug)))
    missing = [edition for edition in read("editions.yaml") if edition["slug"] not in known]
    for edition in missing:
        db.session.add(_edition(edition, now))
    db.session.flush()
    return len(missing)


def region_id(slug: str | None) -> int | None:
    """The id of a region by its slug."""
    return db.session.scalar(select(Region.id).where(Region.slug == slug)) if slug else None


def _edition(told: dict[str, Any], now: datetime) -> Edition:
    values = {key: value for key, value in told.items() if key not in NOT_COLUMNS}
    for key in ("city", "venue", "theme", "lead", "note", "ordinal_note"):
        values[key] = texts(values.get(key))
    values["city"] = _cities(values["city"], told.get("other_cities") or [])
    return Edition(
        **values,
        host_region_id=region_id(told["host_region"]),
        welcome={},
        practical={},
        notice={},
        sources=sources(told["sources"]),
        facts=list(facts([*told["facts"], *map(_speaker, told["speakers_named"])])),
        steps=[
            Step(
                lifecycle=told["lifecycle"], at=now, actor_name="Districts of Creativity", reason={}
            )
        ],
    )


def facts(told: list[dict[str, Any]]) -> list[Fact]:
    """Facts as rows, in their order."""
    return [_fact(number, one) for number, one in enumerate(told)]


def _fact(position: int, told: dict[str, Any]) -> Fact:
    day: date | None = told.get("day")
    return Fact(
        position=position,
        kind=told["kind"],
        label=told["label"],
        value=told.get("value_low", told.get("value")),
        value_high=told.get("value_high"),
        qualifier=told.get("qualifier"),
        unit=texts(told.get("unit")),
        measure=told.get("measure"),
        day=day,
        confidence=told.get("confidence"),
        sources=sources(told.get("sources")),
    )


def _speaker(told: dict[str, Any]) -> dict[str, Any]:
    """A speaker who is known by name where no programme is."""
    return {"kind": "speaker", "label": {"en": told["name"]}, "unit": told.get("affiliation")}


def _cities(city: dict[str, str], others: list[dict[str, str]]) -> dict[str, str]:
    """All cities of an edition in one name."""
    return {
        language: ", ".join([name, *(other.get(language, other["en"]) for other in others)])
        for language, name in city.items()
    }
