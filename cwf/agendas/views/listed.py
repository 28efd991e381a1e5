"""The organisers' list of what one signs up for, and the rules of an edition."""

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.agendas import limits as rules
from cwf.agendas.actions import limits as actions
from cwf.agendas.exports.fullness import said
from cwf.agendas.forms.sign_ups import RulesForm
from cwf.agendas.queries import sign_ups as queries
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.exports.labels import Labels
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.views.answers import Answer, form_page, see, takes
from cwf.registration.queries.places import counts
from cwf.web.access import requires

bp = Blueprint(
    "sign_ups_manage", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/sign-ups"
)


@bp.get("/")
@requires(RUN_EDITION)
def slots(edition: str) -> Answer:
    """All slots of the draft; ?show=all those, too, for which nobody signs up."""
    here = edition_in_reach(current_user, edition)
    draft, at = draft_timetable(here), clock.now()
    limits = queries.limits_of(here.id)
    counted = counts([limit.root_id for limit in limits.values()], at)
    found = rules.lines_of(draft, limits, counted, queries.duties_of(here.id), at)
    some = list(rules.concerned(found))
    every = request.args.get("show") == "all" or not some
    return render_template(
        "agendas/sign_ups.html",
        edition=here,
        labels=Labels(draft, language()),
        lines=found if every else some,
        number=len(some),
        all=len(found),
        every=every,
        rules=queries.rules_of(here.id),
        said=said,
    )


@bp.route("/rules", methods=["GET", "POST"])
@requires(RUN_EDITION)
def edition_rules(edition: str) -> Answer:
    """Whether two places at one time are refused, and how long an offer stays open."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    row = queries.rules_of(here.id)
    stands = {
        "version": row.version,
        "refuse_overlaps": row.refuse_overlaps,
        "offer_hours": row.offer_minutes // 60,
    }
    form = RulesForm(data=stands)
    back = url_for(".slots", edition=edition)
    if takes(form):
        minutes = (form.offer_hours.data or 1) * 60
        refuse = form.refuse_overlaps.data
        actions.set_rules(
            here,
            refuse_overlaps=refuse,
            offer_minutes=minutes,
            at=clock.now(),
            actor=actor(),
        )
        db.session.commit()
        jobs.nudge("offers")
        flash(_("Saved."))
        return see(back)
    return form_page(form, here, title=_("Rules of signing up"), back=back)
