"""The dashboard of 10,000 registrations and 400 days, against the same of 100 and 10.

Whole requests of one process in seconds of CPU: session, database, template. Both editions have
the same targets and parts, are of the same six countries, and nine in ten of each are confirmed;
what differs is how many registered, and how many days of snapshots are kept. Each is timed between
two of the small one.
"""

import time
from collections.abc import Iterator
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import insert

from cwf import clock
from cwf.attendance.models import Snapshot, Target
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.models import Participant
from tests.bench.participants import secretary
from tests.bench.rows import Figure, ratios
from tests.bench.stand import stand

ROWS = ("dashboard",)
SIZES = {"few": (100, 10), "many": (10_000, 400)}
COUNTRIES = ("DK", "SE", "IN", "DE", "NO", "US")
CHANNELS = ("own", "delegation")


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """The ratio of the two pages, round by round."""
    with stand(postgresql, sizes=()) as here:
        app = here.app()
        with app.app_context():
            for place, (slug, (people, days)) in enumerate(SIZES.items()):
                _edition(slug, people, days, first=1 + place * 1_000_000)
            client = secretary(app.test_client())
            for slug in SIZES:
                _seconds(client, slug)  # templates are read and compiled
            chain = [_seconds(client, "few")]
            for _ in range(rounds):
                chain += [_seconds(client, "many"), _seconds(client, "few")]
            db.session.remove()
            db.engine.dispose()
    note = f"{min(chain[1::2]) * 1000:.0f} ms of CPU against {min(chain[::2]) * 1000:.0f}"
    yield Figure(name=ROWS[0], rounds=tuple(ratios(chain)), note=note)


def _seconds(client: FlaskClient, slug: str) -> float:
    """The best of three: what others do on the machine only ever adds."""
    path = f"/en/manage/editions/{slug}/attendance/"
    taken = []
    for _ in range(3):
        began = time.process_time()
        answer = client.get(path)
        taken.append(time.process_time() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    people = f"{SIZES[slug][0] * 9 // 10:,}"
    if people not in answer.text:
        raise RuntimeError(f"{path}: {people} are not on it")
    return min(taken)


def _edition(slug: str, people: int, days: int, *, first: int) -> None:
    """An edition to come with its targets, so many people, and so many days that were kept."""
    day = clock.now().date()
    starts = day + timedelta(days=60)
    edition = Edition(
        slug=slug, year=2026, starts=starts, ends=starts, country="DK", languages=["en"]
    )
    db.session.add(edition)
    db.session.flush()
    targets = _targets(edition)
    _people(edition, people, first)
    db.session.execute(
        insert(Snapshot),
        [
            {
                "edition_id": edition.id, "day": day - timedelta(days=back), "source": "job",
                "taken": clock.now(), "cells": [], "forecasts": {},
                "figures": {
                    str(one.uuid): [number := people * (days - back) // days, 0, number, number]
                    for one in targets
                },
            }
            for back in range(1, days + 1)
        ],
    )  # fmt: skip
    db.session.commit()


def _targets(edition: Edition) -> list[Target]:
    """Three wholes with a path, and of the first a part by each channel and by three roles."""
    starts = edition.starts or clock.now().date()
    path = [[(starts - timedelta(days=300)).isoformat(), 0], [starts.isoformat(), 12_000]]
    told = ({}, {"international": True}, {"categories": ["full"]})
    rows = [_target(edition, low=12_000, path=path, predicate=one) for one in told]
    db.session.add_all(rows)
    db.session.flush()
    parts = [("channel", one) for one in CHANNELS]
    parts += [("role", one) for one in ("member", "head", "speaker")]
    below = [
        _target(
            edition, low=3_000, parent_id=rows[0].id, axis=axis, value=value, name={"en": value},
            predicate={f"{axis}s": [value]},
        )
        for axis, value in parts
    ]  # fmt: skip
    db.session.add_all(below)
    db.session.flush()
    return rows + below


def _target(edition: Edition, *, predicate: dict[str, object], **other: object) -> Target:
    told = {"name": {"en": "Participants"}, "unit": "participant", "definition": {}, "why": {}}
    return Target(
        edition_id=edition.id, predicate={"of": "registered", **predicate}, **told | other
    )


def _people(edition: Edition, number: int, first: int) -> None:
    now = clock.now()
    people, rows = [], []
    for one in range(first, first + number):
        people.append({"id": one, "name": f"Ada {one}", "sort_name": f"Ada {one}"})
        rows.append(
            {
                "id": one, "person_id": one, "edition_id": edition.id,
                "email": f"p{one}@example.org", "category": ("full", "student")[one % 2],
                "country": COUNTRIES[one % len(COUNTRIES)],
                "channel": CHANNELS[one % len(CHANNELS)],
                "standing": "confirmed" if one % 10 else "withdrawn",
                "consented": now, "asked": now, "sort_key": "ada", "search_key": "ada",
            }
        )  # fmt: skip
    for start in range(0, number, 1_000):
        part = slice(start, start + 1_000)
        db.session.execute(insert(Person), people[part])
        db.session.execute(insert(Participant), rows[part])
