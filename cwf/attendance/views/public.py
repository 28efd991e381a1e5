"""The public counter: a picture of one number that any page may show."""

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext as _

from cwf.attendance.exports.numbers import number
from cwf.attendance.queries.sharing import Counter, counter_of
from cwf.i18n import language
from cwf.registration.queries.participants import public_edition
from cwf.web.access import public
from cwf.web.artefacts import keep, send
from cwf.web.templating import day_range, own_text

bp = Blueprint("attendance_public", __name__, url_prefix="/<lang:lang>/editions/<edition>")


@bp.get("/counter.svg")
@public
def counter(edition: str) -> Response:
    """The number of the last day that was kept, with its goal; 404 where none is shown."""
    here = public_edition(edition)
    found = counter_of(here)
    if found is None:
        abort(404)
    answer = send(
        keep(_drawn(found, invented=here.invented), "image/svg+xml; charset=utf-8", modified=None)
    )
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites may show it
    return answer


def _drawn(found: Counter, *, invented: bool) -> str:
    about = _("about") + " " if found.estimated else ""
    day = day_range(found.day, None)
    below = _("of %(goal)s, %(day)s", goal=number(found.low), day=day)
    said = _(
        "%(about)s%(number)s of %(goal)s on %(day)s.",
        about=about, number=number(found.number), goal=number(found.low), day=day,
    )  # fmt: skip
    if invented:  # whoever sees the picture elsewhere sees nothing around it
        below, said = f"{below} ({_('Invented')})", f"{said} {_('Invented')}."
    return render_template(
        "attendance/counter.svg",
        lang=language(),
        name=own_text(found.name),
        about=about,
        number=number(found.number),
        below=below,
        said=said,
    )
