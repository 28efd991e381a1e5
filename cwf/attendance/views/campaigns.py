"""Campaigns of an edition: what was done so that more would come, and what came."""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.attendance.actions import campaigns as actions
from cwf.attendance.exports.campaign_words import against, did
from cwf.attendance.forms.campaigns import CampaignForm, campaign_form
from cwf.attendance.forms.values import CONDITIONS, value_in_words
from cwf.attendance.predicates import Where
from cwf.attendance.queries import campaigns as queries
from cwf.attendance.queries.choices import Choices, choices_of
from cwf.attendance.queries.curves import called
from cwf.database import db
from cwf.editions.queries import READ_TARGETS, RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import Verdict, requires
from cwf.web.forms import Form
from cwf.web.templating import own_text

bp = Blueprint(
    "attendance_campaigns",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/campaigns",
)


@bp.get("/")
@requires(READ_TARGETS)
def campaigns(edition: str) -> str:
    """All of them with what came while they ran, the earliest first."""
    here = edition_in_reach(current_user, edition)
    now = clock.now()
    today = now.astimezone(ZoneInfo(here.zone)).date()
    rows = queries.campaigns_of(here.id)
    effects = queries.effects_of(here, rows, at=now)
    names = called({slug for one in effects.values() if one for slug in one.earlier})
    choices = choices_of(here)
    return render_template(
        "attendance/campaigns.html",
        edition=here,
        rows=[
            {
                "row": row,
                "whom": whom(queries.segment_of(row), choices),
                "did": did(effects[row.uuid], starts=row.starts, today=today),
                "against": against(effects[row.uuid], names),
            }
            for row in rows
        ],
        may_run=RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def campaign_new(edition: str) -> Answer:
    """Add one."""
    here = edition_in_reach(current_user, edition)
    form = campaign_form(None, choices=choices_of(here), languages=here.languages)
    back = url_for(".campaigns", edition=edition)
    if takes(form):
        submission = claim(form)  # type: ignore[arg-type]
        if submission.location is None:
            actions.add(here, _wanted(form), actor=actor())
            submission.location = back
            db.session.commit()
            flash(_("Campaign added."))
        return see(back)
    return form_page(
        form, here, title=_("New campaign"), template="attendance/campaign_form.html", back=back
    )


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def campaign(edition: str, uuid: UUID) -> Answer:
    """Change one."""
    here = edition_in_reach(current_user, edition)
    row = queries.campaign_of(here, uuid, lock=request.method == "POST")
    form = campaign_form(row, choices=choices_of(here), languages=here.languages)
    back = url_for(".campaigns", edition=edition)
    if takes(form):
        actions.change(row, _wanted(form), actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    return form_page(
        form,
        here,
        title=own_text(row.name),
        template="attendance/campaign_form.html",
        back=back,
        removal=url_for(".removal", edition=edition, uuid=uuid),
    )


@bp.route("/<uuid:uuid>/removal", methods=["GET", "POST"])
@requires(RUN_EDITION)
def removal(edition: str, uuid: UUID) -> Answer:
    """Take one away; who registered while it ran stays."""
    here = edition_in_reach(current_user, edition)
    row = queries.campaign_of(here, uuid, lock=request.method == "POST")
    form = Form(data={"version": row.version})
    back = url_for(".campaigns", edition=edition)
    if takes(form):
        actions.remove(row, actor=actor())
        db.session.commit()
        flash(_("Campaign removed."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Remove %(name)s", name=own_text(row.name)),
        template="programme/removal.html",
        back=back,
        sentences=[_("Its mark on the charts goes with it. Who registered while it ran stays.")],
        submit=_("Remove campaign"),
    )


def _wanted(form: CampaignForm) -> actions.Wanted:
    return actions.Wanted(
        name=form.name.data, starts=form.first, ends=form.last, segment=form.segment
    )


def whom(where: Where, choices: Choices) -> str:
    """At whom, in words."""
    told = []
    for name in ("channels", "regions", "countries"):
        if values := getattr(where, name):
            words = ", ".join(value_in_words(name, one, choices) for one in sorted(values))
            told.append(f"{CONDITIONS[name]}: {words}")
    return "; ".join(told) or _("Everybody")
