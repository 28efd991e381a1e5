"""Dividing a target into parts, giving one up, and taking it up again."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.attendance.actions import targets as actions
from cwf.attendance.fitting import axes_of
from cwf.attendance.forms.parts import PartsForm, RetiringForm, parts_form
from cwf.attendance.forms.values import offered, value_in_words
from cwf.attendance.forms.words import AXES, BY_AXIS, amount
from cwf.attendance.lines import TargetLine
from cwf.attendance.predicates import AXES as CONDITIONS
from cwf.attendance.predicates import read
from cwf.attendance.queries import targets as queries
from cwf.attendance.queries.choices import Choices, choices_of
from cwf.attendance.queries.targets import Edition, Target
from cwf.attendance.sums import sums
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.i18n import LANGUAGES, speaking
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "attendance_target_parts",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/targets/<uuid:uuid>",
)


@bp.route("/parts/<any(region, role, day, channel):axis>", methods=["GET", "POST"])
@requires(RUN_EDITION)
def parts(edition: str, uuid: UUID, axis: str) -> Answer:
    """A number for each region, role, day or channel; empty: it is no part."""
    here = edition_in_reach(current_user, edition)
    whole = queries.target_of(here, uuid, lock=request.method == "POST")
    if whole.retired is not None or axis not in axes_of(read(whole.predicate)):
        raise NotFound
    choices, rows = choices_of(here), queries.parts_on(whole, axis)
    there = {row.value: row.low for row in rows if row.retired is None}
    values = _values(whole, axis, there, choices)
    # Every change of the whole or of a part makes this larger.
    version = whole.version + sum(row.version for row in rows)
    form = parts_form(values, there, version=version)
    back = url_for("attendance_targets.target", edition=edition, uuid=uuid)
    if takes(form):
        wanted = form.parts(_names(here, axis, values, choices))
        reason, now = form.reason.data or "", clock.now()
        actions.divide(here, whole, axis, wanted, why_now=reason, at=now, actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(back)
    standing = [queries.line(row) for row in rows if row.retired is None]
    return _parts_page(form, here, whole, axis, standing, back)


def _parts_page(
    form: PartsForm, here: Edition, whole: Target, axis: str, parts: list[TargetLine], back: str
) -> Answer:
    line = queries.line(whole)
    return form_page(
        form,
        here,
        title=_("%(name)s %(by)s", name=own_text(whole.name), by=BY_AXIS[axis]),
        template="attendance/target_parts.html",
        back=back,
        row=whole,
        line=line,
        axis=str(AXES[axis]),
        sums=sums(line, parts),
        amount=amount,
        by_axis=BY_AXIS,
    )


@bp.route("/retirement", methods=["GET", "POST"])
@requires(RUN_EDITION)
def retirement(edition: str, uuid: UUID) -> Answer:
    """Give a target up with its parts; or take up again one that was given up."""
    here = edition_in_reach(current_user, edition)
    row = queries.target_of(here, uuid, lock=request.method == "POST")
    back = url_for("attendance_targets.target", edition=edition, uuid=uuid)
    form = RetiringForm(data={"version": row.version})
    if takes(form):
        deed = actions.take_up if row.retired else actions.retire
        deed(here, row, why_now=form.reason.data, at=clock.now(), actor=actor())
        db.session.commit()
        flash(_("Given up. It stays below the others.") if row.retired else _("Taken up again."))
        return see(url_for("attendance_targets.targets", edition=edition))
    title = _("Take it up again") if row.retired else _("Give it up")
    template = "attendance/target_retirement.html"
    return form_page(form, here, title=title, template=template, back=back, row=row)


def _values(
    whole: Target, axis: str, there: dict[str, float], choices: Choices
) -> list[tuple[str, str]]:
    """(value, words) that may be parts: those of the whole, and those that are parts."""
    asked = getattr(read(whole.predicate).where, CONDITIONS[axis])
    asked = {one.isoformat() if isinstance(one, date) else one for one in asked}
    known = [pair for pair in offered(axis, choices) if not asked or pair[0] in asked]
    gone = [(one, value_in_words(axis, one, choices)) for one in there if one not in dict(known)]
    return [*known, *gone]


def _names(
    here: Edition, axis: str, values: list[tuple[str, str]], choices: Choices
) -> dict[str, dict[str, str]]:
    """What each part is called, in the edition's languages."""
    found: dict[str, dict[str, str]] = {value: {} for value, _word in values}
    for value, named in found.items():
        if axis == "region" and value in choices.regions:
            named.update(choices.regions[value])
            continue
        for language in here.languages:
            if language in LANGUAGES:
                with speaking(language):
                    named[language] = value_in_words(axis, value, choices)
    return found
