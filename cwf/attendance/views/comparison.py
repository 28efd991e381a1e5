"""All editions side by side, unit by unit."""

from flask import Blueprint, render_template
from flask_login import current_user

from cwf import clock
from cwf.attendance.comparison import compared
from cwf.attendance.exports.board_charts import NARROW, WIDE
from cwf.attendance.exports.judged_words import by_its_day
from cwf.attendance.exports.numbers import number
from cwf.attendance.forms import compared as words
from cwf.attendance.forms.history import CONFIDENCE
from cwf.attendance.forms.words import UNITS, UNITS_EXPLAINED
from cwf.attendance.history import contradictions
from cwf.attendance.queries.comparison import editions
from cwf.editions.queries import READ_TARGETS, edition_in_reach
from cwf.web.access import requires
from cwf.web.bars import laid

bp = Blueprint(
    "attendance_comparison",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/comparison",
)
LABELS = 230.0  # beside the bars, where there is room


@bp.get("")
@requires(READ_TARGETS)
def comparison(edition: str) -> str:
    """What every edition promised and what is told of it, on one scale for each unit."""
    here = edition_in_reach(current_user, edition)
    told = editions(here, at=clock.now())
    found = compared(told)
    charts = []
    for unit, entries in found.units:
        bars = words.bars(entries)
        wide = laid(bars, width=WIDE, number=number, left=LABELS)
        charts.append((unit, entries, wide, laid(bars, width=NARROW, number=number)))
    return render_template(
        "attendance/comparison.html",
        edition=here,
        charts=charts,
        disputed=[(one, group) for one in told for group in contradictions(one.said)],
        alone=found.alone,
        words=words,
        by_its_day=by_its_day,
        units=UNITS,
        explained=UNITS_EXPLAINED,
        confidence=CONFIDENCE,
    )
