"""What an edition shows of its attendance: the public counter, and the mail of each week."""

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from cwf import clock
from cwf.attendance.actions import sharing as actions
from cwf.attendance.forms.sharing import SharingForm
from cwf.attendance.queries import sharing as queries
from cwf.attendance.queries.targets import Edition, Target, rows_of
from cwf.attendance.weeks import week_due
from cwf.database import db
from cwf.editions.queries import READ_TARGETS, RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import Verdict, requires
from cwf.web.forms import Form
from cwf.web.templating import own_text

bp = Blueprint(
    "attendance_sharing",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/sharing",
)


@bp.route("", methods=["GET", "POST"])
@requires(READ_TARGETS)
def sharing(edition: str) -> Answer:
    """Which number everybody may see, and whether I am sent the figures each week."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    may_run = RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW
    form, rows = _form(here)
    if form.is_submitted() and not may_run:
        raise Forbidden
    if takes(form):
        actions.show(here, rows.get(form.counter.data), actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".sharing", edition=edition))
    return form_page(
        form,
        here,
        title=_("Share the figures"),
        template="attendance/sharing.html",
        back=url_for("attendance_dashboard.dashboard", edition=edition),
        may_run=may_run,
        reads=queries.reads_digest(here.id, current_user.id),
        counter=queries.counter_of(here),
        shown=queries.shown_target(here.id),
        plain=Form(),
        address=canonical(url_for("attendance_public.counter", edition=edition)),
    )


@bp.post("/digest")
@requires(READ_TARGETS)
def digest(edition: str) -> Answer:
    """Be sent the figures each week from the next on, or no more."""
    here = edition_in_reach(current_user, edition)
    wanted = request.form.get("wanted") == "yes"
    if takes(Form()):
        now = clock.now()
        week = week_due(now.astimezone(ZoneInfo(here.zone)))
        actions.read_digest(here.id, current_user.id, wanted=wanted, at=now, week=week)
        db.session.commit()
        said = (_("You will be sent the figures on Mondays."), _("You will be sent no more."))
        flash(said[0] if wanted else said[1])
    return see(url_for(".sharing", edition=edition))


def canonical(path: str) -> str:
    """A path below the address that the application is known by."""
    base: str = current_app.extensions["cwf_settings"].base_url
    return base + path


def _form(here: Edition) -> tuple[SharingForm, dict[str, Target]]:
    """The form with the targets that can be shown, by UUID."""
    rows = {str(row.uuid): row for row in rows_of(here) if row.parent_id is None}
    shown = queries.shown_target(here.id)
    values = {"counter": str(shown or ""), "version": actions.settings_of(here).version}
    form = SharingForm(data=values)
    choices = [("", _("Nothing")), *((uuid, own_text(row.name)) for uuid, row in rows.items())]
    form.counter.offer(choices)
    return form, rows
