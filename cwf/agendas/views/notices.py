"""What changed since one looked, marking it as seen, and how one wants to be told by mail."""

from collections.abc import Iterable
from datetime import datetime

from flask import current_app, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.agendas.actions import notices as actions
from cwf.agendas.actions.favourites import agenda_for
from cwf.agendas.exports.news import Heard, heard
from cwf.agendas.forms.notices import NoticeForm
from cwf.agendas.picks import Pick
from cwf.agendas.queries.agendas import agenda_of_account
from cwf.agendas.queries.notices import release_known, wishes_of
from cwf.agendas.quiet import QUIET_FROM, QUIET_TO
from cwf.agendas.views import bp
from cwf.database import db
from cwf.i18n import language
from cwf.programme.exports.frame import name_of
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.programme.release import Release
from cwf.programme.views.answers import Answer, see, takes
from cwf.web.access import SIGNED_IN, requires


@bp.route("/notices", methods=["GET", "POST"])
@requires(SIGNED_IN)
def notices(edition: str) -> Answer:
    """How I want to be told of changes; it holds for every edition."""
    head = shown_now(current(edition)).release.timetable.edition
    kept = wishes_of(account_id=current_user.id)
    form = NoticeForm(
        data={
            "mails": kept.mails if kept else True,
            "quiet_from": kept.quiet_from if kept else QUIET_FROM,
            "quiet_to": kept.quiet_to if kept else QUIET_TO,
            "zone": kept.zone if kept else None,
        }
    )
    if takes(form):
        actions.wish(
            current_user.id,
            mails=form.mails.data,
            zone=form.zone.data or None,
            quiet_from=int(form.quiet_from.data),
            quiet_to=int(form.quiet_to.data),
        )
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".notices", edition=edition))
    page = render_template(
        "agendas/notices.html",
        edition=head,
        to=addresses(edition).rooted(),
        brand_small=name_of(head, language()),
        form=form,
    )
    return (page, 422) if form.is_submitted() else page


@bp.post("/seen")
@requires(SIGNED_IN)
def seen(edition: str) -> Answer:
    """I know the release `number`, or the present one where that is older."""
    now = current(edition)
    present, sent = shown_now(now).release.number, request.form.get("number", "")
    number = int(sent) if sent.isdecimal() and len(sent) < 9 else present
    agenda = agenda_for(now.edition_id, current_user.id, clock.now())
    actions.look(agenda, min(number, present))
    db.session.commit()
    return see(url_for(".agenda", edition=edition))


def heard_since(
    edition_id: int, newest: Release, picks: Iterable[Pick], at: datetime
) -> Heard | None:
    """What changed of my picks since I looked; None: I know the newest release, or have no
    agenda that could say what I know."""
    agenda = agenda_of_account(edition_id, current_user.id)
    release_id = release_known(agenda) if agenda else None
    if release_id is None:
        return None
    known = current_app.extensions["cwf_release"](release_id).release
    if known.number >= newest.number:
        return None
    return heard(known, newest, picks, language(), at=at)
