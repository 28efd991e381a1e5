"""The members of delegations to the invented coming edition: what is told of them, and by them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from cwf.audit import SYSTEM, Actor
from cwf.database import db
from cwf.delegations.actions.covers import set_covers
from cwf.delegations.models import Delegation, Member, Occasion, OwnSession, Reply
from cwf.delegations.naming import Named
from cwf.delegations.roles import Role
from cwf.editions.models import Edition
from cwf.programme.models import Session, Slot
from cwf.registration.models import Particulars

DIETS = ("", "", "vegetarian", "", "vegan", "", "halal", "gluten-free")
DAYS_EARLY = (1, 0, 1, 2, 0, 1)  # before the forum's first day, member by member
DAYS_LATE = (0, 1, 0, 0, 2, 1)  # after its last


def named(row: Delegation, told: dict[str, Any], number: int) -> Iterator[Named]:
    """As many as are named in each role; who answers for it comes under the same address.

    The `silent` have none.
    """
    roles = [Role(role) for role, many in told.get("named", {}).items() for _ in range(many)]
    led_by = {name: email for name, email, _rank in told["heads"]}
    for place, role in enumerate(roles):
        name = f"{told['given'][place]} {told['family'][place]}"
        own = "" if place in told.get("silent", ()) else f"delegate{number}{place:02}@example.org"
        yield Named(
            name=name,
            role=role,
            email=led_by.get(name, own),
            country=row.country,
            affiliation=told["affiliations"][place % len(told["affiliations"])],
            language=told["language"],
        )


def tell_particulars(
    edition: Edition, people: list[Member], told: dict[str, Any], named: list[Named]
) -> None:
    """Of all but the last ones all that hosts ask; those have not answered yet."""
    assert edition.starts is not None
    assert edition.ends is not None
    for place, member in enumerate(people[: len(named) - told.get("missing", 0)]):
        arrives = edition.starts - timedelta(days=DAYS_EARLY[place % len(DAYS_EARLY)])
        departs = edition.ends + timedelta(days=DAYS_LATE[place % len(DAYS_LATE)])
        db.session.add(
            Particulars(
                participant_id=member.participant_id,
                diet=DIETS[place % len(DIETS)],
                access="",
                languages=["en"],
                photo=place % 7 != 6,
                listed=place % 9 != 8,
                arrives=arrives,
                arrives_at=time(14, 35) if place % 2 else time(18, 2),
                arrival="By train" if place % 2 else "By air",
                departs=departs,
                departs_at=time(10, 20),
                departure="By train" if place % 2 else "By air",
                lodging="Hotel Havnepladsen",
            )
        )


def answer(occasion: Occasion, people: list[Member], told: dict[str, int], now: datetime) -> None:
    for place, member in enumerate(people[: sum(told.values())]):
        comes = place < told.get("yes", 0)
        db.session.add(
            Reply(occasion_id=occasion.id, member_id=member.id, comes=comes, answered=now)
        )


def cover(
    edition: Edition,
    row: Delegation,
    people: list[Member],
    told: dict[str, list[int] | None],
    now: datetime,
) -> None:
    """Who covers which session, by their numbers; None: all."""
    slots = db.session.execute(
        select(Session.slug, Slot.uuid)
        .join(Slot, Slot.session_id == Session.id)
        .where(Session.edition_id == edition.id, Session.slug.in_(told))
        .order_by(Slot.starts)
    )
    first: dict[str, UUID] = {}
    for slug, uuid in slots:
        first.setdefault(slug, uuid)
    pairs = {
        (people[place].id, first[slug])
        for slug, places in told.items()
        for place in (range(len(people)) if places is None else places)
    }
    head = Actor(account_id=None, name=people[0].participant.person.name) if people else SYSTEM
    set_covers(row, more=sorted(pairs), less=(), at=now, actor=head)


def run(edition: Edition, row: Delegation, told: Iterable[str]) -> None:
    sessions = select(Session.id).where(Session.edition_id == edition.id, Session.slug.in_(told))
    for session_id in db.session.scalars(sessions):
        db.session.add(OwnSession(delegation_id=row.id, session_id=session_id))
