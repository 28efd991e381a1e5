"""The places of a whole edition: opened, bounded, and who counts as international there.

Whoever calls this commits.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.seating import definition_of, group_of
from cwf.registration.actions.settling import lock, put
from cwf.registration.actions.trees import open_tree, resize
from cwf.registration.categories import Standing
from cwf.registration.international import Definition
from cwf.registration.models import Admission, Participant
from cwf.registration.places import ClaimState
from cwf.registration.queries.trees import CLAIMS
from cwf.registration.turns import would_be_over

OFFER_MINUTES = 3 * 24 * 60  # days to answer: who comes from far has to ask at home first


def admission_of(edition_id: int, *, lock: bool = False) -> Admission | None:
    """The places of an edition, and who is international there; None: nothing was said of it."""
    wanted = select(Admission).where(Admission.edition_id == edition_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def group_for(participant: Participant, rule: Definition) -> str:
    """The group of a participant who comes by themselves, as `group_of` reckons it."""
    return group_of(rule, country=participant.country or "", category=participant.category)


def open_places(
    edition: Edition,
    capacity: int | None,
    at: datetime,
    actor: Actor,
    *,
    groups: Mapping[int, str] | None = None,
) -> Admission:
    """Bound an edition: whoever takes part has a place of one tree from now on.

    All who are confirmed get theirs at once, though they were more than the capacity. `groups` are
    those of participants who came with somebody, by their ids; of all others it is reckoned. What
    is open already is made larger or smaller. `capacity` None: without bound.
    """
    admission = admission_of(edition.id, lock=True)
    before = None
    if admission is None:
        admission = Admission(edition_id=edition.id)
        db.session.add(admission)
        db.session.flush()
    if admission.root_id is None:
        root_id = open_tree(edition.id, capacity=capacity, offer_minutes=OFFER_MINUTES)
        admission.root_id = root_id
        _seat_confirmed(edition, admission, capacity, at, groups or {})
    else:
        root_id = admission.root_id
        before = {"capacity": lock([root_id])[root_id].capacity}
        resize(root_id, capacity, at)
    db.session.flush()
    _record(actor, "places.open", edition, before, {"capacity": capacity})
    return admission


def _seat_confirmed(
    edition: Edition,
    admission: Admission,
    capacity: int | None,
    at: datetime,
    groups: Mapping[int, str],
) -> None:
    rule = definition_of(edition)
    people = db.session.execute(
        select(Participant.id, Participant.country, Participant.category)
        .where(Participant.edition_id == edition.id, Participant.standing == Standing.CONFIRMED)
        .order_by(Participant.confirmed, Participant.id)
    ).all()
    root_id = admission.root_id
    rows = [
        {
            "root_id": root_id,
            "quota_id": root_id,
            "participant_id": one.id,
            "group_code": groups.get(one.id)
            or group_of(rule, country=one.country or "", category=one.category),
            "state": ClaimState.PLACE,
            "since": at,
        }
        for one in people
    ]
    if rows:
        db.session.execute(insert(CLAIMS), rows)
    assert root_id is not None
    put(root_id, taken=len(rows), over=would_be_over(len(rows), capacity))


def _record(
    actor: Actor,
    action: str,
    edition: Edition,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    scope = audit.edition_scope(edition.id)
    audit.record(actor, action, scope=scope, subject=edition.slug, before=before, after=after)
