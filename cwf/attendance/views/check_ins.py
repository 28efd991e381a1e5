"""Who came, for organisers and door staff: the list, taking back, checking in by hand, files."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.attendance.actions.checking import check_in, undo
from cwf.attendance.checked import Found
from cwf.attendance.checking import Outcome, Scan, State
from cwf.attendance.exports import check_in_sheet as sheet
from cwf.attendance.exports.door_words import said
from cwf.attendance.forms.check_ins import (
    SHOW,
    ByHandForm,
    UndoForm,
    days_of,
    places_in_words,
    query_of,
    read_wanted,
)
from cwf.attendance.queries import check_ins as queries
from cwf.attendance.queries.check_ins import PAGE, Edition
from cwf.attendance.queries.checking import doorway
from cwf.database import db
from cwf.editions.queries import CHECK_IN, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.templating import short_day

bp = Blueprint(
    "attendance_check_ins",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/check-ins",
)


@bp.get("/")
@requires(CHECK_IN)
def check_ins(edition: str) -> str:
    """The latest first; searched, filtered, a page at a time."""
    here, wanted = edition_in_reach(current_user, edition), read_wanted(request.args)
    page = request.args.get("page", 1, int)
    if not 0 < page < 100_000:
        raise NotFound
    found, total = queries.listed(here, wanted, page)
    pages = max(1, -(-total // PAGE))
    if page > pages:
        raise NotFound
    return render_template(
        "attendance/check_ins.html",
        edition=here,
        found=found,
        total=total,
        page=page,
        pages=pages,
        wanted=wanted,
        query=query_of(wanted),
        tallied=queries.tallied(here),
        places=places_in_words(queries.places(here), here.zone),
        stations=[(name, name) for name in queries.stations(here)],
        shows=SHOW,
    )


@bp.get("/check-ins.<any(xlsx, csv):extension>")
@requires(CHECK_IN)
def check_ins_file(edition: str, extension: str) -> Response:
    """The list as it is filtered; times are those of the edition."""
    here = edition_in_reach(current_user, edition)
    lines = queries.lines(here, read_wanted(request.args))
    places = places_in_words(queries.places(here), here.zone)
    rows = sheet.rows(lines, places, zone=here.zone)
    made = sheet.xlsx_of(rows) if extension == "xlsx" else sheet.csv_of(rows, language=language())
    answer = Response(made, content_type=sheet.MEDIA_TYPES[extension])
    answer.headers["Cache-Control"] = "no-store"
    name = f"{here.slug}-check-ins.{extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.route("/<int:number>/removal", methods=["GET", "POST"])
@requires(CHECK_IN)
def removal(edition: str, number: int) -> Answer:
    """Take a check-in back, with a reason; it stays in the list of those."""
    here = edition_in_reach(current_user, edition)
    line, form = queries.line_of(here, number), UndoForm()
    back = url_for(".check_ins", edition=edition)
    if takes(form):
        why = form.why.data or ""
        if undo(here.id, line.key, why=why, at=clock.now(), actor=actor()):
            flash(_("%(name)s is not checked in any more.", name=line.name))
        db.session.commit()
        return see(back)
    if line.undone is not None:
        return see(back)
    title = _("Take back: %(name)s", name=line.name)
    template = "attendance/removal.html"
    where = places_in_words(queries.places(here), here.zone).get(line.slot, "")
    context = {"title": title, "back": back, "submit": _("Take back"), "line": line}
    return form_page(form, here, template=template, where=where, **context)


@bp.get("/new")
@requires(CHECK_IN)
def search(edition: str) -> str:
    """Find somebody by name, or by the number on their ticket."""
    here, words = edition_in_reach(current_user, edition), request.args.get("q", "")[:100]
    door = doorway(here)
    found = queries.found_by(door, words, door.day(clock.now()))
    return render_template(
        "attendance/check_in_search.html",
        edition=here,
        words=words,
        found=found[:20],
        more=len(found) > 20,
        zone=here.zone,
    )


@bp.route("/new/<uuid:participant>", methods=["GET", "POST"])
@requires(CHECK_IN)
def by_hand(edition: str, participant: UUID) -> Answer:
    """Check somebody in by hand: to the forum or to a session, on a day."""
    here, now = edition_in_reach(current_user, edition), clock.now()
    door = doorway(here)
    who = queries.found_one(door, participant, door.day(now))
    form = _form(here, now)
    if takes(form) and _entered(form, here, who, now):
        db.session.commit()
        return see(url_for(".check_ins", edition=edition))
    db.session.rollback()
    here = edition_in_reach(current_user, edition)
    title = _("Check in: %(name)s", name=who.name)
    back = url_for(".search", edition=edition)
    template = "programme/form.html"
    context = {"title": title, "back": back, "submit": _("Check in")}
    return form_page(form, here, template=template, **context)


def _form(here: Edition, now: datetime) -> ByHandForm:
    today = doorway(here).day(now)
    days = days_of(here.starts, here.ends, today)
    form = ByHandForm(data={"came_day": today if today in days else days[0]})
    form.came_day.offer([(one.isoformat(), short_day(one)) for one in days])
    form.slot.offer(list(places_in_words(queries.places(here), here.zone).items()))
    return form


def _entered(form: ByHandForm, here: Edition, who: Found, now: datetime) -> bool:
    """Whether they are in now; else the form says beside the field why not."""
    door = doorway(here, UUID(form.slot.data) if form.slot.data else None)
    day = date.fromisoformat(form.came_day.data)
    at = _instant(here, day, form, now)
    if at is None:
        form.fail("came_hour", _("Write the hour, too: it was on another day."))
        return False
    if at > now:
        form.fail("came_hour", _("This is still to come."))
        return False
    told = Scan(
        key=form.key.data, at=at, participant=who.participant, anyway=bool(form.anyway.data)
    )
    outcome: Outcome = check_in(door, told, received=now, actor=actor(), day=day)
    words = said(outcome, here.zone)
    if outcome.refusal is not None:
        form.fail("anyway" if outcome.may_admit else "slot", words)
        return False
    if outcome.state is State.ENTERED:
        flash(_("%(name)s is checked in.", name=who.name))
    else:
        flash(f"{who.name}: {words}")
    return True


def _instant(here: Edition, day: date, form: ByHandForm, now: datetime) -> datetime | None:
    """When they came, of day and hour; an hour after midnight belongs to the day before.

    Without an hour it is now; None where that is another day.
    """
    hour = form.came_hour.data
    if hour is None:
        return now if doorway(here).day(now) == day else None
    wall = ZoneInfo(here.zone)
    on = date.fromordinal(day.toordinal() + (hour.hour < here.day_change_hour))
    return datetime.combine(on, hour, wall).astimezone(now.tzinfo)
