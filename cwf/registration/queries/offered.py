"""Places of an edition that are offered to several people, for whoever answers for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cwf.registration.places import ClaimState
from cwf.registration.queries.nodes import Party, parties


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """Offers that stand: to whom, as whose parties; the first of them runs out at `until`."""

    people: frozenset[int]
    parties: tuple[UUID, ...]
    until: datetime


def offered_to(root_id: int | None, people: Collection[int], at: datetime) -> Offered | None:
    """The offers of a tree that stand to some participants, by their ids; None: there is none."""
    if root_id is None or not people:
        return None
    return offered_in(parties(root_id, at), people)


def offered_in(found: Iterable[Party], people: Collection[int]) -> Offered | None:
    """The same of parties that were read already."""
    mine = [
        (party.id, one)
        for party in found
        for one in party.people
        if one.state is ClaimState.OFFERED and one.expires and one.participant_id in people
    ]
    if not mine:
        return None
    return Offered(
        people=frozenset(one.participant_id for _party, one in mine),
        parties=tuple(dict.fromkeys(party for party, _one in mine)),
        until=min(one.expires for _party, one in mine if one.expires),
    )
