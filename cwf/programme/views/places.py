"""Venues and rooms."""

from dataclasses import replace
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import EDIT_PROGRAMME, READ_DRAFT, edition_in_reach
from cwf.people.sign_in import actor
from cwf.programme.actions import frame
from cwf.programme.actions.writing import reorder
from cwf.programme.forms.frame import (
    NewRoomForm,
    NewVenueForm,
    RoomForm,
    VenueForm,
    written_position,
)
from cwf.programme.queries import content
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.refusals import InUse
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, in_use, moved, see, takes
from cwf.programme.views.crowding import Crowded, crowded, meant
from cwf.web.access import requires
from cwf.web.forms import Form
from cwf.web.templating import own_text


@bp.get("/places/")
@requires(READ_DRAFT)
def places(edition: str) -> Answer:
    """All venues with their rooms, in order."""
    here = edition_in_reach(current_user, edition)
    return render_template("programme/places.html", edition=here, venues=content.venues_of(here))


@bp.route("/venues/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def venue_new(edition: str) -> Answer:
    """Add a venue."""
    here = edition_in_reach(current_user, edition)
    form = NewVenueForm(languages=here.languages)
    back = url_for(".places", edition=edition)
    if takes(form):
        submission = claim(form)
        if not submission.location:
            frame.add_venue(here, actor=actor(), **form.values)
            submission.location = back
            db.session.commit()
            flash(_("Venue added."))
        return see(submission.location)
    return form_page(form, here, title=_("New venue"), back=back, submit=_("Add venue"))


@bp.route("/venues/<slug>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def venue(edition: str, slug: str) -> Answer:
    """Change a venue."""
    here = edition_in_reach(current_user, edition)
    row = content.venue_of(here, slug, lock=request.method == "POST")
    names = ("version", "name", "address", "zone", "note")
    stands = {name: getattr(row, name) for name in names}
    stands["coordinates"] = written_position(row.latitude, row.longitude)
    form = VenueForm(data=stands, languages=here.languages)
    back = url_for(".places", edition=edition)
    if takes(form):
        frame.change_venue(here, row, actor=actor(), **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    removal = url_for(".venue_removal", edition=edition, slug=slug)
    return form_page(form, here, title=own_text(row.name), back=back, removal=removal)


@bp.route("/rooms/new", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def room_new(edition: str) -> Answer:
    """Add a room."""
    here = edition_in_reach(current_user, edition)
    venues = {venue.slug: venue for venue in content.venues_of(here)}
    back = url_for(".places", edition=edition)
    if not venues:
        flash(_("A room stands in a venue. Add the venue first."))
        return see(url_for(".venue_new", edition=edition))
    form = NewRoomForm(data={"venue": request.args.get("venue")}, languages=here.languages)
    _offer(form, venues)
    if takes(form):
        submission = claim(form)
        if not submission.location:
            frame.add_room(here, venues[form.venue.data], actor=actor(), **form.values)
            submission.location = back
            db.session.commit()
            flash(_("Room added."))
        return see(submission.location)
    return form_page(form, here, title=_("New room"), back=back, submit=_("Add room"))


@bp.route("/rooms/<slug>", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def room(edition: str, slug: str) -> Answer:
    """Change a room."""
    here = edition_in_reach(current_user, edition)
    row = content.room_of(here, slug, lock=request.method == "POST")
    venues = {venue.slug: venue for venue in content.venues_of(here)}
    stands = {name: getattr(row, name) for name in ("version", *frame.ROOM)}
    form = RoomForm(data={**stands, "venue": row.venue.slug}, languages=here.languages)
    _offer(form, venues)
    back = url_for(".places", edition=edition)
    sent = takes(form)
    over = _crowded(here, row, form) if sent and not meant() else []
    if sent and not over:
        frame.change_room(here, row, venue=venues[form.venue.data], actor=actor(), **form.values)
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    return form_page(
        form,
        here,
        title=own_text(row.name),
        back=back,
        removal=url_for(".room_removal", edition=edition, slug=slug),
        crowded=over,
        asks=True,
    )


def _crowded(here: Any, row: Any, form: RoomForm) -> list[Crowded]:
    """What is placed in a room whose seats, as the form has them, are too few."""
    draft = draft_timetable(here)
    values = {name: form.values[name] for name in ("seats", "standing")}
    rooms = tuple(replace(one, **values) if one.slug == row.slug else one for one in draft.rooms)
    placed = [slot for slot in draft.slots if row.slug in slot.rooms]
    return crowded(here, draft, replace(draft, rooms=rooms), placed)


def _offer(form: RoomForm, venues: dict[str, Any]) -> None:
    form.venue.offer([(slug, own_text(venue.name)) for slug, venue in venues.items()])


@bp.post("/rooms/order")
@requires(EDIT_PROGRAMME)
def room_order(edition: str) -> Answer:
    """Move a room up or down within its venue."""
    here = edition_in_reach(current_user, edition)
    rows = content.room_of(here, request.form.get("slug", "")).venue.rooms
    order = moved([row.slug for row in rows], request.form)
    reorder(rows, order, edition=here, actor=actor(), action="room.order")
    db.session.commit()
    return see(url_for(".places", edition=edition))


@bp.post("/venues/order")
@requires(EDIT_PROGRAMME)
def venue_order(edition: str) -> Answer:
    """Move a venue up or down."""
    here = edition_in_reach(current_user, edition)
    rows = content.venues_of(here)
    order = moved([row.slug for row in rows], request.form)
    reorder(rows, order, edition=here, actor=actor(), action="venue.order")
    db.session.commit()
    return see(url_for(".places", edition=edition))


@bp.route("/venues/<slug>/removal", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def venue_removal(edition: str, slug: str) -> Answer:
    """Take a venue away, if it has no rooms."""
    here = edition_in_reach(current_user, edition)
    row = content.venue_of(here, slug, lock=request.method == "POST")
    return _removal(here, row, lambda: frame.remove_venue(here, row, actor=actor()))


@bp.route("/rooms/<slug>/removal", methods=["GET", "POST"])
@requires(EDIT_PROGRAMME)
def room_removal(edition: str, slug: str) -> Answer:
    """Take a room away, if nothing is placed in it."""
    here = edition_in_reach(current_user, edition)
    row = content.room_of(here, slug, lock=request.method == "POST")
    return _removal(here, row, lambda: frame.remove_room(here, row, actor=actor()))


def _removal(here: Any, row: Any, remove: Any) -> Answer:
    form = Form(obj=row)
    back = url_for(".places", edition=here.slug)
    name = own_text(row.name)
    if takes(form):
        try:
            remove()
            db.session.commit()
            flash(_("%(name)s removed.", name=name))
            return see(back)
        except InUse as refusal:
            db.session.rollback()
            form.fail(
                "",
                _(
                    "Still used: %(names)s. Move these first, then remove it.",
                    names=in_use(refusal.by),
                ),
            )
    return form_page(
        form,
        here,
        title=_("Remove %(name)s", name=name),
        back=back,
        template="programme/removal.html",
        sentences=[],
        submit=_("Remove"),
    )
