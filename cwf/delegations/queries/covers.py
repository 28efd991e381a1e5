"""What members cover, for the delegation's pages and for their agendas."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from cwf.database import db
from cwf.delegations.models import Cover, Member


def covering() -> Select[int, UUID, datetime]:
    """Everything that is covered, by participant (the registry `cwf_agenda_picks`)."""
    return select(
        Member.participant_id.label("participant_id"),
        Cover.slot_uuid.label("slot_uuid"),
        Cover.added.label("since"),
    ).join(Member, Member.id == Cover.member_id)


def covers_in(delegation_id: int) -> dict[UUID, set[int]]:
    """The members who cover each slot (their ids), by its UUID."""
    found: dict[UUID, set[int]] = {}
    rows = select(Cover.slot_uuid, Cover.member_id).join(Member, Member.id == Cover.member_id)
    for slot, member in db.session.execute(rows.where(Member.delegation_id == delegation_id)):
        found.setdefault(slot, set()).add(member)
    return found


def covered_by(member_ids: Collection[int]) -> dict[int, set[UUID]]:
    """What each of some members covers, by their ids."""
    found: dict[int, set[UUID]] = {one: set() for one in member_ids}
    rows = select(Cover.member_id, Cover.slot_uuid).where(Cover.member_id.in_(found))
    for member, slot in db.session.execute(rows):
        found[member].add(slot)
    return found
