"""Places of members in sessions with few seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cwf.agendas.queries.sign_ups import limits_of, sign_up
from cwf.agendas.sign_ups import Limit, SignUp
from cwf.delegations.models import Member
from cwf.programme.timetable import Timetable
from cwf.registration.categories import Standing
from cwf.registration.places import ClaimState
from cwf.registration.queries.places import held_by_each

WAITS = frozenset({ClaimState.WAITING, ClaimState.OFFERED})


@dataclass(frozen=True, kw_only=True)
class Held:
    """By the UUID of a slot, the members (ids) with a place and those in line; and the limits."""

    places: Mapping[UUID, set[int]]
    waiting: Mapping[UUID, set[int]]
    limits: Mapping[UUID, Limit]


def held_in(edition_id: int, members: Sequence[Member], at: datetime) -> Held:
    """What members have of sessions; four statements at most, however many they are."""
    limits = limits_of(edition_id)
    slots = {one.root_id: uuid for uuid, one in limits.items()}
    owner = {one.participant_id: one.id for one in members}
    places: dict[UUID, set[int]] = {}
    waiting: dict[UUID, set[int]] = {}
    for who, claims in (held_by_each(owner, at) if owner and limits else {}).items():
        for claim in claims:
            slot = slots.get(claim.root_id)
            if slot and claim.state is ClaimState.PLACE:
                places.setdefault(slot, set()).add(owner[who])
            elif slot and claim.state in WAITS:
                waiting.setdefault(slot, set()).add(owner[who])
    return Held(places=places, waiting=waiting, limits=limits)


def standings(
    limit: Limit, timetable: Timetable, members: Sequence[Member], at: datetime
) -> dict[int, SignUp]:
    """Where each of some members stands with a slot, by their ids; who has no place at the edition
    yet is absent."""
    return {
        one.id: sign_up(limit, timetable, one.participant, at)
        for one in members
        if one.participant.standing == Standing.CONFIRMED
    }
