"""The targets of an edition: all of them, one with its story, and what is needed to set them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.attendance.actions import targets as actions
from cwf.attendance.days import day_of as calendar_day
from cwf.attendance.exports.judged_words import by_its_day
from cwf.attendance.figures import Evidence, Figure
from cwf.attendance.fitting import axes_of
from cwf.attendance.forms.changes import change_in_words
from cwf.attendance.forms.goals import GoalForm, goal_form
from cwf.attendance.forms.targets import TargetForm, target_form
from cwf.attendance.forms.values import definition, value_in_words
from cwf.attendance.forms.words import AXES, BY_AXIS, UNITS, amount, percent
from cwf.attendance.grounds import figures_known
from cwf.attendance.judging import Judgement
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit, share
from cwf.attendance.paths import planned
from cwf.attendance.predicates import read
from cwf.attendance.queries import targets as queries
from cwf.attendance.queries.choices import Choices, choices_of
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.judging import judgements
from cwf.attendance.queries.targets import Edition, Target
from cwf.attendance.sums import Sum, sums
from cwf.database import db
from cwf.editions.queries import READ_TARGETS, RUN_EDITION, edition_in_reach
from cwf.editions.views.answers import Answer, claim, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.programme.timetable import day_of
from cwf.web.access import Verdict, requires
from cwf.web.templating import own_text

bp = Blueprint(
    "attendance_targets",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/targets",
)
WORDS = {
    "units": UNITS,
    "axes": AXES,
    "by_axis": BY_AXIS,
    "amount": amount,
    "percent": percent,
    "by_its_day": by_its_day,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A target as the page shows it.

    `now` is None where its number is not known, `part` then, too; `planned` is what was to be
    reached by today. `depth` is how deep it stands below a whole. `judgement` says how the goal
    came off, once its day is over.
    """

    line: TargetLine
    depth: int
    value: str
    now: Figure | None
    part: float | None
    planned: int | None
    sums: list[Sum]
    judgement: Judgement | None


@bp.get("/")
@requires(READ_TARGETS)
def targets(edition: str) -> str:
    """All that stand as a tree, with their numbers now; below them those that were given up."""
    here, now = edition_in_reach(current_user, edition), clock.now()
    lines = queries.targets_of(here)
    return render_template(
        "attendance/targets.html",
        edition=here,
        shown=shown(here, lines, evidence(here, at=now), choices_of(here), at=now),
        retired=queries.rows_of(here, retired=True),
        may_set=_may_set(edition),
        now=now,
        words=WORDS,
    )


@bp.get("/<uuid:uuid>")
@requires(READ_TARGETS)
def target(edition: str, uuid: UUID) -> str:
    """One: what it counts, its goal and the way there, its parts, and how it changed."""
    here, now = edition_in_reach(current_user, edition), clock.now()
    row = queries.target_of(here, uuid)
    choices = choices_of(here)
    line = queries.line(row)
    lines = [line, *map(queries.line, queries.parts_of(row))]
    own, *parts = shown(here, lines, evidence(here, at=now), choices, at=now)
    changes = queries.changes_of(row)
    return render_template(
        "attendance/target.html",
        edition=here,
        row=row,
        whole=queries.whole_of(row),
        own=own,
        parts=parts,
        definition=definition(line.predicate, choices),
        axes_of=axes_of(line.predicate),
        changes=[(one, change_in_words(one, choices)) for one in changes],
        may_set=_may_set(edition),
        now=now,
        words=WORDS,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(RUN_EDITION)
def target_new(edition: str) -> Answer:
    """Aim at a number."""
    here = edition_in_reach(current_user, edition)
    form = target_form(
        None, choices=choices_of(here), sent=request.form, languages=here.languages, new=True
    )
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        now = clock.now()
        row = actions.set_target(
            here,
            unit=form.chosen_unit,
            predicate=form.predicate,
            path=form.path(today(here, now)),
            at=now,
            actor=actor(),
            **form.goal,
        )
        submission.location = url_for(".target", edition=edition, uuid=row.uuid)
        db.session.commit()
        flash(_("Set."))
        return see(submission.location)
    back = url_for(".targets", edition=edition)
    template = "attendance/target_form.html"
    return form_page(form, here, title=_("New target"), template=template, back=back)


@bp.route("/<uuid:uuid>/change", methods=["GET", "POST"])
@requires(RUN_EDITION)
def target_change(edition: str, uuid: UUID) -> Answer:
    """Change a target, and say why."""
    here = edition_in_reach(current_user, edition)
    row = queries.target_of(here, uuid, lock=request.method == "POST")
    form = _form_of(here, row)
    back = url_for(".target", edition=edition, uuid=uuid)
    if takes(form):
        now = clock.now()
        whole = isinstance(form, TargetForm)
        actions.change_target(
            here,
            row,
            unit=form.chosen_unit if isinstance(form, TargetForm) else Unit(row.unit),
            predicate=form.predicate if isinstance(form, TargetForm) else read(row.predicate),
            path=form.path(today(here, now)),
            why_now=form.reason.data,
            at=now,
            actor=actor(),
            **form.goal,
        )
        db.session.commit()
        flash(_("Saved. What it counts now holds for its parts, too.") if whole else _("Saved."))
        return see(back)
    template, title = "attendance/target_form.html", own_text(row.name)
    return form_page(form, here, title=title, template=template, back=back)


def _form_of(here: Edition, row: Target) -> GoalForm:
    """The form of a whole, or of a part, whose whole says what is counted."""
    if row.parent_id is not None:
        return goal_form(row, sent=request.form, languages=here.languages)
    parts: dict[str, frozenset[str]] = {}
    for part in queries.parts_of(row):
        parts[part.axis] = parts.get(part.axis, frozenset()) | {part.value}
    return target_form(
        row,
        choices=choices_of(here),
        parts=parts,
        sent=request.form,
        languages=here.languages,
    )


def shown(
    here: Edition, lines: list[TargetLine], found: Evidence, choices: Choices, *, at: datetime
) -> list[Shown]:
    """Targets with their numbers, in the order of the lines."""
    depths: dict[UUID, int] = {}
    day, told = today(here, at), []
    sure = figures_known(lines, found)
    how = judgements(here.id, lines, sure, today=calendar_day(at, here.zone))
    for line in lines:
        depths[line.uuid] = depths[line.parent] + 1 if line.parent in depths else 0
        now = sure.get(line.uuid)
        told.append(
            Shown(
                line=line,
                depth=depths[line.uuid],
                value=value_in_words(line.axis, line.value, choices) if line.axis else "",
                now=now,
                part=share(now.total, line.low, now.unit, line.unit) if now else None,
                planned=None if (path := planned(line.path, day)) is None else round(path),
                sums=sums(line, lines),
                judgement=how.get(line.uuid),
            )
        )
    return told


def today(here: Edition, at: datetime) -> date:
    """The edition's day."""
    return day_of(at, zone=ZoneInfo(here.zone), day_change_hour=here.day_change_hour)


def _may_set(edition: str) -> bool:
    return RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW
