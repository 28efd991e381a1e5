"""What a person picked, from favourites, claims and duties."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from cwf.agendas.models import Agenda, Duty, Favourite, LimitedSlot
from cwf.agendas.picks import Hold, Pick
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Slot
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.places import ClaimState
from cwf.registration.queries.places import held_by

HOLDS = {
    ClaimState.PLACE: Hold.PLACE,
    ClaimState.WAITING: Hold.WAITING,
    ClaimState.OFFERED: Hold.OFFERED,
}


def picks_of(agenda: Agenda, at: datetime) -> tuple[Pick, ...]:
    """All that an agenda holds at an instant, by UUID; of several holds the firmest."""
    starred = select(Favourite.slot_uuid).where(Favourite.agenda_id == agenda.id)
    found = dict.fromkeys(db.session.scalars(starred), Hold.WISH)
    if participant := participant_of(agenda):
        found |= _claims(participant, at)
        found |= _duties(participant)
    return tuple(sorted(Pick(slot=slot, hold=hold) for slot, hold in found.items()))


def participant_of(agenda: Agenda) -> Participant | None:
    """The confirmed participant whose agenda it is, if its account is one's."""
    if agenda.account_id is None:
        return None
    return db.session.scalar(
        select(Participant)
        .join(Account, Account.person_id == Participant.person_id)
        .where(
            Account.id == agenda.account_id,
            Participant.edition_id == agenda.edition_id,
            Participant.standing == Standing.CONFIRMED,
        )
    )


def _claims(participant: Participant, at: datetime) -> dict[UUID, Hold]:
    held = {one.root_id: one for one in held_by(participant.id, at)}
    if not held:
        return {}
    limited = select(LimitedSlot.quota_id, LimitedSlot.slot_uuid).where(
        LimitedSlot.quota_id.in_(held)
    )
    return {
        slot: HOLDS[held[root].state]
        for root, slot in db.session.execute(limited)
        if held[root].state in HOLDS
    }


def _duties(participant: Participant) -> dict[UUID, Hold]:
    """The slots of compulsory sessions; of a repeated one only where it has a single slot."""
    placed = (
        select(Slot.session_id, Slot.uuid)
        .join(Duty, Duty.session_id == Slot.session_id)
        .where(
            Duty.edition_id == participant.edition_id,
            or_(Duty.category == "", Duty.category == participant.category),
        )
    )
    slots: dict[int, set[UUID]] = {}
    for session, uuid in db.session.execute(placed):
        slots.setdefault(session, set()).add(uuid)
    return {uuid: Hold.DUTY for uuids in slots.values() if len(uuids) == 1 for uuid in uuids}
