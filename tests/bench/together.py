"""A delegation of fifty in one submit, against fifty registrations of one each.

Both through the same action with all that it decides, nested places and the log included, each
with its own commit and its own look for who is known; in wall time, in one process. What requests
cost beside it (parsing, rendering, sessions) would only favour the one submit, and is left out.
"""

import time
from collections.abc import Iterator
from itertools import count

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.entering import Entrant, enter_all
from cwf.registration.actions.nodes import put_node
from cwf.registration.categories import Category, Channel
from cwf.registration.details import Details
from tests.bench.rows import Figure, ratios
from tests.bench.signups import people_of_an_edition
from tests.bench.stand import stand

ROWS = ("together",)
PEOPLE = 50
GROUP = "int/d1/official"


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """One submit between two times of fifty; all for one edition that has a thousand already."""
    with stand(postgresql, sizes=()) as here, here.app().app_context():
        people_of_an_edition()
        edition = db.session.get_one(Edition, 1)
        now, numbers = clock.now(), count(10_000)
        root = open_places(edition, 100_000, now, SYSTEM).root_id
        assert root is not None
        for group in ("int", "int/d1", GROUP):
            put_node(root, group, capacity=50_000, until=None, at=now)
        db.session.commit()
        _enter(numbers, 1), _enter(numbers, PEOPLE)  # what is compiled once
        chain = [_enter(numbers, 1)]
        for _ in range(rounds):
            chain += [_enter(numbers, PEOPLE), _enter(numbers, 1)]
        db.session.remove()
        db.engine.dispose()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios(chain)),
        note=f"fifty at once at best {1000 * PEOPLE / max(chain[1::2]):.0f} ms,"
        f" one by one {1000 * PEOPLE / max(chain[::2]):.0f} ms",
    )


def _enter(numbers: Iterator[int], at_once: int) -> float:
    """Enter fifty new people, so many in a transaction; people a second."""
    entrants = [
        Entrant(
            details=Details(
                name=f"Member {number}",
                country="SE",
                affiliation="Region",
                category=Category.DELEGATE,
                language="en",
            ),
            email=f"member{number}@example.org",
            group=GROUP,
        )
        for number in (next(numbers) for _ in range(PEOPLE))
    ]
    began = time.perf_counter()
    for first in range(0, PEOPLE, at_once):
        some = entrants[first : first + at_once]
        entered = enter_all(1, some, channel=Channel.DELEGATION, at=clock.now(), actor=SYSTEM)
        assert all(one.participant for one in entered)
        db.session.commit()
    return PEOPLE / (time.perf_counter() - began)
