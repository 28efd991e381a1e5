"""What is done with a session: cancelled, taken up again, copied, removed; who steps in."""

from flask import flash, request, url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, edition_in_reach
from cwf.people.sign_in import actor
from cwf.programme.actions import sessions as actions
from cwf.programme.forms.sessions import CancellationForm, SubstitutionForm
from cwf.programme.queries import content
from cwf.programme.refusals import AlreadySpeaks, NotInSession
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.web.access import requires
from cwf.web.forms import Form, NewForm
from cwf.web.templating import own_text


@bp.route("/sessions/<slug>/cancellation", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def session_cancellation(edition: str, slug: str) -> Answer:
    """Cancel it, with a reason that guests read."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug, lock=request.method == "POST")
    form = CancellationForm(obj=row, languages=here.languages)
    back = url_for(".session", edition=edition, slug=slug)
    name = own_text(row.title)
    if takes(form):
        actions.cancel_session(here, row, form.reason.data, actor=actor())
        db.session.commit()
        flash(_("%(name)s is cancelled.", name=name))
        return see(back)
    return form_page(
        form,
        here,
        title=_("Cancel %(name)s?", name=name),
        back=back,
        template="programme/cancellation.html",
    )


@bp.post("/sessions/<slug>/resumption")
@requires(EDIT_PROGRAMME)
def session_resumption(edition: str, slug: str) -> Answer:
    """Take a cancelled session up again, as a draft."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug, lock=True)
    actions.reopen_session(here, row, actor=actor())
    db.session.commit()
    flash(_("%(name)s is a draft again.", name=own_text(row.title)))
    return see(url_for(".session", edition=edition, slug=slug))


@bp.post("/sessions/<slug>/copies")
@requires(EDIT_PROGRAMME)
def session_copy(edition: str, slug: str) -> Answer:
    """Make another draft with the same content."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug)
    submission = claim(NewForm())
    if not submission.location:
        titles = {lang: _copied(title, lang) for lang, title in row.title.items()}
        made = actions.duplicate_session(here, row, title=titles, actor=actor())
        submission.location = url_for(".session", edition=edition, slug=made.slug)
        db.session.commit()
        flash(_("Copied. This is the copy."))
    return see(submission.location)


def _copied(title: str, lang: str) -> str:
    with force_locale(lang):
        return str(_("%(title)s (copy)", title=title))


@bp.route("/sessions/<slug>/removal", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def session_removal(edition: str, slug: str) -> Answer:
    """Take it out of the programme for good."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug, lock=request.method == "POST")
    form = Form(obj=row)
    name = own_text(row.title)
    if takes(form):
        actions.remove_session(here, row, actor=actor())
        db.session.commit()
        flash(_("%(name)s removed.", name=name))
        return see(url_for(".sessions", edition=edition))
    sentences = [
        ngettext("%(num)s placing goes with it.", "%(num)s placings go with it.", len(row.slots)),
        _("Calendars that have it will show it as cancelled."),
        _("To tell guests why, cancel it instead."),
    ]
    return form_page(
        form,
        here,
        title=_("Remove %(name)s", name=name),
        back=url_for(".session", edition=edition, slug=slug),
        template="programme/removal.html",
        sentences=sentences,
        submit=_("Remove session"),
    )


@bp.route("/sessions/<slug>/substitutions", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def session_substitution(edition: str, slug: str) -> Answer:
    """Say who steps in for whom; who was announced is kept."""
    here = edition_in_reach(current_user, edition)
    row = content.session_of(here, slug, lock=request.method == "POST")
    speakers = {speaker.slug: speaker for speaker in content.speakers_of(here)}
    form = SubstitutionForm(data={"version": row.version}, languages=here.languages)
    form.was.offer([(one.speaker.slug, one.speaker.person.name) for one in row.people])
    form.now.offer([("", _("Nobody yet")), *((s, one.person.name) for s, one in speakers.items())])
    back = url_for(".session", edition=edition, slug=slug)
    if takes(form):
        try:
            actions.substitute(
                here,
                row,
                speakers[form.was.data],
                speakers.get(form.now.data),
                reason=form.reason.data,
                at=clock.now(),
                actor=actor(),
            )
            db.session.commit()
            flash(_("Saved. Who was announced stays in the record."))
            return see(back)
        except (AlreadySpeaks, NotInSession):
            db.session.rollback()
            form.fail("now", _("This speaker is in the session already. Choose someone else."))
    title = _("Who steps in: %(name)s", name=own_text(row.title))
    return form_page(form, here, title=title, back=back)
