"""To what a delegation is asked beside the programme: its head answers for each member."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.delegations.actions.occasions import TooFewPlacesError, reply
from cwf.delegations.queries import occasions as queries
from cwf.delegations.queries.access import LEADS, delegation_in_reach
from cwf.delegations.queries.members import Member, members_of
from cwf.delegations.queries.occasions import Occasion
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, see
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

ANSWERS = {"yes": True, "no": False, "": None}

bp = Blueprint(
    "delegation_occasions",
    __name__,
    url_prefix="/<lang:lang>/delegations/<uuid:delegation>/occasions",
)


@bp.get("/")
@requires(LEADS)
def occasions(delegation: UUID) -> Answer:
    """All of them, with how many said what."""
    row, now = delegation_in_reach(current_user, delegation), clock.now()
    found = queries.occasions_for(row)
    members = members_of(row.id)
    said = queries.replies_of([one.id for one in members])
    own = {
        one.id: (
            sum(said.get((one.id, member.id)) is True for member in members),
            sum(said.get((one.id, member.id)) is False for member in members),
        )
        for one in found
    }
    return page(
        "delegations/occasions.html",
        row,
        occasions=found,
        own=own,
        number=len(members),
        counted=queries.counted(found),
        open={one.id: queries.open_to_answer(one, now) for one in found},
        now=now,
    )


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(LEADS)
def occasion(delegation: UUID, uuid: UUID) -> Answer:
    """Say of each member whether they come; until the day for it."""
    form = PlainForm()
    row = delegation_in_reach(current_user, delegation, lock=form.is_submitted())
    one = queries.occasion_for(row, uuid, lock=form.is_submitted())
    members = members_of(row.id)
    error, status = "", 200
    if form.is_submitted() and form.validate():
        if not queries.open_to_answer(one, clock.now()):
            error, status = _("The day for answers has passed. Ask the host."), 409
        else:
            try:
                return _take(delegation, one, members)
            except TooFewPlacesError as few:
                db.session.rollback()
                error, status = _too_few(few.left), 422
    said = queries.replies_of([member.id for member in members])
    shown = page(
        "delegations/occasion.html",
        row,
        occasion=one,
        members=members,
        answers={member.id: _answer("who", one, member, said) for member in members},
        was={member.id: _answer("was", one, member, said) for member in members},
        counted=queries.counted([one])[one.id],
        open=queries.open_to_answer(one, clock.now()),
        error=error,
        form=form,
        now=clock.now(),
    )
    shown.status_code = status
    return shown


def _take(delegation: UUID, one: Occasion, members: Sequence[Member]) -> Answer:
    # What the head left as it stood on the page may have been answered by the member meanwhile.
    answers = {
        member: ANSWERS[sent]
        for member in members
        if (sent := request.form.get(f"who-{member.uuid}")) in ANSWERS
        and sent != request.form.get(f"was-{member.uuid}")
    }
    number = reply(one, answers, at=clock.now(), actor=actor())
    db.session.commit()
    flash(ngettext("%(num)s answer saved.", "%(num)s answers saved.", number))
    return see(url_for(".occasion", delegation=delegation, uuid=one.uuid))


def _answer(field: str, one: Occasion, member: Member, said: dict[tuple[int, int], bool]) -> str:
    """What was sent just now ("who") or stood on the page it was sent from ("was"), else what
    stands."""
    sent = request.form.get(f"{field}-{member.uuid}")
    if sent in ANSWERS:
        return str(sent)
    known = said.get((one.id, member.id))
    return "" if known is None else "yes" if known else "no"


def _too_few(left: int) -> str:
    if not left:
        return _("No place is left, so nobody more can come. Nothing was changed.")
    return ngettext(
        "Only %(num)s place is left. Nothing was changed: choose who comes.",
        "Only %(num)s places are left. Nothing was changed: choose who comes.",
        left,
    )
