"""The life of an edition: where it stands, which steps there are, and who took them."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.editions.actions import take_step
from cwf.editions.forms.lifecycle import MEANINGS, NAMES, OBSTACLES, VERBS, StepForm
from cwf.editions.lifecycle import Lifecycle, Obstacle, obstacle
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import requires

bp = Blueprint("edition_life", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


@bp.get("/lifecycle")
@requires(RUN_EDITION)
def lifecycle(edition: str) -> str:
    """Steps taken, steps to take, and why others cannot be."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "editions/lifecycle.html",
        edition=here,
        now=Lifecycle(here.lifecycle),
        steps=here.steps,
        offered=[(step, _refusal(here, step)) for step in Lifecycle if step != here.lifecycle],
        names=NAMES,
        verbs=VERBS,
        meanings=MEANINGS,
        obstacles=OBSTACLES,
    )


@bp.route("/lifecycle/<step>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def step(edition: str, step: str) -> Answer:
    """Take a step, with its day, and with a reason where it needs one."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    wanted = Lifecycle(step) if step in list(Lifecycle) else abort(404)
    refusal = _refusal(here, wanted)
    form = StepForm(data={"version": here.version, "day": _today(here)}, languages=here.languages)
    if refusal is None and takes(form) and _sound(form, here, wanted):
        at = _moment(form.day.data, here)
        take_step(here, wanted, actor=actor(), at=at, reason=form.reason.data)
        db.session.commit()
        flash(_("The edition now stands at: %(step)s.", step=NAMES[wanted]))
        return see(url_for(".lifecycle", edition=edition))
    context = {"verb": VERBS[wanted], "meaning": MEANINGS[wanted], "step": wanted}
    if refusal is not None:
        page = render_template(
            "editions/step_refused.html", edition=here, why=OBSTACLES[refusal], **context
        )
        return page, 409 if request.method == "POST" else 200
    return form_page(form, here, title=str(VERBS[wanted]), template="editions/step.html", **context)


def _refusal(here: Any, step: Lifecycle) -> Obstacle | None:
    last = here.ends or here.starts
    return obstacle(Lifecycle(here.lifecycle), step, today=_today(here), last_day=last)


def _sound(form: StepForm, here: Any, step: Lifecycle) -> bool:
    """Not in the future; and a cancellation says why."""
    if form.day.data > _today(here):
        form.fail("day", _("Choose today or an earlier day."))
    elif step is Lifecycle.CANCELLED and not form.reason.data.get(here.languages[0]):
        form.fail("reason", _("Say why; everybody will read it."))
    else:
        return True
    return False


def _today(here: Any) -> date:
    return clock.now().astimezone(ZoneInfo(here.zone)).date()


def _moment(day: date, here: Any) -> datetime:
    """Now for today; noon where only the day is known."""
    if day == _today(here):
        return clock.now()
    return datetime.combine(day, time(12), ZoneInfo(here.zone))
