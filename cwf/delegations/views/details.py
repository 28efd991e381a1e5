"""What heads say of their delegation themselves, the steps that they take, and its history."""

from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import letters
from cwf.delegations.forms.delegation import OwnDetailsForm
from cwf.delegations.forms.heads import WordForm
from cwf.delegations.forms.tasks import said
from cwf.delegations.queries import overview as queries
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach, side_of
from cwf.delegations.stages import Side, Stage, may_step
from cwf.delegations.todo import What, left
from cwf.delegations.views.frame import form_page, page
from cwf.editions.views.answers import Answer, see, takes
from cwf.i18n import language
from cwf.people.queries import of_delegation
from cwf.people.sign_in import actor
from cwf.people.views.log import shown_log
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_details", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>"
)


@bp.route("/settings", methods=["GET", "POST"])
@requires(LEADS)
def settings(delegation: UUID) -> Answer:
    """Who leads it, in which language and on which clock it reads."""
    locked = PlainForm().is_submitted()
    row = delegation_in_reach(current_user, delegation, lock=locked)
    values = {name: getattr(row, name) for name in ("version", *OwnDetailsForm.PLAIN)}
    form = OwnDetailsForm(data=values)
    if takes(form):
        actions.change(row, at=clock.now(), actor=actor(), **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".settings", delegation=delegation))
    return form_page("delegations/details.html", row, form, title=_("Details"))


@bp.route("/stage/<any(submitted, forming, declined):to>", methods=["GET", "POST"])
@requires(LEADS)
def stage(delegation: UUID, to: str) -> Answer:
    """Submit the delegation, take it back, or say that nobody comes; the other side is told."""
    form = WordForm()
    row = delegation_in_reach(current_user, delegation, lock=form.is_submitted())
    found = side_of(current_user, delegation)
    side = found[0] if found else Side.DELEGATION
    home = f"/{language()}/delegations/{row.uuid}/"
    if not may_step(side, Stage(row.stage), Stage(to)):
        if form.is_submitted() and row.stage == to:
            return see(home)  # it was taken there already
        abort(404)
    if takes(form):
        _step(row, Stage(to), side, form.word.data or "")
        flash(_("Done. The other side is told by mail."))
        return see(home)
    todo = left(queries.known(row, clock.now()), clock.now())
    open_ones = [task for task in todo if task.what not in (What.SUBMIT, What.MESSAGE)]
    context = {"step": to, "tasks": open_ones, "said": said, "home": home}
    return form_page("delegations/own_stage.html", row, form, **context)


@bp.get("/history")
@requires(LEADS)
def history(delegation: UUID) -> Answer:
    """What was done with the delegation, by whom and when, on its own clock."""
    row = delegation_in_reach(current_user, delegation)
    entries = of_delegation(row.edition_id, row.id)
    log = shown_log(entries, request.args, zone=row.zone)
    return page("delegations/history.html", row, log=log, zone=row.zone)


def _step(row: Delegation, to: Stage, side: Side, word: str) -> None:
    now, who = clock.now(), actor()
    actions.step(row, to, side=side, at=now, actor=who, word=word)
    key = letters.step_key(row)
    if side is Side.DELEGATION:
        letters.write_to_hosts(row, "stage", key, who=who.name, word=word)
    else:
        letters.write_to_heads(row, "stage", key, word=word, step=to)
    db.session.commit()
    jobs.nudge("mail")
    jobs.nudge("offers")
