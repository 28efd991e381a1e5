"""What a person picked, from favourites, claims and duties."""

from dataclasses import dataclass
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
from cwf.registration.places import ClaimState, Held
from cwf.registration.queries.places import held_by

HOLDS = {
    ClaimState.PLACE: Hold.PLACE,
    ClaimState.WAITING: Hold.WAITING,
    ClaimState.OFFERED: Hold.OFFERED,
}


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What an agenda holds: `starred` are wishes, `held` claims by slot, `picks` all of it.

    A slot may be starred and held; among the picks it stands once, as firmly as it is held.
    """

    picks: tuple[Pick, ...]
    starred: frozenset[UUID]
    held: dict[UUID, Held]


def picks_of(agenda: Agenda, at: datetime) -> tuple[Pick, ...]:
    """All that an agenda holds at an instant, by UUID; of several holds the firmest."""
    return mine(agenda, at).picks


def mine(agenda: Agenda, at: datetime) -> Mine:
    """The same with the stars and the claims that it is made of."""
    starred = select(Favourite.slot_uuid).where(Favourite.agenda_id == agenda.id)
    stars = frozenset(db.session.scalars(starred)) if agenda.id else frozenset()
    participant = participant_of(agenda)
    held = _claims(participant, at) if participant else {}
    found = dict.fromkeys(stars, Hold.WISH)
    found |= {slot: HOLDS[one.state] for slot, one in held.items()}
    if participant:
        found |= _duties(participant)
    picks = tuple(sorted(Pick(slot=slot, hold=hold) for slot, hold in found.items()))
    return Mine(picks=picks, starred=stars, held=held)


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


def _claims(participant: Participant, at: datetime) -> dict[UUID, Held]:
    held = {one.root_id: one for one in held_by(participant.id, at) if one.state in HOLDS}
    if not held:
        return {}
    limited = select(LimitedSlot.quota_id, LimitedSlot.slot_uuid).where(
        LimitedSlot.quota_id.in_(held)
    )
    return {slot: held[root] for root, slot in db.session.execute(limited)}


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
