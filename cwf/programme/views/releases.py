"""Releases: what will change, publishing, what was published, taking it back."""

from typing import Any

from flask import Response, current_app, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db, only_reading
from cwf.editions.queries import READ_DRAFT, RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme import changes
from cwf.programme.actions import publishing
from cwf.programme.actions.publishing import DraftMoved, NothingNew, Prepared
from cwf.programme.conflicts import find_conflicts
from cwf.programme.exports import renderings, telling
from cwf.programme.forms.releases import ReleaseForm, WithdrawalForm
from cwf.programme.queries import published
from cwf.programme.queries import releases as kept
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.release import Release
from cwf.programme.selection import Selection
from cwf.programme.shown import Shown
from cwf.programme.timetable import Timetable
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, form_page, see, takes
from cwf.web.access import requires
from cwf.web.artefacts import send


@bp.get("/releases/")
@requires(READ_DRAFT)
def releases(edition: str) -> Answer:
    """All releases, which one is shown, and how its books come along."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "programme/releases.html",
        edition=here,
        releases=kept.releases_of(here),
        pointer=kept.pointer_of(here),
        books=kept.books_of(here),
        worker=jobs.worker_alive(),
    )


@bp.get("/releases/books")
@requires(READ_DRAFT)
def books(edition: str) -> Answer:
    """The progress of the books, as a fragment that asks again while there is any."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "programme/_books.html",
        edition=here,
        books=kept.books_of(here),
        worker=jobs.worker_alive(),
    )


@bp.route("/releases/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def release_new(edition: str) -> Answer:
    """Look at what will change, and publish it with a note."""
    here = edition_in_reach(current_user, edition)
    form = ReleaseForm(languages=here.languages)
    if takes(form):
        return _publish(here, form)
    try:
        prepared = _prepare(here, {})
    except NothingNew:
        return render_template("programme/nothing_new.html", edition=here)
    form.draft.data = prepared.draft
    return _preview(here, form, prepared)


def _publish(here: Any, form: ReleaseForm) -> Answer:
    """Render without a write lock, then store and swap; 409 where the draft moved meanwhile."""
    who: Actor = actor()
    base_url = current_app.extensions["cwf_settings"].base_url
    slug = here.slug
    with only_reading():
        here = edition_in_reach(current_user, slug)
        try:
            prepared = _prepare(here, form.note.data)
        except NothingNew:
            return render_template("programme/nothing_new.html", edition=here)
        if prepared.draft != form.draft.data:
            form.draft.data = prepared.draft
            return _preview(here, form, prepared, moved=True)
        shown = Shown(release=prepared.release, before=publishing.latest_release(here))
        rendered = list(renderings.render_all(shown, base_url))
    here = edition_in_reach(current_user, slug)
    try:
        publishing.publish(here, prepared, rendered, actor=who)
    except DraftMoved:
        db.session.rollback()
        here = edition_in_reach(current_user, slug)
        try:
            prepared = _prepare(here, form.note.data)
        except NothingNew:  # somebody published it just now, or it was sent twice
            return see(url_for(".releases", edition=slug))
        form.draft.data = prepared.draft
        return _preview(here, form, prepared, moved=True)
    db.session.commit()
    jobs.nudge("notices")
    jobs.nudge("books")
    flash(_("Release %(number)s is published.", number=prepared.release.number))
    return see(url_for(".releases", edition=slug))


def _prepare(here: Any, note: dict[str, str]) -> Prepared:
    author = current_user.name or _("an organiser")
    return publishing.prepare(here, at=clock.now(), author=author, note=note)


def _preview(here: Any, form: ReleaseForm, prepared: Prepared, *, moved: bool = False) -> Answer:
    before = publishing.latest_release(here)
    after = prepared.release.timetable
    found = changes.compare(before.timetable, after) if before else ()
    answer: Any = form_page(
        form,
        here,
        title=_("Release %(number)s", number=prepared.release.number),
        back=url_for(".releases", edition=here.slug),
        template="programme/release.html",
        number=prepared.release.number,
        first=before is None,
        moved=moved,
        lines=telling.lines(found, before.timetable, after, language()) if before else [],
        told=_told(here.id, before, after) if before else 0,
        summary=changes.summary(found),
        sessions=len(after.sessions),
        conflicts=find_conflicts(draft_timetable(here)),
        submit=_("Publish release %(number)s", number=prepared.release.number),
    )
    return (answer[0], 409) if moved else answer


def _told(edition_id: int, before: Release, after: Timetable) -> int:
    """How many people will be told, as higher slices know (the registry of who is affected)."""
    tellers = current_app.extensions["cwf_affected"]
    return sum(tell(edition_id, before, after, clock.now()) for tell in tellers)


@bp.get("/releases/<int:number>")
@requires(READ_DRAFT)
def release(edition: str, number: int) -> Answer:
    """One release: its note, what it changed, and what it looked like."""
    here = edition_in_reach(current_user, edition)
    shown = _of(here, number)
    return render_template(
        "programme/earlier.html",
        edition=here,
        shown=shown,
        lines=telling.latest(shown, language()),
        files=list(renderings.TYPES),
    )


@bp.get("/releases/<int:number>/<file>")
@requires(READ_DRAFT)
def release_file(edition: str, number: int, file: str) -> Response:
    """A file of a release as it was, made again from its JSON."""
    here = edition_in_reach(current_user, edition)
    if file not in renderings.TYPES:
        raise NotFound
    shown = _of(here, number)
    base_url = current_app.extensions["cwf_settings"].base_url
    found = renderings.render(file, shown, Selection(), language(), base_url)
    return send(found, cache="private, no-store")


def _of(here: Any, number: int) -> Shown:
    row = kept.release_of(here, number)
    if row is None:
        raise NotFound
    return published.shown(row.id)


@bp.route("/withdrawal", methods=["GET", "POST"])
@requires(RUN_EDITION)
def withdrawal(edition: str) -> Answer:
    """Take the programme out of sight, after saying what that means."""
    here = edition_in_reach(current_user, edition)
    form = WithdrawalForm()
    back = url_for(".releases", edition=edition)
    if takes(form):
        publishing.unpublish(here, actor=actor(), at=clock.now())
        db.session.commit()
        flash(_("The programme is no longer public."))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Unpublish the programme"),
        back=back,
        template="programme/withdrawal.html",
        submit=_("Unpublish"),
    )
