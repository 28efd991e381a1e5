"""The calendars that an account subscribed to: made, named, given another address, ended."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from cwf import clock
from cwf.agendas.actions import feeds as actions
from cwf.agendas.feeds import Kind, address_of
from cwf.agendas.forms.feeds import FeedForm, NewFeedForm
from cwf.agendas.queries import feeds as queries
from cwf.agendas.queries.feeds import Feed
from cwf.database import db
from cwf.i18n import language
from cwf.people.parts import AccountPart
from cwf.people.queries import Account
from cwf.web.access import SIGNED_IN, requires
from cwf.web.templating import own_text

bp = Blueprint("agenda_feeds", __name__, url_prefix="/<lang:lang>/account/feeds")


def kind_words() -> dict[str, str]:
    """What the kinds of feeds are called."""
    return {
        Kind.AGENDA: _("My agenda"),
        Kind.GROUP: _("My agenda and those shared with me"),
        Kind.STAFF: _("All sessions, for staff"),
    }


def path_of(feed: Feed) -> str:
    """The secret address of a feed, without ending."""
    return f"/calendar/{address_of(current_app.config['SECRET_KEY'], feed.id, feed.generation)}"


def account_part(account: Account) -> AccountPart | None:
    """What the account home says of feeds."""
    data = {"feeds": len(queries.of_account(account))}
    return AccountPart(template="agendas/_account_feeds.html", data=data)


@bp.get("/")
@requires(SIGNED_IN)
def feeds() -> str:
    """All of them, and a form for another."""
    return _list(NewFeedForm(None, offers=_offers()))


@bp.post("/")
@requires(SIGNED_IN)
def make() -> Response | tuple[str, int]:
    """Another one; asking twice for the same gives the one that is there."""
    form = NewFeedForm(offers=_offers())
    if not form.validate_on_submit():
        return _list(form), 422
    kind, _space, slug = (form.of.data or "").partition(" ")
    edition = next(one for one in queries.offered(current_user) if one.slug == slug)
    made = actions.make(
        current_user,
        Kind(kind),
        edition_id=edition.id,
        language=language(),
        name=form.name.data or "",
        at=clock.now(),
    )
    db.session.commit()
    return redirect(f"{url_for('.feeds')}#feed-{made.id}", 303)


@bp.route("/<int:number>", methods=["GET", "POST"])
@requires(SIGNED_IN)
def feed(number: int) -> Response | str | tuple[str, int]:
    """One: its name and alarm, its address, its end."""
    one = queries.one_of_account(current_user, number)
    form = FeedForm(data={"name": one.name, "alarm": one.options.get("alarm")})
    if form.validate_on_submit():
        alarm = int(form.alarm.data) if form.alarm.data else None
        actions.change(current_user, one, name=form.name.data or "", alarm=alarm)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for(".feeds"), 303)
    page = render_template(
        "agendas/feed_change.html", feed=one, form=form, path=path_of(one), words=kind_words()
    )
    return (page, 422) if form.is_submitted() else page


@bp.post("/<int:number>/<any(renewal, revocation):step>")
@requires(SIGNED_IN)
def end(number: int, step: str) -> Response:
    """Give it another address, or end it; the present address then says so."""
    one = queries.one_of_account(current_user, number)
    if step == "renewal":
        actions.renew(current_user, one, at=clock.now())
        flash(_("The calendar has a new address. Subscribe to it again."))
    else:
        actions.revoke(current_user, one, at=clock.now())
        flash(_("The calendar is revoked. Its address gives nothing any more."))
    db.session.commit()
    return redirect(url_for(".feeds"), 303)


def _list(form: NewFeedForm) -> str:
    found = queries.of_account(current_user)
    return render_template(
        "agendas/feeds.html",
        form=form,
        words=kind_words(),
        feeds=[(feed, edition, path_of(feed)) for feed, edition in found],
    )


def _offers() -> list[tuple[str, str, str]]:
    """Kind and edition of all that may be subscribed to: what staff need for staff alone."""
    words, staff = kind_words(), queries.staffed(current_user)
    return [
        (f"{kind} {edition.slug}", words[kind], f"{own_text(edition.city)} {edition.year}".strip())
        for edition in queries.offered(current_user)
        for kind in Kind
        if kind is not Kind.STAFF or staff is None or edition.id in staff
    ]
