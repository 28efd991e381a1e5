"""How far forecasts can be believed: tried on made-up editions, and on those that were held."""

from itertools import groupby

from flask import Blueprint, render_template
from flask_login import current_user

from cwf import clock
from cwf.attendance.exports import tried_words as words
from cwf.attendance.exports.board_charts import NARROW, WIDE
from cwf.attendance.exports.numbers import number
from cwf.attendance.queries import backtest as queries
from cwf.attendance.tried import kept
from cwf.editions.queries import READ_TARGETS, edition_in_reach
from cwf.web.access import requires
from cwf.web.bars import laid

bp = Blueprint(
    "attendance_backtest",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/backtest",
)
LABELS = 170.0  # beside the bars, where there is room


@bp.get("")
@requires(READ_TARGETS)
def backtest(edition: str) -> str:
    """Errors and intervals at so many days before, beside the same share as last time."""
    here = edition_in_reach(current_user, edition)
    found, scores = queries.run_held(at=clock.now())
    groups = []
    for name, of_group in groupby(kept(), key=lambda run: run.group):
        runs = list(of_group)
        told = words.bars(runs[0].scores)
        wide = laid(told, width=WIDE, number=number, left=LABELS)
        groups.append((name, runs, told, wide, laid(told, width=NARROW, number=number)))
    return render_template(
        "attendance/backtest.html",
        edition=here,
        groups=groups,
        number=queries.NUMBER,
        seed=queries.SEED,
        found=found,
        scores=scores,
        words=words,
    )
