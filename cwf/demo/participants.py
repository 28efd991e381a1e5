"""Registration at the invented coming edition: its terms, and people who were made up for it."""

from datetime import datetime, time, timedelta
from itertools import product
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from cwf.database import db
from cwf.demo.campaigns import drawn
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.people.models import Account, Person
from cwf.programme.collation import sort_name
from cwf.registration.actions.admission import group_for
from cwf.registration.actions.seating import definition_of, root_of, seat
from cwf.registration.categories import Category, Standing
from cwf.registration.details import Details
from cwf.registration.models import Participant, RegistrationTerms
from cwf.registration.places import Wait

NUMBER = 220
OPEN_TO = [Category.FULL, Category.DAY, Category.STUDENT, Category.PRESS]
CATEGORIES = {"full": 60, "day": 14, "student": 14, "speaker": 3, "press": 4, "partner": 3,
              "volunteer": 2}  # fmt: skip
STANDINGS = {Standing.CONFIRMED: 87, Standing.ASKED: 7, Standing.CANCELLED: 6}
OPENED_BEFORE, CLOSES_BEFORE = timedelta(days=70), timedelta(days=3)


def registered(edition: Edition) -> bool:
    """Whether the edition offers registration already."""
    return db.session.get(RegistrationTerms, edition.id) is not None


def register(edition: Edition, *, now: datetime) -> str:
    """Open registration and fill it; the same people at every loading. Says what was made."""
    told, chance = read("participants.yaml"), Random(NUMBER)
    assert edition.starts is not None
    opening = datetime.combine(now.date(), time(9), ZoneInfo(edition.zone)) - OPENED_BEFORE
    closing = datetime.combine(edition.starts, time(18), ZoneInfo(edition.zone)) - CLOSES_BEFORE
    db.session.add(
        RegistrationTerms(
            edition_id=edition.id,
            opens=opening,
            closes=closing,
            categories=OPEN_TO,
            welcome=told["welcome"],
        )
    )
    edition.registration = True
    people = _people(told, chance)
    made = db.session.scalars(insert(Person).returning(Person.id, sort_by_parameter_order=True),
                              people)  # fmt: skip
    rows = [
        _participant(number, person_id, person, told, chance, now) | {"edition_id": edition.id}
        for number, (person_id, person) in enumerate(zip(made.all(), people, strict=True), start=1)
    ]
    db.session.execute(insert(Participant), rows)
    return f"{NUMBER} invented participants of {edition.slug}"


def attend(account: Account, slug: str, *, now: datetime) -> None:
    """Let a demo account take part."""
    person = Person(name=account.name, sort_name=sort_name(account.name, group=False), country="DK")
    db.session.add(person)
    db.session.flush()
    account.person_id = person.id
    edition = db.session.scalars(select(Edition).where(Edition.slug == slug)).one()
    row = Participant(
        edition_id=edition.id,
        person_id=person.id,
        category=Category.FULL,
        email=account.email,
        language=account.language,
        country="DK",
        affiliation="House of Maybe",
        standing=Standing.CONFIRMED,
        consented=now,
        asked=now,
        confirmed=now,
    )
    db.session.add(row)
    db.session.flush()
    group = group_for(row, definition_of(edition))
    seat(root_of(edition.id), {row.id: group}, at=now, wait=Wait.NO)


def _people(told: dict[str, Any], chance: Random) -> list[dict[str, Any]]:
    """Each name once; a forum has more people of its own country than of any other."""
    of_country = {
        country: chance.sample(pairs, len(pairs))
        for country, names in told["names"].items()
        if (pairs := list(product(names["given"], names["family"])))
    }
    found: list[dict[str, Any]] = []
    while len(found) < NUMBER:
        country = "DK" if chance.random() < 0.2 else chance.choice(list(of_country))
        if of_country[country]:
            found.append(_person(country, *of_country[country].pop()))
    return found


def _person(country: str, given: str, family: str) -> dict[str, Any]:
    name = f"{family} {given}" if country == "CN" else f"{given} {family}"
    return {"name": name, "sort_name": f"{family}, {given}", "country": country, "version": 1}


def _participant(
    number: int,
    person_id: int,
    person: dict[str, Any],
    told: dict[str, Any],
    chance: Random,
    now: datetime,
) -> dict[str, Any]:
    standing = _one_of(STANDINGS, chance)
    # Who waits longer is forgotten.
    days = 6 if standing is Standing.ASKED else OPENED_BEFORE.days - 1
    asked = now - timedelta(minutes=chance.randint(30, days * 24 * 60 - 60))
    if standing is not Standing.ASKED:
        asked = drawn(
            asked, country=person["country"], number=number, now=now, opened=OPENED_BEFORE.days
        )
    details = Details(
        name=person["name"],
        country=person["country"],
        affiliation=chance.choice(told["affiliations"]),
        category=Category(_one_of(CATEGORIES, chance)),
        language="da" if person["country"] == "DK" else "en",
    )
    confirmed = asked + timedelta(minutes=10)
    return {
        "version": 1,
        "generation": 1,
        "person_id": person_id,
        "email": f"guest{number:03}@example.org",
        "category": details.category,
        "country": details.country,
        "affiliation": details.affiliation,
        "language": details.language,
        "standing": standing,
        "consented": asked,
        "asked": asked,
        "wanted": details.kept() if standing is Standing.ASKED else None,
        "confirmed": None if standing is Standing.ASKED else confirmed,
        "cancelled": confirmed + timedelta(minutes=15) if standing is Standing.CANCELLED else None,
    }


def _one_of(weights: dict[Any, int], chance: Random) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]
