"""The attendance report of an edition: to read, as a workbook, and on paper.

It names who answers for a target, so no cache keeps it.
"""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock
from cwf.agendas.actions.papers import Wish
from cwf.agendas.papers import Sheet, seal
from cwf.agendas.queries.papers import paper_of
from cwf.agendas.views.papers import A_MINUTE, sent, size_asked, unkept, waiting, wanted
from cwf.attendance.exports.board_charts import NARROW, WIDE, charts, ran
from cwf.attendance.exports.board_words import legend, verdict
from cwf.attendance.exports.numbers import number
from cwf.attendance.exports.report_sheet import by_day, shown
from cwf.attendance.exports.report_sheets import MEDIA_TYPE, report_xlsx
from cwf.attendance.exports.report_told import Told, tell
from cwf.attendance.forms.reported import words_of
from cwf.attendance.queries.choices import choices_of
from cwf.attendance.queries.report import report_of
from cwf.attendance.queries.targets import Edition
from cwf.attendance.report import REPORT
from cwf.editions.queries import READ_TARGETS, edition_in_reach
from cwf.i18n import language
from cwf.web.access import requires
from cwf.web.bars import laid
from cwf.web.limits import count

bp = Blueprint(
    "attendance_report", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/attendance"
)
LABELS = 230.0  # beside the bars, where there is room


@bp.get("/report")
@requires(READ_TARGETS)
def report(edition: str) -> AnyResponse:
    """Targets, results, definitions and sources as they stand now."""
    here = edition_in_reach(current_user, edition)
    told, now = _told(here), clock.now()
    today = now.astimezone(ZoneInfo(here.zone)).date()
    page = render_template(
        "attendance/report.html",
        edition=here,
        told=told,
        charts=(
            laid(told.bars, width=WIDE, number=number, left=LABELS),
            laid(told.bars, width=NARROW, number=number),
        ),
        grown=[
            (card, counted, *charts(card, today=today, starts=here.starts, marks=told.marks))
            for card, counted in told.grown
        ],
        rows=by_day,
        ran=ran,
        verdict=verdict,
        legend=legend,
        number=number,
        shown=shown,
        now=now,
    )
    return unkept(make_response(page))


@bp.get("/report.xlsx")
@requires(READ_TARGETS)
def workbook(edition: str) -> AnyResponse:
    """The report as a workbook."""
    here = edition_in_reach(current_user, edition)
    made = report_xlsx(_told(here), zone=here.zone, at=clock.now())
    answer = Response(made, content_type=MEDIA_TYPE)
    name = f"{here.slug}-attendance.xlsx"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return unkept(answer)


@bp.post("/report.pdf")
@requires(READ_TARGETS)
def want_paper(edition: str) -> AnyResponse:
    """Have the report made on the paper `size`."""
    here, size = edition_in_reach(current_user, edition), size_asked()
    count("papers", A_MINUTE)
    wish = Wish(
        edition_id=here.id,
        kind=REPORT,
        size=size,
        language=language(),
        seal=seal(_told(here), size, language()),
    )
    return redirect(url_for(".paper", edition=edition, uuid=wanted(wish)), 303)


@bp.get("/report/papers/<uuid:uuid>")
@requires(READ_TARGETS)
def paper(edition: str, uuid: UUID) -> AnyResponse:
    """It is being prepared; when it is there, on to it."""
    file = url_for(".paper_file", edition=edition, uuid=uuid)
    return waiting(_sheet(edition, uuid), file, back=url_for(".report", edition=edition))


@bp.get("/report/papers/<uuid:uuid>.pdf")
@requires(READ_TARGETS)
def paper_file(edition: str, uuid: UUID) -> AnyResponse:
    """The report on paper."""
    return sent(_sheet(edition, uuid), f"{edition}-attendance.pdf")


def _told(here: Edition) -> Told:
    return tell(report_of(here, at=clock.now()), words_of(choices_of(here)))


def _sheet(edition: str, uuid: UUID) -> Sheet:
    here = edition_in_reach(current_user, edition)
    found = paper_of(here.id, REPORT, None, uuid, clock.now())
    if found is None:
        raise NotFound
    return found
