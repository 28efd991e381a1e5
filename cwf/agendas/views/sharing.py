"""Who may read my agenda, and the agendas that others let me read."""

from uuid import UUID

from flask import current_app, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from limits import RateLimitItemPerHour
from werkzeug.exceptions import BadRequest, NotFound

from cwf import clock, jobs
from cwf.agendas.actions import sharing as actions
from cwf.agendas.actions.favourites import agenda_for
from cwf.agendas.exports.of_another import shared_page
from cwf.agendas.forms.sharing import ShareForm
from cwf.agendas.queries import sharing as queries
from cwf.agendas.queries.agendas import agenda_of_account
from cwf.agendas.views import bp
from cwf.database import db
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.exports.frame import name_of
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.programme.views.answers import Answer, see, takes
from cwf.web import limits
from cwf.web.access import SIGNED_IN, requires
from cwf.web.signing import sign
from cwf.web.templating import other_language

AT_MOST = RateLimitItemPerHour(60)


@bp.route("/shares", methods=["GET", "POST"])
@requires(SIGNED_IN)
def shares(edition: str) -> Answer:
    """Who may read my agenda of this edition; an address posted here may, from now on."""
    form = ShareForm()
    if not takes(form):
        page = _page(edition, form)
        return (page, 422) if form.is_submitted() else page
    limits.count("sharing", AT_MOST)
    at = clock.now()
    agenda = agenda_for(current(edition).edition_id, current_user.id, at)
    try:
        new = actions.share_with(agenda, form.email.data or "", owner=current_user, at=at)
    except actions.TooMany:
        db.session.rollback()
        form.email.errors = [
            _("It is shared with %(number)s people, and no more.", number=actions.MOST_SHARES)
        ]
        return _page(edition, form), 422
    db.session.commit()
    jobs.nudge("mail")
    flash(_("Shared. A mail tells them.") if new else _("It was shared with this address already."))
    return see(url_for(".shares", edition=edition))


@bp.post("/shares/link")
@requires(SIGNED_IN)
def share_link(edition: str) -> Answer:
    """Open, renew or close the link to my agenda, as `step` says."""
    steps = {
        "open": (actions.open_link, _("Whoever has the link can read your agenda now.")),
        "renew": (actions.renew_link, _("There is a new link. The one before leads nowhere.")),
        "close": (actions.close_link, _("The link is closed.")),
    }
    step = steps.get(request.form.get("step", ""))
    if step is None:
        raise BadRequest
    change, done = step
    agenda = agenda_for(current(edition).edition_id, current_user.id, clock.now())
    change(agenda, actor=actor())
    db.session.commit()
    flash(done)
    return see(url_for(".shares", edition=edition))


@bp.post("/shares/<int:share>/withdraw")
@requires(SIGNED_IN)
def withdraw_share(edition: str, share: int) -> Answer:
    """Let an address no longer read my agenda."""
    agenda = agenda_of_account(current(edition).edition_id, current_user.id)
    if agenda is None or not actions.withdraw(agenda, share, actor=actor()):
        raise NotFound
    db.session.commit()
    flash(_("Your agenda is no longer shared with this address."))
    return see(url_for(".shares", edition=edition))


@bp.get("/shared/<uuid:uuid>")
@requires(SIGNED_IN)
def shared(edition: str, uuid: UUID) -> str:
    """Another's agenda, shared with the address of this account."""
    now = current(edition)
    found = queries.by_name(current_user, now.edition_id, uuid)
    if found is None:
        raise NotFound
    picks = queries.shown_picks([found.id], clock.now())[found.id]
    twin = url_for(".shared", edition=edition, uuid=uuid, lang=other_language())
    return shared_page(shown_now(now), picks, addresses(edition), name=found.name, twin=twin)


def _page(edition: str, form: ShareForm) -> str:
    now = current(edition)
    head = shown_now(now).release.timetable.edition
    agenda = agenda_of_account(now.edition_id, current_user.id)
    base_url = current_app.extensions["cwf_settings"].base_url
    link = ""
    if agenda and agenda.shared:
        token = sign(queries.OF_LINK, str(agenda.uuid), agenda.share_generation)
        link = f"{base_url}/{language()}/agendas/{token}"
    others = queries.readable(current_user, now.edition_id)
    return render_template(
        "agendas/shares.html",
        edition=head,
        to=addresses(edition).rooted(),
        brand_small=name_of(head, language()),
        form=form,
        link=link,
        shares=queries.shares_of(agenda.id) if agenda else [],
        others=[one for one in others if agenda is None or one.id != agenda.id],
    )
