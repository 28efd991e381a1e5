"""Sessions that a region runs, how far they are placed, and who of its members presents what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from cwf.database import db
from cwf.delegations.models import Delegation, Member, OwnSession
from cwf.people.models import Person
from cwf.programme.models import Appearance, Session, Speaker
from cwf.programme.timetable import Slot, Status, Timetable
from cwf.registration.models import Participant

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Run:
    """A session of a region: its published placings, those of its members who present it.

    `known` says whether the public sees the session, `cancelled` that it is told it falls away.
    """

    slug: str
    title: dict[str, str]
    known: bool
    cancelled: bool
    placed: tuple[Slot, ...]
    presenters: tuple[str, ...]


def sessions_of(delegation: Delegation, timetable: Timetable | None) -> list[Run]:
    """Those that the host linked, and those that members present; by time, unplaced ones last.

    Where and when they are says what is published: of the draft no head is told.
    """
    linked = linked_to(delegation)
    presenters = _presenters(delegation)
    ids = linked | presenters.keys()
    if not ids:
        return []
    sessions = db.session.scalars(select(Session).where(Session.id.in_(ids))).all()
    shown = timetable.session if timetable else {}
    slots = timetable.slots_of if timetable else {}
    found = [
        Run(
            slug=one.slug,
            title=shown[one.slug].title if one.slug in shown else one.title,
            known=one.slug in shown,
            cancelled=one.slug in shown and shown[one.slug].status is Status.CANCELLED,
            placed=slots.get(one.slug, ()),
            presenters=tuple(presenters.get(one.id, ())),
        )
        for one in sessions
        if one.id in linked or one.slug in shown
    ]
    found.sort(key=lambda run: (run.placed[0].starts if run.placed else NEVER, run.slug))
    return found


def linked_to(delegation: Delegation) -> set[int]:
    """The ids of the sessions that the host linked."""
    rows = select(OwnSession.session_id).where(OwnSession.delegation_id == delegation.id)
    return set(db.session.scalars(rows))


def sessions_in(edition_id: int) -> Sequence[Session]:
    """All sessions of an edition, by their slug."""
    rows = select(Session).where(Session.edition_id == edition_id)
    return db.session.scalars(rows.order_by(Session.slug)).all()


def _presenters(delegation: Delegation) -> dict[int, list[str]]:
    """The names of members who stand in the programme, by the session's id."""
    rows = db.session.execute(
        select(Appearance.session_id, Person.name)
        .join(Speaker, Speaker.id == Appearance.speaker_id)
        .join(Person, Person.id == Speaker.person_id)
        .join(Participant, Participant.person_id == Speaker.person_id)
        .join(Member, Member.participant_id == Participant.id)
        .where(Member.delegation_id == delegation.id, Speaker.edition_id == delegation.edition_id)
        .order_by(Appearance.session_id, Person.sort_name)
    )
    found: dict[int, list[str]] = {}
    for session, name in rows:
        found.setdefault(session, []).append(name)
    return found
