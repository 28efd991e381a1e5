"""Sessions: the list, and one session with its content."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.actions import sessions as actions
from cwf.programme.exports.labels import Labels
from cwf.programme.forms.sessions import NO_TRACK, BulkForm, NewSessionForm, SessionForm
from cwf.programme.listing import find, wanted_from
from cwf.programme.queries import content
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import PersonRole, Status
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.programme.views.choices import offer_for_bulk, offer_for_session
from cwf.programme.views.inspector import inspector
from cwf.programme.views.warnings import in_conflict
from cwf.web.access import requires
from cwf.web.forms import NewForm
from cwf.web.templating import own_text


@bp.get("/sessions/")
@requires(READ_DRAFT)
def sessions(edition: str) -> Answer:
    """All sessions, searched, filtered, sorted, a page at a time."""
    here = edition_in_reach(current_user, edition)
    return _list(here, BulkForm())


@bp.post("/sessions/bulk")
@requires(EDIT_PROGRAMME)
def session_bulk(edition: str) -> Answer:
    """Give the ticked ones the same track, kind or status."""
    here = edition_in_reach(current_user, edition)
    form = BulkForm()
    tracks = offer_for_bulk(form, here)
    rows = content.sessions_of(here, form.sessions.data)
    if form.validate():
        values = form.values
        if form.track.data:
            values["track"] = None if form.track.data == NO_TRACK else tracks[form.track.data]
        if rows and values:
            number = actions.bulk(here, rows, values=values, actor=actor())
            db.session.commit()
            flash(ngettext("%(num)s session changed.", "%(num)s sessions changed.", number))
            return see(_list_address(edition))
        form.fail("", _("Tick at least one session, and choose what to give it."))
    return _list(here, form)


def _list_address(edition: str) -> str:
    """The list as it was asked for: by what it understands of the address, nothing else."""
    wanted = wanted_from(request.args)
    asked: dict[str, Any] = dict(wanted.query)
    if wanted.page > 1:
        asked["page"] = wanted.page
    return url_for(".sessions", edition=edition, **asked)


def _list(here: Any, form: BulkForm) -> Answer:
    draft = draft_timetable(here)
    wanted = wanted_from(request.args)
    offer_for_bulk(form, here)
    page = render_template(
        "programme/sessions.html",
        edition=here,
        form=form,
        found=find(draft, wanted, language=language(), in_conflict=in_conflict(draft)),
        labels=Labels(draft, language()),
        statuses=list(Status),
    )
    return page, 422 if form.errors else 200


@bp.route("/sessions/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def session_new(edition: str) -> Answer:
    """Add one."""
    here = edition_in_reach(current_user, edition)
    form = NewSessionForm(languages=here.languages)
    rows = offer_for_session(form, here)
    if takes(form):
        submission = claim(form)
        if not submission.location:
            made = actions.add_session(
                here,
                **form.values,
                **rows.chosen(form),
                status=Status(form.status.data),
                actor=actor(),
            )
            submission.location = url_for(".session", edition=edition, slug=made.slug)
            db.session.commit()
            flash(_("Session added. It can be placed now."))
        return see(submission.location)
    back = url_for(".sessions", edition=edition)
    return form_page(form, here, title=_("New session"), back=back, submit=_("Add session"))


@bp.route("/sessions/<slug>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def session(edition: str, slug: str) -> Answer:
    """Change one; beside it, where it is placed and what can be done with it."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug, lock=request.method == "POST")
    form = SessionForm(data=_stands(row), languages=here.languages)
    rows = offer_for_session(form, here)
    if takes(form):
        actions.change_session(
            here,
            row,
            **form.values,
            **rows.chosen(form),
            status=Status(form.status.data),
            actor=actor(),
        )
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".session", edition=edition, slug=slug))
    return form_page(
        form,
        here,
        title=own_text(row.title),
        back=url_for(".sessions", edition=edition),
        template="programme/session_form.html",
        row=row,
        copy=NewForm(formdata=None),
        **inspector(here, row),
    )


def _stands(row: Any) -> dict[str, Any]:
    names = ("version", *actions.CONTENT)
    cancelled = row.status == Status.CANCELLED
    return {
        **{name: getattr(row, name) for name in names},
        "status": Status.DRAFT if cancelled else row.status,
        "track": row.track.slug if row.track else "",
        "hosts": sorted(region.slug for region in row.hosts),
        "people": [(one.speaker.slug, PersonRole(one.role).value) for one in row.people],
    }
