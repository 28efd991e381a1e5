"""Placing: a form of room, day and hours, with the conflicts that it would make beside it."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, edition_in_reach
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme.actions import placing
from cwf.programme.actions.placing import Placement
from cwf.programme.exports.labels import Labels
from cwf.programme.forms.placing import NewPlacementForm, PlacementForm
from cwf.programme.proposals import free_rooms, free_times, with_slot
from cwf.programme.queries import content
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import Kind, Slot, Timetable, day_of
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.programme.views.crowding import crowded, meant
from cwf.programme.views.undo import keep_removed, read_removed
from cwf.programme.views.warnings import OF_PLACE, OF_TIME, mended_by, warnings_of
from cwf.programme.wall_clock import instants
from cwf.web.access import requires
from cwf.web.templating import own_text

PREFILLED = ("room", "day", "starts", "ends", "assumed_minutes")


@bp.route("/sessions/<slug>/slots/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def slot_new(edition: str, slug: str) -> Answer:
    """Place a session, once more if it has a place already."""
    here = edition_in_reach(current_user, edition)
    session = content.session_of(here, slug)
    form = _form(NewPlacementForm, here, _usual(here, session))
    rooms = _offer(form, here)
    if "check" not in request.form and takes(form):
        submission = claim(form)
        if not submission.location:
            placing.place(here, session, _placement(form, rooms), actor=actor())
            submission.location = url_for(".session", edition=edition, slug=slug)
            db.session.commit()
            flash(_("Placed."))
        return see(submission.location)
    return _page(form, here, session, None, title=_("Place %(name)s", name=own_text(session.title)))


@bp.route("/sessions/<slug>/slots/<uuid:uuid>/placement", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def slot_placement(edition: str, slug: str, uuid: UUID) -> Answer:
    """Move a placing; it stays the same one in everybody's calendar."""
    here = edition_in_reach(current_user, edition)
    session = content.session_of(here, slug)
    row = content.slot_of(here, session, uuid, lock=request.method == "POST")
    form = _form(PlacementForm, here, _stands(here, row))
    rooms = _offer(form, here)
    sent = "check" not in request.form and takes(form)
    asks = sent and not meant() and _crowds(form, here, session, uuid)
    if sent and not asks:
        placing.move(here, row, _placement(form, rooms), actor=actor())
        db.session.commit()
        flash(_("Moved."))
        return see(url_for(".session", edition=edition, slug=slug))
    title = _("Move %(name)s", name=own_text(session.title))
    return _page(form, here, session, uuid, title=title, asks=asks)


@bp.post("/sessions/<slug>/slots/<uuid:uuid>/removal")
@requires(EDIT_PROGRAMME)
def slot_removal(edition: str, slug: str, uuid: UUID) -> Answer:
    """Take a placing away; it can be put back for a while."""
    here = edition_in_reach(current_user, edition)
    session = content.session_of(here, slug)
    row = content.slot_of(here, session, uuid, lock=True)
    keep_removed(edition, slug, placing.values_of(row))
    placing.unplace(here, row, actor=actor())
    db.session.commit()
    return see(url_for(".session", edition=edition, slug=slug))


def _form(kind: type[PlacementForm], here: Any, stands: dict[str, Any]) -> Any:
    form = kind(data=stands, zone=here.zone, day_change_hour=here.day_change_hour)
    for name in PREFILLED:
        if request.method == "GET" and request.args.get(name):
            form[name].process(request.args)
    return form


def _usual(here: Any, session: Any) -> dict[str, Any]:
    minutes = content.kinds_of(here).get(Kind(session.kind))
    return {"day": here.starts, "assumed_minutes": minutes.minutes if minutes else None}


def _stands(here: Any, row: Any) -> dict[str, Any]:
    zone = ZoneInfo(here.zone)
    starts = row.starts.astimezone(zone)
    ends = row.ends.astimezone(zone) if row.ends else None
    rooms = [one.room.slug for one in row.rooms]
    return {
        "version": row.version,
        "room": rooms[0] if rooms else "",
        "more": rooms[1:],
        "day": day_of(row.starts, zone=zone, day_change_hour=here.day_change_hour),
        "starts": starts.time(),
        "starts_twice": str(starts.fold) if len(instants(naive(starts), zone)) == 2 else "",
        "ends": ends.time() if ends else None,
        "ends_twice": str(ends.fold) if ends and len(instants(naive(ends), zone)) == 2 else "",
        "assumed_minutes": row.assumed_minutes,
    }


