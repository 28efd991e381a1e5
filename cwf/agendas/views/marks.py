"""Stars on public pages: what of them is mine, and the way to star and to take a star away."""

from uuid import UUID

from flask import Response, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock
from cwf.agendas.actions import favourites
from cwf.agendas.picks import MOST, numbered, wishes
from cwf.agendas.queries.agendas import mine_at
from cwf.agendas.views import bp
from cwf.database import db
from cwf.people.views.tracking import unmark
from cwf.programme.public_views.serving import current, shown_now
from cwf.programme.release import Release
from cwf.web.access import SIGNED_IN, public, requires, wants_data

Answer = AnyResponse | tuple[Response, int]


@bp.get("/marks")
@public
def marks(edition: str) -> Response:
    """What the account starred and holds, with the token of its forms; 204 to a stranger.

    Slots by their numbers, as the rows of pages name them; those that no release shows are left
    out.
    """
    now = current(edition)
    if not current_user.is_authenticated:
        return unmark(Response(status=204))
    found = mine_at(now.edition_id, current_user.id, clock.now())
    numbers = {} if now.release_id is None else numbered(shown_now(now).release)
    return jsonify(
        csrf=generate_csrf(),
        starred=sorted(str(numbers[slot]) for slot in found.starred if slot in numbers),
        held={
            str(numbers[pick.slot]): pick.hold.value
            for pick in found.picks
            if pick.slot in numbers and (pick.slot not in found.starred or pick.slot in found.held)
        },
    )


@bp.post("/favourites")
@requires(SIGNED_IN)
def change_favourites(edition: str) -> Answer:
    """Star the `slot` (UUID or number), with `on` 0 take its star away; or bring `picks` along."""
    now = current(edition)
    release = shown_now(now).release
    at = clock.now()
    agenda = favourites.agenda_for(now.edition_id, current_user.id, at)
    if "slot" not in request.form:
        picks = wishes(request.form.get("picks", ""), release.timetable, release.gone)
        merged = favourites.merge(agenda, (pick.slot for pick in picks), at)
        db.session.commit()
        return _told(edition, _brought(merged), added=merged.added, left_out=merged.left_out)
    slot = _slot(request.form["slot"], release)
    if request.form.get("on", "1") != "1":
        favourites.unstar(agenda, slot, at)
        db.session.commit()
        return _told(edition, _("Taken out of your agenda."))
    if slot not in release.slot:
        raise NotFound
    try:
        favourites.star(agenda, slot, at)
    except favourites.TooMany:
        db.session.rollback()
        return _full(edition)
    db.session.commit()
    return _told(edition, _("It is in your agenda."))


def _brought(merged: favourites.Merged) -> str:
    added = ngettext(
        "%(num)s session of this browser is now in your agenda.",
        "%(num)s sessions of this browser are now in your agenda.",
        merged.added,
    )
    if not merged.left_out:
        return added
    more = ngettext(
        "There was no room for %(num)s more.",
        "There was no room for %(num)s more.",
        merged.left_out,
    )
    return f"{added} {more}"


def _told(edition: str, sentence: str, **more: int) -> Answer:
    if wants_data():
        return jsonify(said=sentence, **more)
    flash(sentence)
    return redirect(url_for("agendas.agenda", edition=edition), 303)


def _full(edition: str) -> Answer:
    sentence = _(
        "Your agenda holds %(number)s sessions, and no more. Take one out first.", number=MOST
    )
    if wants_data():
        return jsonify(said=sentence), 409
    flash(sentence)
    return redirect(url_for("agendas.agenda", edition=edition), 303)


def _slot(text: str, release: Release) -> UUID:
    """The slot of a UUID, or of a number that the release knows."""
    for uuid, number in numbered(release).items():
        if text == str(number):
            return uuid
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest from None
