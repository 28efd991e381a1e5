"""Organisers' page of stations: made, shown with the link by which a device signs in, closed."""

from uuid import UUID

import segno
from flask import Blueprint, current_app, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.attendance.actions import stations as actions
from cwf.attendance.forms.stations import KINDS, StationForm
from cwf.attendance.queries import stations as queries
from cwf.attendance.queries.stations import Edition, Station
from cwf.attendance.stations import Kind
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.forms import Form
from cwf.web.templating import instant, own_text

bp = Blueprint(
    "attendance_stations",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/stations",
)


@bp.get("/")
@requires(RUN_EDITION)
def stations(edition: str) -> Answer:
    """All stations of the edition, and when each was last heard of."""
    here = edition_in_reach(current_user, edition)
    rows = queries.stations_of(here)
    return render_template(
        "attendance/stations.html",
        edition=here,
        rows=rows,
        kinds=KINDS,
        sessions=queries.slots_with_places(here),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def station_new(edition: str) -> Answer:
    """A new station."""
    here = edition_in_reach(current_user, edition)
    form = StationForm()
    form.slot.offer([("", _("None")), *_sessions(here)])
    if takes(form):
        submit = claim(form)
        if submit.location is None:
            slot = UUID(form.slot.data) if form.slot.data else None
            told = {"kind": Kind(form.kind.data), "name": form.name.data, "slot": slot}
            row = actions.make(here, **told, at=clock.now(), actor=actor())
            submit.location = url_for(".station", edition=edition, uuid=row.uuid)
            db.session.commit()
        return see(submit.location)
    back = url_for(".stations", edition=edition)
    return form_page(form, here, title=_("New station"), template="programme/form.html", back=back)


@bp.get("/<uuid:uuid>")
@requires(RUN_EDITION)
def station(edition: str, uuid: UUID) -> Answer:
    """One station: its link, as words and as a code to scan with the device."""
    here = edition_in_reach(current_user, edition)
    row = queries.station_of(here, uuid)
    link = current_app.extensions["cwf_settings"].base_url + url_for(
        "attendance_door.opening", token=queries.token_of(row)
    )
    made = segno.make(link, error="m", micro=False)
    return render_template(
        "attendance/station.html",
        edition=here,
        row=row,
        kinds=KINDS,
        link=link,
        code=made.svg_data_uri(scale=5, border=4),
        form=Form(),
    )


@bp.post("/<uuid:uuid>/renewal")
@requires(RUN_EDITION)
def renewal(edition: str, uuid: UUID) -> Answer:
    """A new link; the device that had the old one is out."""
    row = _row(edition, uuid)
    if takes(Form()):
        actions.renew(row, actor=actor())
        db.session.commit()
        flash(_("This is a new link. The old one has ended."))
    return see(url_for(".station", edition=edition, uuid=uuid))


@bp.post("/<uuid:uuid>/closure")
@requires(RUN_EDITION)
def closure(edition: str, uuid: UUID) -> Answer:
    """Close a station; what it counted stays."""
    row = _row(edition, uuid)
    if takes(Form()):
        actions.close(row, at=clock.now(), actor=actor())
        db.session.commit()
        flash(_("The station is closed. What it counted stays."))
    return see(url_for(".stations", edition=edition))


def _row(edition: str, uuid: UUID) -> Station:
    return queries.station_of(edition_in_reach(current_user, edition), uuid, lock=True)


def _sessions(here: Edition) -> list[tuple[str, str]]:
    return [
        (uuid, f"{instant(starts, here.zone)} {own_text(title)}")
        for uuid, (starts, title) in queries.slots_with_places(here).items()
    ]
