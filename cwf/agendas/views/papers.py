"""Sheets of paper: asked for, waited for, fetched.

Who may fetch one is decided at each look: an account its own, at a door who runs the edition, and
of an agenda of nobody's whoever knows its address, which cannot be guessed. Everything else, and
what is older than an hour, is answered like what does not exist.
"""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import NotFound, UnprocessableEntity
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock, jobs
from cwf.agendas.actions import papers
from cwf.agendas.exports.paper import PAPERS
from cwf.agendas.papers import AGENDA, Sheet, seal
from cwf.agendas.picks import spelled, wishes
from cwf.agendas.queries import papers as queries
from cwf.database import db, will_write
from cwf.i18n import language
from cwf.programme.public_views.serving import current, shown_now
from cwf.web.access import SIGNED_IN, public, requires
from cwf.web.csrf import csrf
from cwf.web.limits import count

bp = Blueprint("papers", __name__, url_prefix="/<lang:lang>")

EVERY = 4  # seconds until the page looks again
LOOKS = 60  # after so many it waits for the reader to ask
A_MINUTE = RateLimitItemPerMinute(12)  # sheets that one address may have made

OWN = "/account/agendas/<edition>/papers"
LOOSE = "/editions/<edition>/agenda/papers"


@bp.post(f"{OWN}/")
@requires(SIGNED_IN)
def want_own(edition: str) -> AnyResponse:
    """Have one's own agenda made, on the paper `size`."""
    now, size, at = current(edition), size_asked(), clock.now()
    if now.release_id is None:
        raise NotFound
    count("papers", A_MINUTE)
    content = queries.own_content(now.edition_id, now.release_id, current_user.id, at)
    wish = papers.Wish(
        edition_id=now.edition_id,
        kind=AGENDA,
        size=size,
        language=language(),
        seal=seal(content, size, language()),
        account_id=current_user.id,
    )
    return redirect(url_for(".own_paper", edition=edition, uuid=wanted(wish)), 303)


@bp.get(f"{OWN}/<uuid:uuid>")
@requires(SIGNED_IN)
def own_paper(edition: str, uuid: UUID) -> AnyResponse:
    """One's sheet is being prepared; when it is there, on to it."""
    sheet = _own(edition, uuid)
    file = url_for(".own_file", edition=edition, uuid=uuid)
    return waiting(sheet, file, back=f"/{language()}/account/agendas/{edition}/")


@bp.get(f"{OWN}/<uuid:uuid>.pdf")
@requires(SIGNED_IN)
def own_file(edition: str, uuid: UUID) -> AnyResponse:
    """One's sheet."""
    return sent(_own(edition, uuid), f"{edition}-agenda.pdf")


@bp.post(f"{LOOSE}/")
@csrf.exempt
@public
def want_loose(edition: str) -> AnyResponse:
    """Have an agenda of nobody's made from `picks`, on the paper `size`. It asks for no token of
    a form: no account stands behind it, and a public page carries none."""
    now, size = current(edition), size_asked()
    release = shown_now(now).release
    picked = {pick.slot for pick in wishes(request.form.get("picks", ""), release.timetable)}
    count("papers", A_MINUTE)
    picks = spelled(slot.id for slot in release.timetable.slots if slot.uuid in picked)
    wish = papers.Wish(
        edition_id=now.edition_id,
        kind=AGENDA,
        size=size,
        language=language(),
        seal=seal(now.release_id, picks, size, language()),
        picks=picks,
    )
    return redirect(url_for(".loose_paper", edition=edition, uuid=wanted(wish)), 303)


@bp.get(f"{LOOSE}/<uuid:uuid>")
@public
def loose_paper(edition: str, uuid: UUID) -> AnyResponse:
    """The sheet is being prepared; when it is there, on to it."""
    sheet = _loose(edition, uuid)
    file = url_for(".loose_file", edition=edition, uuid=uuid)
    page = f"/{language()}/editions/{edition}/agenda?picks={sheet.picks}"
    return waiting(sheet, file, back=page)


@bp.get(f"{LOOSE}/<uuid:uuid>.pdf")
@public
def loose_file(edition: str, uuid: UUID) -> AnyResponse:
    """The sheet of an agenda of nobody's."""
    return sent(_loose(edition, uuid), f"{edition}-agenda.pdf")


def _own(edition: str, uuid: UUID) -> Sheet:
    found = queries.own_paper(current(edition).edition_id, current_user.id, uuid, clock.now())
    if found is None:
        raise NotFound
    return found


def _loose(edition: str, uuid: UUID) -> Sheet:
    found = queries.loose_paper(current(edition).edition_id, uuid, clock.now())
    if found is None:
        raise NotFound
    return found


def size_asked() -> str:
    """The paper that the form names; 422 where there is no such."""
    size = request.form.get("size", "a4")
    if size not in PAPERS:
        raise UnprocessableEntity
    return size


def wanted(wish: papers.Wish) -> UUID:
    """The name of the sheet that comes of a wish, now or within the last minutes."""
    will_write()
    uuid = papers.want(wish, clock.now()).uuid
    db.session.commit()
    jobs.nudge("papers")
    return uuid


def waiting(sheet: Sheet, file: str, *, back: str) -> AnyResponse:
    """The page that looks again by itself, by a script or else by its head."""
    if sheet.state == "ready":
        return unkept(redirect(file, 303))
    looks = request.args.get("looks", 0, int)
    again = f"{request.path}?wait=1"
    page = render_template(
        "agendas/paper.html",
        sheet=sheet,
        failed=sheet.state == "failed",
        worker=jobs.worker_alive(),
        again=again,
        refresh=f"{EVERY};url={again}&looks={looks + 1}" if looks < LOOKS else "",
        back=back,
    )
    return unkept(make_response(page))


def sent(sheet: Sheet, name: str) -> AnyResponse:
    """The bytes of a sheet that is ready, under a name."""
    if sheet.body is None:
        raise NotFound
    answer = Response(sheet.body, content_type="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=name)
    return unkept(answer)


def unkept(answer: AnyResponse) -> AnyResponse:
    """An answer that nothing on its way may keep."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
