"""With which delegation participants come, as registration asks for its list of them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, false, select

from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.editions.models import Edition
from cwf.regions.models import Region
from cwf.registration.batches import in_parts
from cwf.registration.queries.parties import Named, Parties


def choices(edition_id: int) -> list[Named]:
    """The delegations of an edition, by their English names."""
    rows = db.session.execute(
        select(Delegation.uuid, Region.name, Delegation.name)
        .outerjoin(Region, Region.id == Delegation.region_id)
        .where(Delegation.edition_id == edition_id)
    )
    named = [(uuid.hex, region or own) for uuid, region, own in rows]
    return sorted(named, key=lambda one: (one[1].get("en", "").casefold(), one[0]))


def members(edition_id: int, code: str) -> Select[int]:
    """The ids of the participants of one delegation of an edition, or with "" of all of them."""
    found = (
        select(Member.participant_id)
        .join(Delegation, Delegation.id == Member.delegation_id)
        .where(Delegation.edition_id == edition_id)
    )
    if not code:
        return found
    try:
        return found.where(Delegation.uuid == UUID(code))
    except ValueError:
        return found.where(false())


def hosts(edition_id: int) -> Select[int]:
    """The ids of those who come with the region that hosts the edition."""
    return members(edition_id, "").join(
        Edition,
        (Edition.id == Delegation.edition_id) & (Edition.host_region_id == Delegation.region_id),
    )


def of(ids: Sequence[int]) -> Mapping[int, Named]:
    """The delegation of each participant who comes with one."""
    found: dict[int, Named] = {}
    for some in in_parts(ids):
        rows = db.session.execute(
            select(Member.participant_id, Delegation.uuid, Region.name, Delegation.name)
            .join(Delegation, Delegation.id == Member.delegation_id)
            .outerjoin(Region, Region.id == Delegation.region_id)
            .where(Member.participant_id.in_(some))
        )
        found |= {who: (uuid.hex, region or own) for who, uuid, region, own in rows}
    return found


PARTIES = Parties(choices=choices, members=members, hosts=hosts, of=of)
