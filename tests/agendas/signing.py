"""A forum with sessions for which one signs up, and the people who do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.actions import limits
from cwf.agendas.models import LimitedSlot, SignUpRules
from cwf.agendas.queries.slots import drafted
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.people.models import Account, Person
from cwf.programme.actions import publishing
from cwf.programme.models import Session, Slot, SlotRoom
from cwf.programme.timetable import Kind, Status
from cwf.registration.actions import places
from cwf.registration.models import Claim, Participant
from cwf.registration.queries.places import held_by
from tests.browsing import Browser
from tests.programme.conftest import ADA, Forum, utc

NOON = datetime(2017, 10, 20, 10, tzinfo=UTC)  # of Copenhagen, twelve days before the forum


def publish(forum: Forum, at: datetime = NOON) -> None:
    """A release of the draft as it stands."""
    forum.edition.lifecycle = Lifecycle.ANNOUNCED
    db.session.flush()
    prepared = publishing.prepare(forum.edition, at=at, author="Ada", note={})
    publishing.publish(forum.edition, prepared, [], actor=ADA)
    db.session.commit()


def workshop(forum: Forum, slug: str, *hours: int, room: str = "lille-sal") -> list[UUID]:
    """A confirmed workshop placed at hours (UTC) of the first day, for an hour each."""
    session = Session(
        edition_id=forum.edition.id,
        slug=slug,
        kind=Kind.WORKSHOP,
        title={"en": slug.title()},
        subtitle={},
        abstract={},
        reason={},
        status=Status.CONFIRMED,
    )
    placed = [
        Slot(
            edition_id=forum.edition.id,
            session=session,
            starts=utc(1, hour),
            ends=utc(1, hour + 1),
            rooms=[SlotRoom(room=forum.room[room])],
        )
        for hour in hours
    ]
    db.session.add_all([session, *placed])
    db.session.commit()
    forum.session[slug] = session
    return [slot.uuid for slot in placed]


def limit(
    forum: Forum,
    uuid: UUID,
    capacity: int,
    *,
    opens: datetime | None = None,
    closes: datetime | None = None,
) -> int:
    """Let so many sign up for a slot; the id of its tree of places."""
    placed = drafted(forum.edition, uuid)
    terms = limits.Terms(capacity=capacity, opens=opens, closes=closes)
    limits.set_limit(forum.edition, placed.slot, placed.session, terms, at=NOON, actor=SYSTEM)
    db.session.commit()
    found = db.session.scalar(select(LimitedSlot.quota_id).where(LimitedSlot.slot_uuid == uuid))
    assert found
    return found


def refuse_overlaps(forum: Forum) -> None:
    """Of this edition nobody has two places at one time."""
    db.session.add(SignUpRules(edition_id=forum.edition.id, refuse_overlaps=True))
    db.session.commit()


def participant(
    forum: Forum, email: str, account: Account | None = None, category: str = "full"
) -> Participant:
    """Somebody with a confirmed registration; whose account it is."""
    name = email.partition("@")[0].title()
    made = Participant(
        edition_id=forum.edition.id,
        person=Person(name=name, sort_name=name),
        category=category,
        email=email,
        standing="confirmed",
        consented=NOON,
        asked=NOON,
        confirmed=NOON,
    )
    db.session.add(made)
    db.session.flush()
    if account:
        account.person_id = made.person_id
    db.session.commit()
    return made


def crowd(forum: Forum, root_id: int, number: int, *, wait: bool = False) -> list[Participant]:
    """So many others who take places, or get in line."""
    made = []
    for one in range(number):
        kind = "w" if wait else "p"
        who = participant(forum, f"{kind}{root_id}-{one}@example.org")
        at = NOON + timedelta(seconds=one)
        places.take(root_id, who.id, group=who.category, at=at, wait=wait)
        made.append(who)
    db.session.commit()
    return made


def state_of(who: Participant, root_id: int, at: datetime = NOON + timedelta(hours=1)) -> str:
    """What somebody has of a tree: "place", "waiting" …, or "" for nothing ever."""
    held = {one.root_id: one for one in held_by(who.id, at)}
    return str(held[root_id].state) if root_id in held else ""


def claims() -> int:
    """How many claims there are in all."""
    return len(db.session.scalars(select(Claim)).all())


@dataclass
class Ada:
    """Somebody who takes part and has an account, at her browser."""

    browser: FlaskClient
    who: Participant
    forum: Forum

    def path(self, uuid: UUID) -> str:
        """The page of one slot."""
        return f"/en/account/agendas/{self.forum.edition.slug}/sign-ups/{uuid}"

    def read(self, uuid: UUID) -> str:
        """What it says."""
        answer = self.browser.get(self.path(uuid))
        assert answer.status_code == 200
        return answer.text

    def post(self, uuid: UUID, step: str, **fields: object) -> int:
        """Press a button; the status of the answer."""
        here, data = self.path(uuid), {"step": step, **fields}
        return Browser(self.browser).post(here, data, page="/en/account/").status_code


def arrive(
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    email: str = "ada@example.org",
    category: str = "full",
) -> Ada:
    """Somebody arrives and signs in."""
    own = account(email)
    who = participant(forum, email, own, category)
    return Ada(browser=signed_in(own), who=who, forum=forum)
