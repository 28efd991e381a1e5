"""A day of an edition with 10,000 registrations, kept by the job, against one plain statement.

The yardstick counts the same rows by the same columns in one `SELECT … GROUP BY`, through
SQLAlchemy and to the last row. The job does all that it does in earnest: finds out that a day is
missing, reads what is known, counts thirty targets, writes the day and commits. Each is timed
between two yardsticks; what a round has kept goes again before the next.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from sqlalchemy import delete, func, insert, select

from cwf import clock
from cwf.attendance.actions.targets import set_target
from cwf.attendance.days import end_of, last_ended
from cwf.attendance.jobs.snapshots import take_snapshots
from cwf.attendance.measures import Unit
from cwf.attendance.models import Snapshot
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.attendance.queries import daily
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.delegations.models import Delegation, Member
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.regions.models import Region
from cwf.registration.models import Participant
from tests.bench.rows import Figure, ratios
from tests.bench.stand import settled, stand

ROWS = ("snapshot",)
PEOPLE, DELEGATIONS, TARGETS = 10_000, 12, 30
COUNTRIES = ("DK", "SE", "NO", "DE", "GB", "US", "IN", "CN", "FR", "ES", "IT", "NL", "FI", "BE")
CATEGORIES = ("full", "day", "student", "speaker", "press")
ROLES = ("political", "official", "business", "student")
AT_ONCE = 2000  # rows of one statement
ALIKE = (
    Participant.standing,
    Participant.category,
    Participant.country,
    Member.delegation_id,
    Member.role,
    Participant.channel,
)
YARDSTICK = (
    select(*ALIKE, func.count())
    .outerjoin(Member, Member.participant_id == Participant.id)
    .group_by(*ALIKE)
)


def measure(postgresql: str | None, *, rounds: int) -> Iterator[Figure]:
    """The job against the statement, round by round."""
    with stand(postgresql, sizes=()) as here:
        app = here.app()
        with app.app_context():
            edition_id = _edition()
            # However long ago midnight was: the day counts as one that ended just now.
            daily.IN_TIME = timedelta(days=2)  # type: ignore[misc]
            _keep_all_but_one(edition_id)
            chain = [_plain()]
            for _ in range(rounds):
                chain += [_job(edition_id), _plain()]
            kept = select(Snapshot).order_by(Snapshot.day.desc())
            cells = len(db.session.scalars(kept).first().cells)
            db.session.remove()
            db.engine.dispose()
    yield Figure(
        name=ROWS[0],
        rounds=tuple(ratios(chain)),
        note=f"{1000 * min(chain[::2]):.1f} ms the statement; {cells} cells, {TARGETS} targets",
    )


def _plain() -> float:
    with only_reading():
        return _best(lambda: db.session.execute(YARDSTICK).all())


def _job(edition_id: int) -> float:
    def run() -> None:
        take_snapshots()

    def forget() -> None:
        db.session.execute(
            delete(Snapshot).where(Snapshot.edition_id == edition_id, Snapshot.day > _eve())
        )
        db.session.commit()

    taken = _best(run, before=forget)
    if db.session.scalar(select(func.count(Snapshot.day))) != 2:
        raise RuntimeError("the job has kept nothing")
    return taken


def _best(act: Callable[[], object], before: Callable[[], None] | None = None) -> float:
    """The best of five: what others do on the machine only ever adds."""
    taken = []
    for _ in range(5):
        if before:
            before()
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return min(taken)


def _keep_all_but_one(edition_id: int) -> None:
    """The day before stands; everybody was confirmed on the day that has just ended."""
    db.session.add(
        Snapshot(edition_id=edition_id, day=_eve(), taken=clock.now(), source="job", figures={})
    )
    db.session.commit()
    take_snapshots()
    days = db.session.scalars(select(Snapshot.day).where(Snapshot.edition_id == edition_id)).all()
    if len(days) != 2:
        raise RuntimeError(f"days kept: {days}")


def _eve() -> date:
    return last_ended(clock.now(), "UTC") - timedelta(days=1)


def _edition() -> int:
    """An edition to come with its people, delegations and targets; its id."""
    chance, today = Random(6), clock.now()
    starts = today.date() + timedelta(days=90)
    edition = Edition(slug="many", year=starts.year, starts=starts, ends=starts, country="DK",
                      zone="UTC", languages=["en"])  # fmt: skip
    regions = [Region(slug=f"region-{n}", name={"en": f"Region {n}"}, country="GB")
               for n in range(DELEGATIONS)]  # fmt: skip
    db.session.add_all([edition, *regions])
    db.session.flush()
    delegations = [
        Delegation(edition_id=edition.id, region_id=one.id, name={}, country="GB", made=today,
                   stage="approved", stage_since=today, zone="UTC")
        for one in regions
    ]  # fmt: skip
    db.session.add_all(delegations)
    db.session.flush()
    at = end_of(last_ended(today, "UTC"), "UTC") - timedelta(hours=12)
    people, rows, members = [], [], []
    for one in range(1, PEOPLE + 1):
        in_party = one % 5 == 0
        people.append({"id": one, "name": f"Person {one}", "sort_name": f"Person {one}"})
        rows.append(
            {
                "id": one, "person_id": one, "edition_id": edition.id, "consented": at,
                "asked": at, "confirmed": at, "email": f"p{one}@example.org",
                "category": "delegate" if in_party else chance.choice(CATEGORIES),
                "country": chance.choice(COUNTRIES),
                "standing": "cancelled" if one % 17 == 0 else "confirmed",
                "cancelled": at if one % 17 == 0 else None,
                "channel": "delegation" if in_party else "own",
            }
        )  # fmt: skip
        if in_party:
            members.append({"participant_id": one, "role": chance.choice(ROLES), "named": at,
                            "delegation_id": chance.choice(delegations).id})  # fmt: skip
    for start in range(0, PEOPLE, AT_ONCE):
        part = slice(start, start + AT_ONCE)
        db.session.execute(insert(Person), people[part])
        db.session.execute(insert(Participant), rows[part])
    db.session.execute(insert(Member), members)
    _aim(edition, at)
    db.session.commit()
    settled()
    return edition.id


def _aim(edition: Edition, at: object) -> None:
    """A target of all, one of those from abroad, and one for each country and region."""
    wheres = [Where(), Where(international=True)]
    wheres += [Where(countries=frozenset({one})) for one in COUNTRIES]
    wheres += [Where(regions=frozenset({f"region-{n}"})) for n in range(DELEGATIONS)]
    wheres += [Where(categories=frozenset({one})) for one in CATEGORIES]
    for number, where in enumerate(wheres[:TARGETS]):
        set_target(
            edition, unit=Unit.PARTICIPANT, predicate=Predicate(of=Of.REGISTERED, where=where),
            name={"en": f"Target {number}"}, low=100, at=at, actor=SYSTEM,
        )  # fmt: skip
