"""The door list of a slot, for organisers: who has a place, who waits; somebody put in or out."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.agendas import limits as rules
from cwf.agendas.actions import sign_ups as actions
from cwf.agendas.exports.fullness import on_wall, said
from cwf.agendas.forms.sign_ups import PutInForm, TakeOutForm
from cwf.agendas.queries import sign_ups as queries
from cwf.agendas.queries.door import door_list
from cwf.agendas.sign_ups import Limit, Step
from cwf.agendas.views.listed import bp
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.actions.writing import called
from cwf.programme.exports.labels import Labels
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.registration.places import Outcome
from cwf.registration.queries.places import standing
from cwf.web.access import requires
from cwf.web.templating import own_text


@bp.get("/<uuid:uuid>")
@requires(RUN_EDITION)
def slot(edition: str, uuid: UUID) -> Answer:
    """The door list, with what limits the slot."""
    here = edition_in_reach(current_user, edition)
    return _page(here, uuid, PutInForm())


@bp.post("/<uuid:uuid>/people")
@requires(RUN_EDITION)
def put_in(edition: str, uuid: UUID) -> Answer:
    """Give somebody a place, or where none is left, let them wait for one."""
    here = edition_in_reach(current_user, edition)
    limit, form = _limit(here, uuid), PutInForm()
    who = queries.participant_named(here.id, form.email.data or "", lock=True)
    if takes(form) and who is None:
        form.fail("email", _("Nobody with this address has a confirmed registration."))
    if form.errors or who is None:
        return _page(here, uuid, form)
    submission = claim(form)
    if not submission.location:
        outcome = _put(here, who, limit, uuid, form)
        if outcome in (Outcome.FULL, Outcome.CLOSED):
            db.session.rollback()
            form.fail("email", _("No place is left. Set a higher limit, or let them wait."))
            return _page(here, uuid, form)
        submission.location = url_for(".slot", edition=edition, uuid=uuid)
        db.session.commit()
        jobs.nudge("mail")
        flash(_told(outcome, who.person.name))
    return see(submission.location)


def _put(here: Any, who: Any, limit: Limit, uuid: UUID, form: PutInForm) -> Outcome:
    step = Step.WAIT if form.waits.data else Step.TAKE
    wish = actions.Wish(step=step, limit=limit, subject=_subject(here, uuid))
    reason = form.reason.data or ""
    return actions.put_in(here, who, wish, reason=reason, at=clock.now(), actor=actor())


def _told(outcome: Outcome, name: str) -> str:
    if outcome is Outcome.WAITING:
        return _("%(name)s is on the waiting list.", name=name)
    if outcome is Outcome.ALREADY:
        return _("%(name)s had a place already.", name=name)
    return _("%(name)s has a place.", name=name)


@bp.route("/<uuid:uuid>/people/<uuid:person>/removal", methods=["GET", "POST"])
@requires(RUN_EDITION)
def take_out(edition: str, uuid: UUID, person: UUID) -> Answer:
    """End somebody's place, offer or wait; the reason is kept in the log, and mailed to them."""
    here = edition_in_reach(current_user, edition)
    limit = _limit(here, uuid)
    who = queries.participant_known(here.id, person, lock=request.method == "POST")
    form = TakeOutForm()
    back = url_for(".slot", edition=edition, uuid=uuid)
    if takes(form):
        actions.take_out(
            here,
            who,
            limit,
            _subject(here, uuid),
            reason=form.reason.data or "",
            at=clock.now(),
            actor=actor(),
        )
        db.session.commit()
        jobs.nudge("offers")
        jobs.nudge("mail")
        flash(_("%(name)s has no place here any more.", name=who.person.name))
        return see(back)
    title = _("Take %(name)s out", name=who.person.name)
    return form_page(form, here, title=title, back=back, submit=_("Take out"))


def _limit(here: Any, uuid: UUID) -> Limit:
    found = queries.limit_of(here.id, uuid)
    if found is None:
        raise NotFound
    return found


def _subject(here: Any, uuid: UUID) -> str:
    door = door_list(here, uuid, clock.now())
    return called(door.title, here)


def _page(here: Any, uuid: UUID, form: PutInForm) -> Answer:
    limit, at = _limit(here, uuid), clock.now()
    door = door_list(here, uuid, at)
    counted = {limit.root_id: door.counts}
    line = rules.line_of(door.slot, door.timetable, limit, counted, queries.duties_of(here.id), at)
    page = render_template(
        "agendas/door.html",
        edition=here,
        door=door,
        line=line,
        parts=standing([limit.root_id], at)[limit.root_id].tree.parts,
        labels=Labels(door.timetable, language()),
        form=form,
        at=at,
        said=said,
        on_wall=on_wall,
        title=own_text(door.title),
    )
    return page, 422 if form.errors else 200