def naive(local: datetime) -> datetime:
    """What the clock on the wall shows."""
    return local.replace(tzinfo=None, fold=0)


def _offer(form: PlacementForm, here: Any) -> dict[str, Any]:
    rows = {room.slug: room for room in content.rooms_of(here)}
    named = [(slug, _room_name(room), own_text(room.venue.name)) for slug, room in rows.items()]
    form.room.offer([("", _("Not known yet")), *named])
    form.more.offer([(slug, f"{name}, {venue}") for slug, name, venue in named])
    return rows


def _room_name(room: Any) -> str:
    name = own_text(room.name)
    return (
        name if room.seats is None else _("%(room)s, %(seats)s seats", room=name, seats=room.seats)
    )


def _placement(form: PlacementForm, rooms: dict[str, Any]) -> Placement:
    assert form.begins  # it has been validated
    return Placement(
        starts=form.begins,
        ends=form.finishes,
        assumed_minutes=None if form.finishes else form.assumed_minutes.data,
        rooms=[rooms[slug] for slug in form.rooms],
    )


def _page(
    form: Any, here: Any, session: Any, uuid: UUID | None, *, title: str, asks: bool = False
) -> Answer:
    draft = draft_timetable(here)
    checking = asks or ("check" in request.form and not form.stale)
    if checking or not form.is_submitted():
        slot = _would_be(form, draft, session, uuid, checking=checking)
    else:
        slot = None
    warnings = warnings_of(with_slot(draft, slot), slot=slot) if slot else []
    shown = {
        "session": session,
        "labels": Labels(draft, language()),
        "zone": here.zone,
        "slot": slot,
        "warnings": warnings,
        "crowded": crowded(here, draft, with_slot(draft, slot), [slot]) if slot else [],
        "asks": asks,
        "rooms_free": free_rooms(draft, slot) if slot and mended_by(warnings, OF_PLACE) else [],
        "times_free": free_times(draft, slot) if slot and mended_by(warnings, OF_TIME) else [],
    }
    back = url_for(".session", edition=here.slug, slug=session.slug)
    template = "programme/placement.html"
    if checking and slot:
        page = render_template(template, edition=here, form=form, title=title, back=back, **shown)
        return page, 422 if asks else 200
    return form_page(form, here, title=title, back=back, template=template, **shown)


def _crowds(form: Any, here: Any, session: Any, uuid: UUID) -> bool:
    """Whether the form would leave people with a place without room."""
    draft = draft_timetable(here)
    slot = _would_be(form, draft, session, uuid, checking=True)
    return bool(slot and crowded(here, draft, with_slot(draft, slot), [slot]))


def _would_be(
    form: Any, draft: Timetable, session: Any, uuid: UUID | None, *, checking: bool
) -> Slot | None:
    """The slot as the form has it; for a form not sent yet, the one that stands."""
    stands = next((slot for slot in draft.slots if slot.uuid == uuid), None)
    if not checking:
        return stands
    if not form.validate():
        return None
    return Slot(
        uuid=uuid or UUID(int=0),
        id=stands.id if stands else 1,
        session=session.slug,
        starts=form.begins,
        ends=form.finishes,
        assumed_minutes=None if form.finishes else form.assumed_minutes.data,
        rooms=tuple(form.rooms),
    )


@bp.post("/sessions/<slug>/slots/restoration")
@requires(EDIT_PROGRAMME)
def slot_restoration(edition: str, slug: str) -> Answer:
    """Put back a placing that was just taken away, as the same one."""
    here = edition_in_reach(current_user, edition)
    session = content.session_of(here, slug)
    removed = read_removed(request.form.get("removed", ""), here.slug, slug)
    rooms = {room.slug: room for room in content.rooms_of(here)}
    placement = Placement(
        starts=datetime.fromisoformat(removed["starts"]),
        ends=datetime.fromisoformat(removed["ends"]) if removed["ends"] else None,
        assumed_minutes=removed["assumed_minutes"],
        rooms=[rooms[room] for room in removed["rooms"] if room in rooms],
    )
    placing.place(here, session, placement, uuid=UUID(removed["uuid"]), actor=actor())
    db.session.commit()
    flash(_("Placed again."))
    return see(url_for(".session", edition=edition, slug=slug))
