"""Lists of members: sent, decided on, taken over; and the members as a sheet."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from flask import Response, flash, request
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import NotFound

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import member_imports as actions
from cwf.delegations.actions import messages
from cwf.delegations.actions.taking_over import Barred, Moved
from cwf.delegations.exports.member_sheet import example, sheet
from cwf.delegations.forms.imports import ListForm, columns_form
from cwf.delegations.forms.sayings import BARS
from cwf.delegations.queries import member_imports as queries
from cwf.delegations.queries.rosters import roster_of
from cwf.delegations.sheets.plans import Left
from cwf.delegations.stages import Side
from cwf.delegations.views.import_pages import list_page, page_of, progress_part
from cwf.delegations.views.import_places import PLACES, Place
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.programme import packing
from cwf.programme.actions.desk import OPEN, NotReady, want_again
from cwf.programme.columns import Asked
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, csv_of, xlsx_of
from cwf.registration.places import Wait
from cwf.web.forms.fields import read_uuids
from cwf.web.limits import count

A_MINUTE = RateLimitItemPerMinute(20)  # lists that one address may send
MESSAGE = 10_000  # letters of a message
PAIR = "pair-"  # before the key of a pair, in the name of its field


def imports(place: Place) -> Answer:
    """All lists that were sent, and how far they are; and the members as files."""
    return list_page(place, queries.imports_of(place.edition, place.delegation))


def import_new(place: Place) -> Answer:
    """Send a list; it is read at once, and nothing is changed."""
    form = ListForm()
    if takes(form):
        count("imports", A_MINUTE)
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        row = actions.receive(
            place.edition, place.delegation, actor=actor(), language=language(), at=clock.now(),
            name=form.file_name, body=form.body,
        )  # fmt: skip
        submission.location = place.url("import_one", uuid=row.uuid)
        db.session.commit()
        jobs.nudge("member_imports")
        return see(submission.location)
    answer = place.page("delegations/import_new.html", form=form)
    return _with_status(answer, 422 if form.is_submitted() else 200)


def import_one(place: Place, uuid: UUID) -> Answer:
    """How far a list is: progress, questions, who may be one person, what it would change."""
    return page_of(place, queries.import_of(place.edition, place.delegation, uuid))


def import_progress(place: Place, uuid: UUID) -> Answer:
    """The progress as a fragment that asks again; to the page when there is news."""
    row = queries.import_of(place.edition, place.delegation, uuid)
    if row.state not in OPEN:
        return see(place.url("import_one", uuid=uuid))
    return progress_part(place, row)


def import_columns(place: Place, uuid: UUID) -> Answer:
    """Say what the columns hold; the list is read with that."""
    row = _row(place, uuid, lock=request.method == "POST")
    there = place.url("import_one", uuid=uuid)
    if row.columns is None or row.state in (*OPEN, "done", "lapsed"):
        return see(there)
    asked = msgspec.convert(row.columns["sheets"], tuple[Asked, ...])
    form = columns_form(asked, host=place.delegation is None, role=row.columns.get("role", ""))
    if takes(form):
        _read_after(actions.choose, row, packing.plain(form.answered), role=form.role.data)
        return see(there)
    answer = place.page("delegations/import_columns.html", form=form, row=row, back=there)
    return _with_status(answer, 422 if form.is_submitted() else 200)


def import_reading(place: Place, uuid: UUID) -> Answer:
    """Read the list and compare it anew."""
    _read_after(want_again, _row(place, uuid, lock=True))
    return see(place.url("import_one", uuid=uuid))


def import_decisions(place: Place, uuid: UUID) -> Answer:
    """Say of pairs whether they are one person; the list is compared with that."""
    row = _row(place, uuid, lock=True)
    said = {
        name.removeprefix(PAIR): word
        for name, word in request.form.items()
        if name.startswith(PAIR)
    }
    _read_after(actions.decide, row, said)
    return see(place.url("import_one", uuid=uuid))


def import_completion(place: Place, uuid: UUID) -> Answer:
    """Take it over, wholly; 409 where members or places moved meanwhile, and it is compared anew,
    and where the delegation may name nobody any more."""
    row = _row(place, uuid, lock=True)
    there = place.url("import_one", uuid=uuid)
    try:
        done = actions.complete(
            place.edition, row, gone=set(read_uuids(request.form.getlist("gone"))), wait=_wait(),
            side=place.side, actor=actor(), at=clock.now(),
        )  # fmt: skip
        _ask_the_host(place, row, done.left)
        db.session.commit()
    except NotReady:
        db.session.rollback()
    except Moved:
        db.session.rollback()
        return _moved(place, uuid)
    except Barred as barred:
        db.session.rollback()
        shown = page_of(place, _row(place, uuid), barred=str(BARS[barred.bar]))
        return _with_status(shown, 409)
    else:
        jobs.nudge("offers")
        jobs.nudge("mail")
        flash(_("Imported."))
    return see(there)


def import_remarked(place: Place, uuid: UUID) -> Answer:
    """The sheet that was sent, with a column of remarks."""
    row = _row(place, uuid)
    if row.remarked is None:
        raise NotFound
    stem = row.name.rpartition(".")[0] or row.name
    ending = "csv" if row.remarked_type.startswith("text/csv") else "xlsx"  # ODS comes back so
    name = _("%(name)s with remarks", name=stem) + f".{ending}"
    return _file(row.remarked, row.remarked_type, name)


def members_file(place: Place, extension: str) -> Answer:
    """All members as a sheet that comes back."""
    made = sheet(roster_of(place.edition, place.delegation, clock.now()))
    body = xlsx_of(made) if extension == "xlsx" else csv_of(made.rows, language=language())
    return _file(body, MEDIA_TYPES[extension], f"{place.stem}.{extension}")


def import_example(place: Place) -> Answer:
    """An empty list with all headings, and one that shows how it is filled."""
    made = example(roster_of(place.edition, place.delegation, clock.now()))
    return _file(xlsx_of(*made), MEDIA_TYPES["xlsx"], _("List of members") + ".xlsx")


def _row(place: Place, uuid: UUID, *, lock: bool = False) -> Any:
    return queries.import_of(place.edition, place.delegation, uuid, lock=lock)


def _read_after(deed: Callable[..., object], *given: Any, **more: Any) -> None:
    """Do that to a list, and have it read; nothing, where somebody was quicker."""
    try:
        deed(*given, **more)
    except NotReady:
        db.session.rollback()
    else:
        db.session.commit()
        jobs.nudge("member_imports")


def _moved(place: Place, uuid: UUID) -> Answer:
    row = _row(place, uuid, lock=True)
    want_again(row)
    db.session.commit()
    jobs.nudge("member_imports")
    return _with_status(page_of(place, row, moved=True), 409)


def _ask_the_host(place: Place, row: Any, left: Sequence[Left]) -> None:
    """Write to the host of those whom a delegation cannot name itself."""
    if place.delegation is None or place.side is Side.HOST or not left:
        return
    told = "\n".join(f"- {' '.join(filter(None, (one.name, one.email)))}" for one in left)
    text = _("These would come with us, and take part already. Can you add them to our delegation?")
    messages.write(
        place.delegation, side=Side.DELEGATION, text=f"{text}\n\n{told}"[:MESSAGE],
        key=f"import:{row.uuid}", at=clock.now(), actor=actor(),
    )  # fmt: skip


def _wait() -> Wait:
    """What is to become of those for whom there is no place; else each waits for themselves."""
    said = request.form.get("wait", "")
    return Wait(said) if said in (Wait.PARTS, Wait.WHOLE) else Wait.PARTS


def _with_status(answer: Any, status: int) -> Answer:
    if isinstance(answer, Response):
        answer.status_code = status
        return answer
    return answer, status


def _file(body: bytes, media_type: str, name: str) -> Response:
    answer = Response(body, content_type=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


for routes in PLACES:
    routes.add("/", imports)
    routes.add("/new", import_new, "GET", "POST")
    routes.add("/example.xlsx", import_example)
    routes.add("/members.<any(xlsx, csv):extension>", members_file)
    routes.add("/<uuid:uuid>/", import_one)
    routes.add("/<uuid:uuid>/progress", import_progress)
    routes.add("/<uuid:uuid>/columns", import_columns, "GET", "POST")
    routes.add("/<uuid:uuid>/reading", import_reading, "POST")
    routes.add("/<uuid:uuid>/decisions", import_decisions, "POST")
    routes.add("/<uuid:uuid>/completion", import_completion, "POST")
    routes.add("/<uuid:uuid>/remarked", import_remarked)
