"""Counts without names: what was reported, clicked, noted by turnstiles or estimated."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from cwf import clock
from cwf.attendance.actions import counts as actions
from cwf.attendance.adding import added, overlaps
from cwf.attendance.forms.counts import CONFIDENCES, CountForm, ReportForm, WithdrawForm
from cwf.attendance.forms.estimates import DuplicationForm, EstimateForm, RecaptureForm
from cwf.attendance.forms.values import value_in_words
from cwf.attendance.forms.words import METHODS, UNITS, amount
from cwf.attendance.measures import Method, Unit
from cwf.attendance.queries import counts as queries
from cwf.attendance.queries.choices import choices_of
from cwf.attendance.queries.counts import Count
from cwf.attendance.queries.tallies import tallies
from cwf.attendance.queries.targets import Edition
from cwf.database import db
from cwf.editions.queries import READ_TARGETS, RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import Verdict, requires

bp = Blueprint(
    "attendance_counts",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/counts",
)
ESTIMATES: dict[str, tuple[type[EstimateForm], Any]] = {
    "recapture": (RecaptureForm, _l("Estimate by capture and recapture")),
    "duplication": (DuplicationForm, _l("Estimate guests of visits")),
}


@bp.get("/")
@requires(READ_TARGETS)
def counts(edition: str) -> str:
    """All numbers, the latest first, and what clickers and turnstiles say."""
    here = edition_in_reach(current_user, edition)
    page = request.args.get("page", 1, type=int)
    known = tallies(here.id, at=clock.now())
    rows, total = queries.counts_of(here.id, page=max(1, min(page, 100_000)))
    return render_template(
        "attendance/counts.html",
        edition=here,
        rows=rows,
        total=total,
        page=page,
        pages=-(-total // queries.PAGE),
        stands=queries.standing(here.id),
        clicked=queries.clicked(here.id),
        turnstiles=queries.turnstiles(here.id),
        added=added(known),
        overlaps=overlaps(known),
        may_count=_may_count(edition),
        **_words(here),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def report(edition: str) -> Answer:
    """Report a number."""
    here = edition_in_reach(current_user, edition)
    form = ReportForm(zone=here.zone, choices=choices_of(here))
    return _take(here, form, _("Report a number"), "attendance/count_new.html")


@bp.route("/estimates/<any(recapture, duplication):kind>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def estimate(edition: str, kind: str) -> Answer:
    """Estimate a number of a survey; it is kept with what it was made of."""
    here = edition_in_reach(current_user, edition)
    make, title = ESTIMATES[kind]
    form = make(zone=here.zone, choices=choices_of(here))
    return _take(here, form, str(title), f"attendance/estimate_{kind}.html")


@bp.route("/<uuid:uuid>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def count(edition: str, uuid: UUID) -> Answer:
    """One with what it rests on, and a form to withdraw it."""
    form = WithdrawForm()
    here = edition_in_reach(current_user, edition)
    row = queries.count_of(here.id, uuid, lock=form.is_submitted())
    if takes(form):
        actions.withdraw(here, row, why=form.why.data or "", at=clock.now(), actor=actor())
        db.session.commit()
        flash(_("Withdrawn. It stays readable, and counts no more."))
        return see(url_for(".counts", edition=edition))
    return form_page(
        form,
        here,
        title=amount(row.number, Unit(row.unit)),
        template="attendance/count.html",
        back=url_for(".counts", edition=edition),
        row=row,
        stands=row.id in queries.standing(here.id),
        **_words(here),
    )


def _take(here: Edition, form: CountForm, title: str, template: str) -> Answer:
    """Take a number over, once; or show its form."""
    if takes(form):
        submission = claim(form)
        if not submission.location:
            values = form.values
            row = actions.report(here, key=form.key.data, at=clock.now(), actor=actor(), **values)
            submission.location = url_for(".counts", edition=here.slug)
            db.session.commit()
            flash(_told(row))
        return see(submission.location)
    back = url_for(".counts", edition=here.slug)
    return form_page(form, here, title=title, template=template, back=back)


def _told(row: Count) -> str:
    said = amount(row.number, Unit(row.unit))
    if row.low is None:
        return _("Kept: %(amount)s.", amount=said)
    return _(
        "Kept: an estimate of %(amount)s, between %(low)s and %(high)s (95 %%).",
        amount=said,
        low=format_decimal(row.low),
        high=format_decimal(row.high),
    )


def _words(here: Edition) -> dict[str, Any]:
    choices = choices_of(here)
    return {
        "amount": lambda row: amount(row.number, Unit(row.unit)),
        "of": amount,
        "methods": lambda row: METHODS[Method(row.method)],
        "confidences": CONFIDENCES,
        "units": UNITS,
        "region_in_words": lambda code: value_in_words("regions", code, choices),
        "channel_in_words": lambda code: value_in_words("channels", code, choices),
    }


def _may_count(edition: str) -> bool:
    return RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW
