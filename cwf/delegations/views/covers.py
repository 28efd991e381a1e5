"""Who covers what: a day of the programme beside the members, with ticks; and one session."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.agendas.queries.slots import released
from cwf.agendas.sign_ups import slot_of
from cwf.database import db
from cwf.delegations.actions.covers import Pair, set_covers
from cwf.delegations.actions.signing_up import Asked, Done, sign_up_all
from cwf.delegations.covering import letter, rows, takes_place, twice
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach, edition_of
from cwf.delegations.queries.covers import covers_in
from cwf.delegations.queries.members import Member, members_of
from cwf.delegations.queries.sign_ups import held_in, standings
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, see
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.actions.writing import called
from cwf.programme.exports.labels import Labels
from cwf.programme.timetable import Slot, Timetable
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_covers",
    __name__,
    url_prefix="/<lang:lang>/delegations/<uuid:delegation>/programme",
)


@bp.route("/", methods=["GET", "POST"])
@requires(LEADS)
def programme(delegation: UUID) -> Answer:
    """A day (?day=, the first by default): who covers what; ticks are saved for the whole day."""
    form = PlainForm()
    row = delegation_in_reach(current_user, delegation, lock=form.is_submitted())
    here, now = edition_of(row), clock.now()
    timetable, members = released(here.id), members_of(row.id)
    if timetable is None or not timetable.days:
        return page("delegations/programme_later.html", row)
    day = _day(timetable)
    if form.is_submitted() and form.validate():
        return _save(row, members, url_for(".programme", delegation=delegation, day=day))
    held = held_in(here.id, members, now)
    found = rows(timetable, day, covers_in(row.id), held.places, held.waiting)
    return page(
        "delegations/programme.html",
        row,
        members=members,
        letters={one.id: letter(number) for number, one in enumerate(members)},
        names={one.id: one.participant.person.name for one in members},
        rows=found,
        covered=sum(bool(one.there) for one in found),
        twice=twice(found),
        limits=held.limits,
        timetable=timetable,
        labels=Labels(timetable, language()),
        day=day,
        form=form,
    )


@bp.route("/<uuid:slot>", methods=["GET", "POST"])
@requires(LEADS)
def session(delegation: UUID, slot: UUID) -> Answer:
    """One session: who covers it, and where one signs up for it who has a place."""
    form = PlainForm()
    row = delegation_in_reach(current_user, delegation, lock=form.is_submitted())
    timetable, placed = _placed(row, slot)
    here, now = url_for(".session", delegation=delegation, slot=slot), clock.now()
    members = members_of(row.id)
    if form.is_submitted() and form.validate():
        return _save(row, members, here)
    held = held_in(row.edition_id, members, now)
    limit = held.limits.get(slot)
    return page(
        "delegations/session.html",
        row,
        slot=placed,
        session=timetable.session[placed.session],
        labels=Labels(timetable, language()),
        members=members,
        covering=covers_in(row.id).get(slot, set()),
        limit=limit,
        found=standings(limit, timetable, members, now) if limit else {},
        slots={one.uuid: one for one in timetable.slots},
        timetable=timetable,
        form=form,
    )


@bp.post("/<uuid:slot>/sign-ups")
@requires(LEADS)
def sign_up(delegation: UUID, slot: UUID) -> Answer:
    """Sign the ticked members up, let them wait, or give their places up."""
    row = delegation_in_reach(current_user, delegation, lock=True)
    timetable, placed = _placed(row, slot)
    here, members = edition_of(row), members_of(row.id)
    limit = held_in(row.edition_id, members, clock.now()).limits.get(slot)
    step = request.form.get("step", "")
    if limit is None or step not in set(Asked):
        raise NotFound
    ticked = set(request.form.getlist("who"))
    chosen = [one for one in members if str(one.uuid) in ticked]
    done = sign_up_all(
        here,
        limit,
        timetable,
        chosen,
        Asked(step),
        both=request.form.get("both") == "1",
        subject=called(timetable.session[placed.session].title, here),
        at=clock.now(),
        actor=actor(),
    )
    db.session.commit()
    jobs.nudge("offers")
    for sentence in _told(done) or [_("Tick members first.") if not chosen else _("Saved.")]:
        flash(sentence)
    return see(url_for(".session", delegation=delegation, slot=slot))


def _save(row: Delegation, members: Sequence[Member], back: str) -> Answer:
    """Take the ticks: what was ticked and is not now goes, what was not and is now comes."""
    ids = {str(one.uuid): one.id for one in members}
    was, now = (_pairs(request.form.getlist(name), ids) for name in ("was", "cover"))
    timetable = released(row.edition_id)
    known = {slot.uuid for slot in timetable.slots} if timetable else set()
    more = [pair for pair in now if pair not in was and pair[1] in known]
    less = [pair for pair in was if pair not in now]
    set_covers(row, more=more, less=less, at=clock.now(), actor=actor())
    db.session.commit()
    flash(_("Saved. It stands in their agendas now."))
    return see(back)


def _pairs(sent: Sequence[str], ids: dict[str, int]) -> set[Pair]:
    """Ticks as they are sent, "<slot>.<member>"; what names none of the members is left aside."""
    found = set()
    for text in sent:
        slot, _dot, member = text.partition(".")
        try:
            found.add((ids[member], UUID(slot)))
        except (KeyError, ValueError):
            continue
    return found


def _placed(row: Delegation, slot: UUID) -> tuple[Timetable, Slot]:
    timetable = released(row.edition_id)
    placed = slot_of(slot, timetable)
    if timetable is None or placed is None or not takes_place(placed, timetable):
        raise NotFound
    return timetable, placed


def _day(timetable: Timetable) -> date:
    asked = request.args.get("day", "")
    return next((day for day in timetable.days if day.isoformat() == asked), timetable.days[0])


def _told(done: Done) -> list[str]:
    """What became of it, in sentences with names."""
    sentences = {
        "places": _("Have a place now: %(names)s."),
        "waits": _("On the waiting list: %(names)s."),
        "gone": _("Without a place or wait now: %(names)s."),
        "clash": _("Not signed up, for they have something else at that time: %(names)s."),
        "full": _("Not signed up, for no place is free: %(names)s."),
        "closed": _("Not signed up, for that is not possible now: %(names)s."),
    }
    return [
        sentence.replace("%(names)s", ", ".join(one.participant.person.name for one in found))
        for name, sentence in sentences.items()
        if (found := getattr(done, name))
    ]
