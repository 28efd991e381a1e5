"""What a delegation's booklet is made of, as it stands."""

from uuid import UUID

from flask import current_app
from sqlalchemy import select, union_all

from cwf.agendas.models import LimitedSlot
from cwf.agendas.queries.papers import place_of
from cwf.database import db
from cwf.delegations.booklet import Booklet, lettered
from cwf.delegations.models import Cover, Delegation, Member
from cwf.delegations.queries.access import edition_of, name_of
from cwf.delegations.queries.guests import guests
from cwf.programme.release import Release
from cwf.registration.models import Claim
from cwf.registration.places import ClaimState


def booklet_of(row: Delegation) -> Booklet:
    """The booklet of a delegation: its confirmed members, and the release that the public sees."""
    edition = edition_of(row)
    who = guests(edition.id, row.id)
    named = lettered(who)
    _slug, release_id = place_of(edition.id)
    release: Release | None = None
    if release_id is not None:
        release = current_app.extensions["cwf_release"](release_id).release
    return Booklet(
        name=name_of(row),
        lead=row.lead,
        zone=row.zone,
        members=named,
        unnamed=len(who) - len(named),
        contacts=tuple(one.guest for one in named if one.guest.rank and one.guest.said.phone),
        release=release,
        covers=_covers(row.id, {one.participant for one in who}),
        country=edition.country or "",
        practical=edition.practical,
    )


def _covers(delegation_id: int, confirmed: set[int]) -> dict[UUID, frozenset[int]]:
    """By slot, which of them are there: who covers it, and who has a place by signing up."""
    covering = select(Cover.slot_uuid.label("slot"), Member.participant_id.label("who")).join(
        Member, Member.id == Cover.member_id
    )
    signed = (
        select(LimitedSlot.slot_uuid.label("slot"), Claim.participant_id.label("who"))
        .join(Claim, Claim.root_id == LimitedSlot.quota_id)
        .join(Member, Member.participant_id == Claim.participant_id)
        .where(Claim.state == ClaimState.PLACE)
    )
    both = union_all(
        covering.where(Member.delegation_id == delegation_id),
        signed.where(Member.delegation_id == delegation_id),
    )
    found: dict[UUID, set[int]] = {}
    for slot, who in db.session.execute(both):
        if who in confirmed:
            found.setdefault(slot, set()).add(who)
    return {slot: frozenset(people) for slot, people in found.items()}
