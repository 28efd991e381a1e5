"""What a member sees of the delegation behind their personal link, and answers there.

Nothing of others is told but who leads, whom they accompany and how many places an occasion has.
"""

from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.agendas.queries.slots import released
from cwf.database import db
from cwf.delegations.actions.occasions import TooFewPlacesError, reply
from cwf.delegations.forms.words import AS, RANKS
from cwf.delegations.queries import occasions as queries
from cwf.delegations.queries.access import Edition, edition_of, name_of
from cwf.delegations.queries.covers import covered_by
from cwf.delegations.queries.members import Member, as_participant, in_delegation
from cwf.editions.views.answers import Answer, see
from cwf.i18n import language
from cwf.programme.exports.labels import Labels
from cwf.registration.categories import Standing
from cwf.registration.parts import OwnPart
from cwf.registration.queries.participants import Participant
from cwf.registration.views.personal import answer_wrong_links, link_actor, opened_row
from cwf.web.access import public

bp = Blueprint("delegation_own", __name__, url_prefix="/<lang:lang>/registration/<token>/occasions")
answer_wrong_links(bp)


def part(row: Participant) -> OwnPart | None:
    """The section of who comes with a delegation (the registry `cwf_own_parts`)."""
    found = as_participant(row.id) if row.standing != Standing.CANCELLED else None
    if found is None:
        return None
    member, delegation = found
    here, now = edition_of(delegation), clock.now()
    occasions = queries.occasions_for(delegation)
    said = queries.replies_of([member.id])
    data = {
        "delegation": delegation,
        "region": name_of(delegation),
        "member": member,
        "beside": in_delegation(delegation, member.accompanies_id),
        "role_as": AS[member.role],
        "ranks": RANKS,
        "here": here,
        "now": now,
        "occasions": [
            (one, said.get((one.id, member.id)), queries.open_to_answer(one, now))
            for one in occasions
        ],
        "left": {one: counted.left for one, counted in queries.counted(occasions).items()},
        "covers": _covers(here, member),
    }
    return OwnPart(template="delegations/_own.html", data=data, role=str(member.role))


@bp.post("/<uuid:uuid>")
@public
def answer(token: str, uuid: UUID) -> Answer:
    """Say whether one comes oneself."""
    row, _here = opened_row(token, lock=True)
    found = as_participant(row.id)
    comes = {"yes": True, "no": False}.get(request.form.get("comes", ""))
    if found is None or comes is None:
        raise NotFound
    member, delegation = found
    occasion, now = queries.occasion_for(delegation, uuid, lock=True), clock.now()
    if not queries.open_to_answer(occasion, now):
        flash(_("The day for answers has passed. Ask who leads your delegation."))
    else:
        try:
            reply(occasion, {member: comes}, at=now, actor=link_actor(row))
            db.session.commit()
            flash(_("Saved."))
        except TooFewPlacesError:
            db.session.rollback()
            flash(_("No place is left there. Nothing was changed."))
    return see(url_for("registration_own.own", token=token))


def _covers(here: Edition, member: Member) -> list[tuple[dict[str, str], str, str, str]]:
    """(title, address, when, where) of what they cover, by time."""
    timetable, mine = released(here.id), covered_by([member.id])[member.id]
    if timetable is None:
        return []
    labels = Labels(timetable, language())
    return [
        (
            timetable.session[slot.session].title,
            slot.session,
            labels.moment(slot.starts),
            labels.place(slot),
        )
        for slot in timetable.slots
        if slot.uuid in mine
    ]
