"""Members who have no place yet: why, and what the head can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import member_letters as letters
from cwf.delegations.actions.leaving import decline_offers
from cwf.delegations.forms.words import ROLES
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach
from cwf.delegations.queries.groups import group_of_all
from cwf.delegations.queries.members import Line, members_of
from cwf.delegations.roles import INTERNATIONAL, Role
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions import letters as registration_letters
from cwf.registration.actions.group_offers import take_offers
from cwf.registration.actions.parties import wait_in_parts
from cwf.registration.actions.seating import root_of
from cwf.registration.forms.registration import PlainForm
from cwf.registration.queries.nodes import Party, parties
from cwf.registration.queries.offered import offered_in, offered_to
from cwf.web.access import requires

bp = Blueprint(
    "delegation_waiting", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>/waiting"
)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Who waits, whom a place is offered until when, who waits together, and what is full."""

    lines: Sequence[Line]
    offered: Sequence[Line]
    until: datetime | None
    together: bool
    full: Sequence[str]


@bp.post("/offers")
@requires(LEADS)
def take(delegation: UUID) -> Answer:
    """Take all places that are offered to members."""
    row, now = delegation_in_reach(current_user, delegation, lock=True), clock.now()
    offered = offered_to(
        root_of(row.edition_id), [one.participant_id for one in members_of(row.id)], now
    )
    took = take_offers(row.edition_id, offered, at=now, actor=actor()) if offered else []
    for participant in took:
        registration_letters.send_welcome(participant)
    _commit()
    flash(
        ngettext("%(num)s place is taken.", "%(num)s places are taken.", len(took))
        if took
        else _("No place is offered any more.")
    )
    return see(url_for("delegation.home", delegation=delegation))


@bp.route("/decline", methods=["GET", "POST"])
@requires(LEADS)
def decline(delegation: UUID) -> Answer:
    """Decline the places that are offered to members, after reading whom that concerns.

    It holds of those who stood on the page alone: who was offered one since is asked about anew.
    """
    form = PlainForm()
    row, now = delegation_in_reach(current_user, delegation, lock=form.is_submitted()), clock.now()
    back, there = url_for("delegation.home", delegation=delegation), members_of(row.id)
    if form.is_submitted():
        there = [one for one in there if str(one.uuid) in request.form.getlist("who")]
    offered = offered_to(root_of(row.edition_id), [one.participant_id for one in there], now)
    if offered is None:
        flash(_("No place is offered any more."))
        return see(back)
    if takes(form):
        gone = decline_offers(row, there, offered, at=now, actor=actor())
        for participant, cancelled in gone:
            letters.send_taken_out(row, participant, cancelled=cancelled, at=now)
        _commit()
        flash(ngettext("%(num)s place is declined.", "%(num)s places are declined.", len(gone)))
        return see(back)
    shown = [one for one in there if one.participant_id in offered.people]
    return page("delegations/offers_declined.html", row, members=shown, form=form, back=back)


@bp.post("/parts")
@requires(LEADS)
def part(delegation: UUID) -> Answer:
    """Who waits together waits each for themselves from now on."""
    row, now = delegation_in_reach(current_user, delegation, lock=True), clock.now()
    root_id = root_of(row.edition_id)
    for party in _own_parties(row, root_id) if root_id else ():
        wait_in_parts(root_id or 0, party.id, now)
    db.session.commit()
    jobs.nudge("offers")
    flash(_("They wait each for themselves now: whoever can be placed is offered a place."))
    return see(url_for("delegation.home", delegation=delegation))


def waiting_of(row: Delegation, lines: Sequence[Line]) -> Waiting | None:
    """Who waits, with the reasons; None: nobody."""
    waits, root_id = [line for line in lines if line.waits], root_of(row.edition_id)
    if not waits or root_id is None:
        return None
    own = _own_parties(row, root_id)
    offered = offered_in(own, {line.member.participant_id for line in waits})
    return Waiting(
        lines=waits,
        offered=[
            line for line in waits if offered and line.member.participant_id in offered.people
        ],
        until=offered.until if offered else None,
        together=any(party.together for party in own),
        full=list(dict.fromkeys(_said(row, node) for party in own for node in party.full)),
    )


def _own_parties(row: Delegation, root_id: int) -> list[Party]:
    mine = {one.participant_id for one in members_of(row.id)}
    found = parties(root_id, clock.now())
    return [one for one in found if mine & {who.participant_id for who in one.people}]


def _commit() -> None:
    db.session.commit()
    for job in ("mail", "offers"):
        jobs.nudge(job)


def _said(row: Delegation, node: str) -> str:
    """What is full, by the group of its node."""
    above = group_of_all(row)
    role = node.removeprefix(f"{above}/")
    if node == above:
        return _("the places of the delegation")
    if node != role and role in set(Role):
        return str(ROLES[Role(role)])
    return _("the international places") if node == INTERNATIONAL else _("the forum itself")
