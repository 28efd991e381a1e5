"""Limits of slots and what is compulsory, as organisers set them. Nobody is dropped by a number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import delete

from cwf import audit
from cwf.agendas.models import Duty, LimitedSlot, SignUpRules
from cwf.agendas.queries.sign_ups import duties_of, limited_slot, limits_of, rules_of
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions.writing import called, record
from cwf.programme.timetable import Session, Slot
from cwf.registration.actions import places
from cwf.registration.models import Quota


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How many may sign up, and when: [opens, closes) in UTC, None without bound."""

    capacity: int
    opens: datetime | None
    closes: datetime | None


class Titled(Protocol):
    """A session, released or drafted, as the log calls it."""

    @property
    def title(self) -> Mapping[str, str]:
        """By language."""


def set_limit(
    edition: Edition,
    slot: Slot,
    session: Session,
    terms: Terms,
    *,
    at: datetime,
    actor: audit.Actor,
) -> None:
    """Open sign-up for a slot, or change it; those who have a place keep it."""
    row = limited_slot(edition.id, slot.uuid)
    before = _values(row) if row else None
    if row is None:
        root_id = places.open_tree(
            edition.id,
            capacity=terms.capacity,
            offer_minutes=rules_of(edition.id).offer_minutes,
            closes=terms.closes,
        )
        row = LimitedSlot(
            edition_id=edition.id, slot_uuid=slot.uuid, session_id=session.id, quota_id=root_id
        )
        db.session.add(row)
    else:
        _set_terms(edition.id, row.quota_id, terms.closes, at)
        if before and before["capacity"] != terms.capacity:
            places.resize(row.quota_id, terms.capacity, at)
    row.opens, row.closes = terms.opens, terms.closes
    db.session.flush()
    _record(
        actor,
        "limit.change" if before else "limit.set",
        edition,
        session,
        before=before,
        after=_values(row),
    )


def set_times(
    edition: Edition,
    row: LimitedSlot,
    session: Titled,
    opens: datetime | None,
    closes: datetime | None,
    *,
    at: datetime,
    actor: audit.Actor,
) -> None:
    """Open and close sign-up at other instants; who has a place keeps it."""
    if (row.opens, row.closes) == (opens, closes):
        return
    before = _values(row)
    _set_terms(edition.id, row.quota_id, closes, at)
    row.opens, row.closes = opens, closes
    db.session.flush()
    _record(actor, "limit.change", edition, session, before=before, after=_values(row))


def hold_back(
    edition: Edition,
    row: LimitedSlot,
    session: Titled,
    *,
    group: str,
    number: int,
    until: datetime | None,
    at: datetime,
    actor: audit.Actor,
) -> None:
    """Keep so many of the places for a category until an instant; 0: keep none."""
    places.hold_back(row.quota_id, group=group, number=number, until=until, at=at)
    after = {"category": group, "number": number, "until": until.isoformat() if until else None}
    _record(actor, "limit.hold_back", edition, session, after=after)


def remove_limit(
    edition: Edition, row: LimitedSlot, session: Session, *, at: datetime, actor: audit.Actor
) -> None:
    """No sign-up any more: everybody may come. Places, offers and the queue end with it."""
    before, root_id = _values(row), row.quota_id
    db.session.delete(row)
    db.session.flush()
    places.close_tree(root_id, at=at)
    _record(actor, "limit.remove", edition, session, before=before)


def set_duty(
    edition: Edition, session: Session, categories: Collection[str], *, actor: audit.Actor
) -> None:
    """Make a session compulsory for categories ("": for everyone); for none: for nobody."""
    before = sorted(duties_of(edition.id).get(session.id, ()))
    after = [""] if "" in categories else sorted(categories)
    if before == after:
        return
    db.session.execute(delete(Duty).where(Duty.session_id == session.id))
    for category in after:
        db.session.add(Duty(edition_id=edition.id, session_id=session.id, category=category))
    _record(
        actor,
        "duty.set",
        edition,
        session,
        before={"categories": before},
        after={"categories": after},
    )


def set_rules(
    edition: Edition,
    *,
    refuse_overlaps: bool,
    offer_minutes: int,
    at: datetime,
    actor: audit.Actor,
) -> None:
    """How the edition treats sign-ups. Offers that are open keep their end."""
    row = rules_of(edition.id)
    before = _rules(row)
    if not row.version:
        row = SignUpRules(edition_id=edition.id)
        db.session.add(row)
    row.refuse_overlaps, row.offer_minutes = refuse_overlaps, offer_minutes
    if before == _rules(row):
        return
    db.session.flush()
    for limit in sorted(limits_of(edition.id).values(), key=lambda one: one.root_id):
        _set_terms(edition.id, limit.root_id, limit.closes, at)
    record(actor, "sign_ups.rules", edition.id, edition.slug, before=before, after=_rules(row))


def _set_terms(edition_id: int, root_id: int, closes: datetime | None, at: datetime) -> None:
    minutes = rules_of(edition_id).offer_minutes
    places.set_terms(root_id, offer_minutes=minutes, closes=closes, at=at)


def _rules(row: SignUpRules) -> dict[str, Any]:
    return {"refuse_overlaps": row.refuse_overlaps, "offer_minutes": row.offer_minutes}


def _values(row: LimitedSlot) -> dict[str, Any]:
    capacity = db.session.get_one(Quota, row.quota_id, populate_existing=True).capacity
    times = {"opens": row.opens, "closes": row.closes}
    return {
        "capacity": capacity,
        **{name: at.isoformat() if at else None for name, at in times.items()},
    }


def _record(
    actor: audit.Actor,
    action: str,
    edition: Edition,
    session: Titled,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    subject = called(session.title, edition)
    record(actor, action, edition.id, subject, before=before, after=after)
