"""What organisers say of one slot: its limit, what is held back, for whom it is compulsory."""

from typing import Any
from uuid import UUID

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.agendas.actions import limits as actions
from cwf.agendas.forms.sign_ups import DutyForm, HeldBackForm, LimitForm
from cwf.agendas.queries import sign_ups as queries
from cwf.agendas.queries.door import names_over
from cwf.agendas.queries.slots import Placed, drafted
from cwf.agendas.views.listed import bp
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.conflicts import capacity
from cwf.programme.exports.labels import Labels
from cwf.programme.views.answers import Answer, form_page, see, takes
from cwf.registration.categories import Category
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.places import ClaimState
from cwf.registration.queries.places import counts, standing
from cwf.web.access import requires
from cwf.web.forms import Form
from cwf.web.templating import own_text

EVERYONE = "everyone"


@bp.route("/<uuid:uuid>/limit", methods=["GET", "POST"])
@requires(RUN_EDITION)
def limit(edition: str, uuid: UUID) -> Answer:
    """Set or change the limit of a slot; before it drops below what is taken, it asks."""
    here = edition_in_reach(current_user, edition)
    placed = drafted(here, uuid)
    row = queries.limited_slot(here.id, uuid, lock=request.method == "POST")
    seats = capacity(placed.slot, placed.timetable)
    form = LimitForm(data=_stands(row, seats, here.zone), zone=here.zone)
    over: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    if takes(form):
        terms = actions.Terms(capacity=form.capacity.data or 1, opens=form.begins, closes=form.ends)
        over, offers = _over(row, terms.capacity)
        if not (over or offers) or form.sure.data:
            actions.set_limit(
                here, placed.slot, placed.session, terms, at=clock.now(), actor=actor()
            )
            db.session.commit()
            jobs.nudge("offers")
            flash(_("Saved."))
            return see(url_for(".slot", edition=edition, uuid=uuid))
        form.fail("sure", _("Say that you mean it."))
    slots = url_for(".slots", edition=edition)
    back = url_for(".slot", edition=edition, uuid=uuid) if row else slots
    return form_page(
        form,
        here,
        title=_("Places in %(name)s", name=own_text(placed.session.title)),
        back=back,
        template="agendas/limit.html",
        labels=Labels(placed.timetable, language()),
        slot=placed.slot,
        seats=seats,
        over=over,
        offers=offers,
    )


def _over(row: Any, capacity: int) -> tuple[tuple[str, ...], ...]:
    """Who would have a place beyond a capacity, and whose offers would be taken back."""
    states = (ClaimState.PLACE, ClaimState.OFFERED)
    if row is None:
        return (), ()
    return tuple(names_over(row.quota_id, capacity, clock.now(), state) for state in states)


def _stands(row: Any, seats: int | None, zone: str) -> dict[str, Any]:
    if row is None:
        return {"capacity": seats}
    found = counts([row.quota_id], clock.now())[row.quota_id]
    return {
        "version": row.version,
        "capacity": found.capacity,
        **LimitForm.shown_instant("opens", row.opens, zone),
        **LimitForm.shown_instant("closes", row.closes, zone),
    }


@bp.route("/<uuid:uuid>/held-back", methods=["GET", "POST"])
@requires(RUN_EDITION)
def held_back(edition: str, uuid: UUID) -> Answer:
    """Keep places for a category until an instant."""
    here = edition_in_reach(current_user, edition)
    placed, row = _limited(here, uuid)
    tree = standing([row.quota_id], clock.now())[row.quota_id].tree
    kept = {part.group: part for part in tree.parts}
    asked = kept.get(request.args.get("group", ""))
    stands: dict[str, Any] = {}
    if asked:
        stands = {
            "group": asked.group,
            "number": asked.capacity,
            **HeldBackForm.shown_instant("until", asked.held_until, here.zone),
        }
    form = HeldBackForm(data=stands, zone=here.zone)
    form.group.offer([(one.value, CATEGORIES[one]) for one in Category])
    form.most = tree.capacity or 0
    back = url_for(".slot", edition=edition, uuid=uuid)
    if takes(form):
        actions.hold_back(
            here,
            row,
            placed.session,
            group=form.group.data,
            number=form.number.data or 0,
            until=form.until,
            at=clock.now(),
            actor=actor(),
        )
        db.session.commit()
        jobs.nudge("offers")
        flash(_("Saved."))
        return see(back)
    title = _("Hold places back: %(name)s", name=own_text(placed.session.title))
    return form_page(form, here, title=title, back=back)


@bp.route("/<uuid:uuid>/duty", methods=["GET", "POST"])
@requires(RUN_EDITION)
def duty(edition: str, uuid: UUID) -> Answer:
    """Make a session compulsory for everyone or for some."""
    here = edition_in_reach(current_user, edition)
    placed = drafted(here, uuid)
    stands = queries.duties_of(here.id).get(placed.session.id, frozenset())
    form = DutyForm(data={"categories": [one or EVERYONE for one in sorted(stands)]})
    form.categories.offer(
        [(EVERYONE, _("Everyone")), *((one.value, CATEGORIES[one]) for one in Category)]
    )
    back = url_for(".slots", edition=edition)
    if takes(form):
        chosen = ["" if one == EVERYONE else one for one in form.categories.data]
        actions.set_duty(here, placed.session, chosen, actor=actor())
        db.session.commit()
        jobs.nudge("offers")
        flash(_("Saved."))
        return see(back)
    title = _("For whom %(name)s is compulsory", name=own_text(placed.session.title))
    return form_page(form, here, title=title, back=back)


@bp.route("/<uuid:uuid>/removal", methods=["GET", "POST"])
@requires(RUN_EDITION)
def removal(edition: str, uuid: UUID) -> Answer:
    """No sign-up any more; it says who has a place or waits, whose claims end with it."""
    here = edition_in_reach(current_user, edition)
    placed, row = _limited(here, uuid)
    found = counts([row.quota_id], clock.now())[row.quota_id]
    form = Form(data={"version": row.version})
    if takes(form):
        actions.remove_limit(here, row, placed.session, at=clock.now(), actor=actor())
        db.session.commit()
        flash(_("Nobody need sign up any more."))
        return see(url_for(".slots", edition=edition))
    waiting = found.waiting + found.offered
    sentences = [
        _("Everybody may come then, as long as there is room."),
        ngettext(
            "%(num)s place that is taken ends with it.",
            "%(num)s places that are taken end with it.",
            found.taken,
        ),
        ngettext("%(num)s waits for one.", "%(num)s wait for one.", waiting),
    ]
    return form_page(
        form,
        here,
        title=_("Remove the limit of %(name)s", name=own_text(placed.session.title)),
        back=url_for(".slot", edition=edition, uuid=uuid),
        template="programme/removal.html",
        sentences=sentences if found.taken or waiting else sentences[:1],
        submit=_("Remove limit"),
    )


def _limited(here: Any, uuid: UUID) -> tuple[Placed, Any]:
    placed = drafted(here, uuid)
    row = queries.limited_slot(here.id, uuid, lock=request.method == "POST")
    if row is None:
        raise NotFound
    return placed, row
