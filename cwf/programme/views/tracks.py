"""Tracks."""

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.people.sign_in import actor
from cwf.programme.actions import frame
from cwf.programme.actions.writing import reorder
from cwf.programme.forms.frame import NewTrackForm, TrackForm, TrackRemovalForm
from cwf.programme.queries import content
from cwf.programme.refusals import LooksAlike, MarkTaken
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, moved, see, takes
from cwf.web.access import requires
from cwf.web.templating import own_text


@bp.get("/tracks/")
@requires(READ_DRAFT)
def tracks(edition: str) -> Answer:
    """All tracks, in order."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "programme/tracks.html",
        edition=here,
        tracks=content.tracks_of(here),
        used=content.sessions_per_track(here),
    )


@bp.route("/tracks/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def track_new(edition: str) -> Answer:
    """Add one."""
    here = edition_in_reach(current_user, edition)
    form = NewTrackForm(languages=here.languages)
    back = url_for(".tracks", edition=edition)
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        try:
            frame.add_track(here, actor=actor(), **form.values)
            submission.location = back
            db.session.commit()
            flash(_("Track added."))
            return see(back)
        except MarkTaken as refusal:
            _say_taken(form, refusal)
    return form_page(form, here, title=_("New track"), back=back, submit=_("Add track"))


@bp.route("/tracks/<slug>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def track(edition: str, slug: str) -> Answer:
    """Change one."""
    here = edition_in_reach(current_user, edition)
    row = content.track_of(here, slug, lock=request.method == "POST")
    form = TrackForm(data=TrackForm.values_of(row), languages=here.languages)
    back = url_for(".tracks", edition=edition)
    if takes(form):
        try:
            frame.change_track(here, row, actor=actor(), **form.values)
            db.session.commit()
            flash(_("Saved."))
            return see(back)
        except MarkTaken as refusal:
            _say_taken(form, refusal)
    removal = url_for(".track_removal", edition=edition, slug=slug)
    return form_page(form, here, title=own_text(row.name), back=back, removal=removal)


def _say_taken(form: TrackForm, refusal: MarkTaken) -> None:
    db.session.rollback()
    name = own_text(refusal.name)
    if isinstance(refusal, LooksAlike):
        said = _(
            "%(track)s has a mark like this one and a colour as light: grey print would show them"
            " alike. Choose another mark, or a lighter or darker colour.",
            track=name,
        )
    else:
        said = _("%(track)s has this mark. Choose another one.", track=name)
    form.fail("mark", said)


@bp.post("/tracks/order")
@requires(EDIT_PROGRAMME)
def track_order(edition: str) -> Answer:
    """Move one up or down."""
    here = edition_in_reach(current_user, edition)
    rows = content.tracks_of(here)
    order = moved([row.slug for row in rows], request.form)
    reorder(rows, order, edition=here, actor=actor(), action="track.order")
    db.session.commit()
    return see(url_for(".tracks", edition=edition))


@bp.route("/tracks/<slug>/removal", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def track_removal(edition: str, slug: str) -> Answer:
    """Take one away, after saying where its sessions go."""
    here = edition_in_reach(current_user, edition)
    row = content.track_of(here, slug, lock=request.method == "POST")
    others = {other.slug: other for other in content.tracks_of(here) if other is not row}
    form = TrackRemovalForm(obj=row)
    form.to.offer(
        [("", _("no track")), *((slug, own_text(other.name)) for slug, other in others.items())]
    )
    back = url_for(".tracks", edition=edition)
    if takes(form):
        frame.remove_track(here, row, to=others.get(form.to.data), actor=actor())
        db.session.commit()
        flash(_("Track removed."))
        return see(back)
    used = content.sessions_per_track(here).get(row.id, 0)
    return form_page(
        form,
        here,
        title=_("Remove %(name)s", name=own_text(row.name)),
        back=back,
        template="programme/removal.html",
        sentences=[ngettext("%(num)s session is in it.", "%(num)s sessions are in it.", used)],
        submit=_("Remove track"),
    )
