"""What a person picked, from favourites, claims and duties, and covers for others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from cwf.agendas.models import Agenda, Duty, Favourite, LimitedSlot
from cwf.agendas.picks import Hold, Pick
from cwf.agendas.queries.covered import covers_of
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Slot
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.places import ClaimState, Held
from cwf.registration.queries.places import held_by_each

HOLDS = {
    ClaimState.PLACE: Hold.PLACE,
    ClaimState.WAITING: Hold.WAITING,
    ClaimState.OFFERED: Hold.OFFERED,
}


@dataclass(frozen=True, kw_only=True)
class Mine:
    """What an agenda holds: `starred` are wishes, `held` claims by slot, `picks` all of it.

    `covers` are attended for others (covered.py), as wishes. A slot may be starred, covered and
    held; among the picks it stands once, as firmly as it is held.
    """

    picks: tuple[Pick, ...]
    starred: frozenset[UUID]
    held: dict[UUID, Held]
    covers: frozenset[UUID] = frozenset()


def picks_of(agenda: Agenda, at: datetime) -> tuple[Pick, ...]:
    """All that an agenda holds at an instant, by UUID; of several holds the firmest."""
    return mine(agenda, at).picks


def mine(agenda: Agenda, at: datetime) -> Mine:
    """The same with the stars and the claims that it is made of."""
    (found,) = mine_of([agenda], at)
    return found


def mine_of(agendas: Sequence[Agenda], at: datetime) -> list[Mine]:
    """The same of several agendas, in their order; in as many statements as of one."""
    stars = _stars([agenda.id for agenda in agendas if agenda.id])
    people = _participants(agendas)
    held = _claims([one.id for one in people.values()], at)
    duties = _duties(people.values())
    covers = covers_of([one.id for one in people.values()])
    found = []
    for agenda in agendas:
        starred = frozenset(stars.get(agenda.id, ()))
        one = people.get(_owner(agenda))
        if one is None:
            found.append(_mine(starred, {}, {}, frozenset()))
        else:
            found.append(_mine(starred, held[one.id], duties[one.id], covers[one.id]))
    return found


def _mine(
    starred: frozenset[UUID],
    held: dict[UUID, Held],
    duties: dict[UUID, Hold],
    covers: frozenset[UUID],
) -> Mine:
    found = dict.fromkeys(starred | covers, Hold.WISH)
    found |= {slot: HOLDS[one.state] for slot, one in held.items()}
    found |= duties
    picks = tuple(sorted(Pick(slot=slot, hold=hold) for slot, hold in found.items()))
    return Mine(picks=picks, starred=starred, held=held, covers=covers)


def _owner(agenda: Agenda) -> tuple[int, int | None]:
    return agenda.edition_id, agenda.account_id


def _stars(agenda_ids: Sequence[int]) -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = {}
    if agenda_ids:
        kept = select(Favourite.agenda_id, Favourite.slot_uuid)
        for agenda, slot in db.session.execute(kept.where(Favourite.agenda_id.in_(agenda_ids))):
            found.setdefault(agenda, set()).add(slot)
    return found


def _participants(agendas: Sequence[Agenda]) -> dict[tuple[int, int | None], Participant]:
    """Confirmed participants, by edition and the account that is theirs."""
    owners = {agenda.account_id for agenda in agendas if agenda.account_id is not None}
    if not owners:
        return {}
    rows = db.session.execute(
        select(Account.id, Participant)
        .join(Participant, Participant.person_id == Account.person_id)
        .where(
            Account.id.in_(owners),
            Participant.edition_id.in_({agenda.edition_id for agenda in agendas}),
            Participant.standing == Standing.CONFIRMED,
        )
    )
    return {(one.edition_id, account): one for account, one in rows}


def _claims(participant_ids: Sequence[int], at: datetime) -> dict[int, dict[UUID, Held]]:
    """What each holds or waits for, by slot."""
    if not participant_ids:
        return {}
    each = {
        who: {one.root_id: one for one in held if one.state in HOLDS}
        for who, held in held_by_each(participant_ids, at).items()
    }
    roots = frozenset[int]().union(*each.values())
    if not roots:
        return {who: {} for who in each}
    limited = select(LimitedSlot.quota_id, LimitedSlot.slot_uuid)
    slots = db.session.execute(limited.where(LimitedSlot.quota_id.in_(roots))).all()
    return {
        who: {slot: held[root] for root, slot in slots if root in held}
        for who, held in each.items()
    }


def _duties(participants: Collection[Participant]) -> dict[int, dict[UUID, Hold]]:
    """The slots of compulsory sessions; of a repeated one only where it has a single slot."""
    if not participants:
        return {}
    placed = (
        select(Participant.id, Slot.session_id, Slot.uuid)
        .join(Duty, Duty.edition_id == Participant.edition_id)
        .join(Slot, Slot.session_id == Duty.session_id)
        .where(
            Participant.id.in_([one.id for one in participants]),
            or_(Duty.category == "", Duty.category == Participant.category),
        )
    )
    slots: dict[tuple[int, int], set[UUID]] = {}
    for who, session, uuid in db.session.execute(placed):
        slots.setdefault((who, session), set()).add(uuid)
    found: dict[int, dict[UUID, Hold]] = {one.id: {} for one in participants}
    for (who, _session), uuids in slots.items():
        if len(uuids) == 1:
            found[who][min(uuids)] = Hold.DUTY
    return found
