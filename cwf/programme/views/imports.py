"""Files that organisers bring: sending one, seeing what it would change, taking it over."""

from typing import Any
from uuid import UUID

import msgspec
from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import BadRequest, NotFound

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme import packing
from cwf.programme.actions import imports as actions
from cwf.programme.actions.imports import NotReady
from cwf.programme.actions.publishing import DraftMoved
from cwf.programme.columns import Asked, guessed
from cwf.programme.forms.imports import ColumnsForm, UploadForm, columns_form
from cwf.programme.incoming import Noun
from cwf.programme.queries import imports as queries
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.programme.views.import_pages import list_page, page_of, progress_part
from cwf.web.access import requires
from cwf.web.limits import count

A_MINUTE = RateLimitItemPerMinute(20)  # files that one address may send


@bp.get("/imports/")
@requires(READ_DRAFT)
def imports(edition: str) -> Answer:
    """All files and how far they are; and the draft as files."""
    here = edition_in_reach(current_user, edition)
    return list_page(here, queries.imports_of(here))


@bp.route("/imports/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def import_new(edition: str) -> Answer:
    """Send a file; it is read at once, and nothing is changed."""
    here = edition_in_reach(current_user, edition)
    form = UploadForm(data={"brings": request.args.get("brings", "")})
    if takes(form):
        count("imports", A_MINUTE)
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        row = actions.receive(
            here, actor=actor(), language=language(), at=clock.now(), **form.values
        )
        submission.location = url_for(".import_one", edition=edition, uuid=row.uuid)
        db.session.commit()
        jobs.nudge("imports")
        return see(submission.location)
    return form_page(
        form,
        here,
        title=_("Import a file"),
        back=url_for(".imports", edition=edition),
        template="programme/import_new.html",
    )


@bp.get("/imports/<uuid:uuid>/")
@requires(READ_DRAFT)
def import_one(edition: str, uuid: UUID) -> Answer:
    """How far a file is: progress, questions, what it would change, what is wrong with it."""
    here = edition_in_reach(current_user, edition)
    return page_of(here, queries.import_of(here, uuid))


@bp.get("/imports/<uuid:uuid>/progress")
@requires(READ_DRAFT)
def import_progress(edition: str, uuid: UUID) -> Answer:
    """The progress as a fragment that asks again; to the page when there is news."""
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid)
    if row.state not in actions.OPEN:
        return see(url_for(".import_one", edition=edition, uuid=uuid))
    return progress_part(here, row)


@bp.route("/imports/<uuid:uuid>/columns", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def import_columns(edition: str, uuid: UUID) -> Answer:
    """Say what the sheets and their columns hold; the file is read with that."""
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid, lock=request.method == "POST")
    there = url_for(".import_one", edition=edition, uuid=uuid)
    if row.columns is None or row.state in (*actions.OPEN, "done", "lapsed"):
        return see(there)
    form, turned = _columns(here, msgspec.convert(row.columns["sheets"], tuple[Asked, ...]))
    if not turned and takes(form):
        try:
            actions.choose(here, row, packing.plain(form.answered))
        except NotReady:
            db.session.rollback()
            return see(there)
        db.session.commit()
        jobs.nudge("imports")
        return see(there)
    return _columns_page(here, row, form, turned=turned)


@bp.post("/imports/<uuid:uuid>/reading")
@requires(EDIT_PROGRAMME)
def import_reading(edition: str, uuid: UUID) -> Answer:
    """Read the file and compare it anew."""
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid, lock=True)
    try:
        actions.want_again(row)
    except NotReady:
        db.session.rollback()
    else:
        db.session.commit()
        jobs.nudge("imports")
    return see(url_for(".import_one", edition=edition, uuid=uuid))


@bp.post("/imports/<uuid:uuid>/completion")
@requires(EDIT_PROGRAMME)
def import_completion(edition: str, uuid: UUID) -> Answer:
    """Take it over, wholly; 409 where the draft moved meanwhile, and the file is compared anew."""
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid, lock=True)
    there = url_for(".import_one", edition=edition, uuid=uuid)
    try:
        actions.complete(here, row, actor=actor(), at=clock.now())
        db.session.commit()
        flash(_("Imported. It is in the draft; publish it when you like."))
    except NotReady:
        db.session.rollback()
    except DraftMoved:
        db.session.rollback()
        return _moved(edition, uuid)
    return see(there)


@bp.get("/imports/<uuid:uuid>/remarked")
@requires(READ_DRAFT)
def import_remarked(edition: str, uuid: UUID) -> Response:
    """The sheet that was sent, with a column of remarks."""
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid)
    if row.remarked is None:
        raise NotFound
    stem = row.name.rpartition(".")[0] or row.name
    ending = "csv" if row.remarked_type.startswith("text/csv") else "xlsx"  # ODS comes back so
    answer = Response(row.remarked, content_type=row.remarked_type)
    answer.headers.set(
        "Content-Disposition",
        "attachment",
        filename=_("%(name)s with remarks", name=stem) + f".{ending}",
    )
    return answer


def _columns(here: Any, asked: tuple[Asked, ...]) -> tuple[ColumnsForm, bool]:
    """The form, and whether the rows of a sheet are said to be something else than the columns
    were shown for: then these are guessed anew, and what was sent of them says nothing."""
    nouns = [request.form.get(f"sheet_{place}", one.noun) for place, one in enumerate(asked)]
    shown = [request.form.get(f"shown_{place}", one.noun) for place, one in enumerate(asked)]
    if set(nouns) - {"", *Noun}:
        raise BadRequest
    remembered, again = queries.remembered(here), request.form.get("again")
    now = tuple(
        one if one.noun == noun and not again else guessed(one, noun, here.languages, remembered)
        for one, noun in zip(asked, nouns, strict=True)
    )
    if nouns != shown or again:
        return columns_form(now, here.languages, formdata=None), True
    return columns_form(now, here.languages), False


def _columns_page(here: Any, row: Any, form: ColumnsForm, *, turned: bool) -> Answer:
    answer: Any = form_page(
        form,
        here,
        title=_("What do the columns hold?"),
        back=url_for(".import_one", edition=here.slug, uuid=row.uuid),
        template="programme/import_columns.html",
        row=row,
        turned=turned,
    )
    return answer[0] if turned else answer


def _moved(edition: str, uuid: UUID) -> Answer:
    here = edition_in_reach(current_user, edition)
    row = queries.import_of(here, uuid, lock=True)
    actions.want_again(row)
    db.session.commit()
    jobs.nudge("imports")
    return page_of(here, row, moved=True), 409
