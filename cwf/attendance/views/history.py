"""What earlier editions aimed at, what is told of them, and where the two can be compared."""

from flask import Blueprint, render_template
from flask_login import current_user

from cwf.attendance import history as rules
from cwf.attendance.forms.history import CONFIDENCE, KINDS, part_in_words, said_in_words
from cwf.attendance.queries.history import earlier
from cwf.editions.queries import READ_TARGETS, edition_in_reach
from cwf.web.access import requires

bp = Blueprint(
    "attendance_history",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/history",
)


@bp.get("")
@requires(READ_TARGETS)
def history(edition: str) -> str:
    """One table for each edition: promised, reported, and a part in a hundred only where it is
    one of the same unit."""
    here = edition_in_reach(current_user, edition)
    told = [
        (
            one,
            [said for said in one.said if said.kind == "promise"],
            rules.outcomes(one.said),
            rules.contradictions(one.said),
        )
        for one in earlier(here)
    ]
    return render_template(
        "attendance/history.html",
        edition=here,
        told=told,
        kinds=KINDS,
        part=part_in_words,
        confidence=CONFIDENCE,
        said=said_in_words,
    )
