"""An edition with participants, and its trees of places as they stand."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.models import Claim, Participant, Quota
from cwf.registration.places import ClaimState

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAY = 24 * 60


def after(minutes: float) -> datetime:
    """An instant so many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def make_edition(slug: str = "2026") -> int:
    """An edition of nothing but its name; its id."""
    edition = Edition(
        slug=slug,
        year=2026,
        zone="Europe/Copenhagen",
        starts=date(2026, 11, 10),
        ends=date(2026, 11, 11),
        languages=["en", "da"],
        city={"en": "Aarhus"},
    )
    db.session.add(edition)
    db.session.flush()
    return edition.id


def make_people(edition_id: int, number: int) -> list[int]:
    """So many confirmed participants; their ids."""
    names = [f"Person {one}" for one in range(number)]
    persons = db.session.scalars(
        insert(Person).returning(Person.id, sort_by_parameter_order=True),
        [{"name": name, "sort_name": name} for name in names],
    ).all()
    rows = [
        {
            "edition_id": edition_id,
            "person_id": person,
            "category": "full",
            "email": f"person-{one}@example.org",
            "standing": "confirmed",
            "consented": NOON,
            "asked": NOON,
            "confirmed": NOON,
        }
        for one, person in enumerate(persons)
    ]
    found = insert(Participant).returning(Participant.id, sort_by_parameter_order=True)
    ids = list(db.session.scalars(found, rows))
    db.session.commit()
    return ids


def untrue_counts() -> list[str]:
    """Counters that do not say what the claims say; nobody above a capacity but who was left."""
    found = []
    quotas = db.session.scalars(select(Quota).execution_options(populate_existing=True)).all()
    parents = {quota.id: quota.parent_id for quota in quotas}
    for quota in quotas:
        claims = db.session.scalars(
            select(Claim)
            .where(Claim.root_id == (quota.root_id or quota.id))
            .execution_options(populate_existing=True)
        ).all()
        places = [one for one in claims if one.state == ClaimState.PLACE]
        root = quota.parent_id is None
        if quota.across:
            path, *tags = quota.group.split("+")
            theirs = [one.group.split("+") for one in places]
            taken = len(
                [
                    own
                    for own in theirs
                    if set(tags) <= set(own[1:]) and f"{own[0]}/".startswith(path and f"{path}/")
                ]
            )
        else:
            taken = len([one for one in places if quota.id in _line(one.quota_id, parents)])
        waiting = len([one for one in claims if one.state in ("waiting", "offered")]) if root else 0
        over = 0 if quota.capacity is None else max(0, taken - quota.capacity)
        if (quota.taken, quota.waiting, quota.over) != (taken, waiting, over):
            found.append(
                f"{quota.id}: {quota.taken} {quota.waiting} {quota.over},"
                f" but {taken} {waiting} {over}"
            )
    return found


def _line(node: int, parents: dict[int, int | None]) -> list[int]:
    found = [node]
    while (above := parents[found[-1]]) is not None:
        found.append(above)
    return found
