"""One deed for many participants: who is asked about first, then it is done, step by step."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.registration.actions import bulk as actions
from cwf.registration.bulk import SHOWN, Deed, applies
from cwf.registration.categories import Standing
from cwf.registration.forms.bulk import DEEDS, BulkForm, in_question
from cwf.registration.forms.listing import read_wanted
from cwf.registration.queries import bulk as tasks
from cwf.registration.queries import listing as queries
from cwf.registration.queries.participants import Edition, Participant
from cwf.web import submissions
from cwf.web.access import requires
from cwf.web.forms import NewForm

bp = Blueprint(
    "registration_bulk",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/participants/many",
)
EVERY = 3  # seconds until a page looks again, where there is no script


@bp.route("/", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def ask(edition: str) -> Answer:
    """How many and whom it is about to be done to; then it is wanted.

    Chosen are those who were ticked, or with `all` everybody who fits the list's filters.
    """
    here = edition_in_reach(current_user, edition)
    if request.args.get("deed") not in list(Deed):
        raise NotFound
    deed = Deed(request.args["deed"])
    # Asked before all else: of a submit that comes once more nobody may be left whom it is about.
    if earlier := submissions.made_before(NewForm().key.data, current_user.id):
        return see(earlier)
    rows = _chosen(here)
    fit = [
        row
        for row in rows
        if applies(deed, Standing(row.standing), has_address=row.email is not None)
    ]
    back = url_for("registration_manage.participants", edition=edition)
    if not fit:
        return render_template("registration/bulk_nobody.html", edition=here, back=back), 422
    ids = [row.id for row in fit]
    form = BulkForm(deed=deed, data={"seal": queries.seal_of(ids)}, languages=here.languages)
    if form.is_submitted() and form.seal.data != form.seal.object_data:
        form.seal.data, form.seal.raw_data = form.seal.object_data, None
        form.form_errors.append(_("Whom it is about has changed meanwhile. Look once more."))
    elif takes(form):
        return see(_wanted(here, form, ids))
    return form_page(
        form,
        here,
        title=in_question(deed, len(fit)),
        template="registration/bulk.html",
        back=back,
        deed=deed,
        fit=fit[:SHOWN],
        more=max(len(fit) - SHOWN, 0),
        left_out=len(rows) - len(fit),
    )


def _chosen(here: Edition) -> list[Participant]:
    """Those who were ticked, or all who fit; nobody where neither was said."""
    wanted = read_wanted(request.args)
    if "all" in request.args:
        wanted = replace(wanted, chosen=())
    elif not wanted.chosen:
        return []
    return queries.rows_of(queries.ids_of(here, wanted))


def _wanted(here: Edition, form: BulkForm, ids: list[int]) -> str:
    """Where it can be seen how far it is; the same submit wants it once."""
    submission = claim(form)
    if not submission.location:
        task = actions.begin(
            here.id,
            form.deed,
            ids,
            said=form.said,
            language=language(),
            at=clock.now(),
            actor=actor(),
        )
        submission.location = url_for(".progress", edition=here.slug, uuid=task.uuid)
        db.session.commit()
        jobs.nudge("bulk")
    return submission.location


@bp.get("/<uuid:uuid>")
@requires(KEEP_REGISTRATIONS)
def progress(edition: str, uuid: UUID) -> Answer:
    """How far it is."""
    here = edition_in_reach(current_user, edition)
    task = tasks.task_of(here.id, uuid)
    page = render_template(
        "registration/bulk_progress.html",
        edition=here,
        task=task,
        title=DEEDS[Deed(task.deed)],
        worker=jobs.worker_alive(),
        every=EVERY,
        again=request.path,
        back=url_for("registration_manage.participants", edition=edition),
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
