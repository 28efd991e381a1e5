"""The first page of an edition: how long it is, where it stands, what is ready, what comes next."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock
from cwf.editions.clock_changes import clock_changes
from cwf.editions.forms.lifecycle import NAMES
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.queries import READ_DRAFT, RUN_EDITION, edition_in_reach
from cwf.programme.conflicts import Severity, find_conflicts
from cwf.programme.queries import releases as kept
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.readiness import Count, Part, readiness
from cwf.programme.timetable import Timetable
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer
from cwf.web.access import Verdict, requires
from cwf.web.templating import day_range, instant, language_within, own_text

NEXT = 6
NEAR = timedelta(days=7)
Line = tuple[date, str, str]


@bp.get("/")
@requires(READ_DRAFT)
def overview(edition: str) -> Answer:
    """The edition at a glance."""
    here = edition_in_reach(current_user, edition)
    today = clock.now().astimezone(ZoneInfo(here.zone)).date()
    timetable = draft_timetable(here)
    releases = kept.releases_of(here)
    pointer = kept.pointer_of(here)
    may_run = RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW
    return render_template(
        "programme/overview.html",
        edition=here,
        now=clock.now(),
        head=_days_left(here.starts, here.ends or here.starts, today),
        life=_life(here),
        counts=[(_counted(count), count) for count in readiness(timetable)],
        conflicts=_conflicts(timetable),
        coming=_coming(here, today, may_run=may_run)[:NEXT],
        release=releases[0] if releases else None,
        shown=pointer is not None and pointer.release_id is not None,
        may_run=may_run,
    )


def _days_left(first: date | None, last: date | None, today: date) -> str:
    if first is None or last is None:
        return _("Dates not known")
    if today < first:
        left = (first - today).days
        return ngettext("%(num)s day to go", "%(num)s days to go", left)
    if today <= last:
        return _(
            "Day %(day)s of %(days)s", day=(today - first).days + 1, days=(last - first).days + 1
        )
    past = (today - last).days
    return ngettext("Over for %(num)s day", "Over for %(num)s days", past)


def _life(here: Any) -> list[tuple[str, str, str]]:
    """The line of life: name, state, and when it was or will be."""
    now = Lifecycle(here.lifecycle)
    line = [Lifecycle.PLANNED, Lifecycle.ANNOUNCED, Lifecycle.PUBLISHED, Lifecycle.HELD]
    if now is Lifecycle.CANCELLED:
        line = [step for step in line[:3] if step in {one.lifecycle for one in here.steps}]
        line.append(now)
    taken = {one.lifecycle: instant(one.at, here.zone).partition(",")[0] for one in here.steps}
    if now is Lifecycle.HELD and Lifecycle.PUBLISHED not in taken:
        line.remove(Lifecycle.PUBLISHED)
    reached = line.index(now)
    return [
        (
            str(NAMES[step]),
            "now" if number == reached else "done" if number < reached else "",
            _when(here, step, number <= reached, taken),
        )
        for number, step in enumerate(line)
    ]


def _when(here: Any, step: Lifecycle, reached: bool, taken: dict[str, str]) -> str:
    if step is Lifecycle.HELD:
        return day_range(here.starts, here.ends) or _("Dates not known")
    return taken.get(step) or _("Date not entered") if reached else ""


def _counted(count: Count) -> str:
    return {
        Part.KEYNOTES: _("Keynotes confirmed"),
        Part.SESSIONS: _("Sessions confirmed"),
        Part.PLACED: _("Sessions placed"),
        Part.TEXTS: _("Texts in %(language)s", language=language_within(count.language)),
    }[count.part]


def _conflicts(timetable: Timetable) -> tuple[int, int]:
    """How many are serious, and how many good to know."""
    found = find_conflicts(timetable)
    serious = sum(one.severity is Severity.SERIOUS for one in found)
    return serious, len(found) - serious


def _coming(here: Any, today: date, *, may_run: bool) -> list[Line]:
    """Deadlines ahead, the forum itself, and changes of the clock near it: day, words, address."""
    facts = url_for("edition_settings.facts", edition=here.slug) if may_run else ""
    lines = [
        (fact.day, own_text(fact.label), facts)
        for fact in here.facts
        if fact.kind == "deadline" and fact.day and fact.day >= today
    ]
    if here.starts and here.starts >= today:
        lines.append((here.starts, _("The forum begins"), url_for(".draft", edition=here.slug)))
        last = (here.ends or here.starts) + NEAR
        lines += [
            (one.day, _("Clocks go forward") if one.forward else _("Clocks go back"), "")
            for one in clock_changes(here.zone, here.starts - NEAR, last)
            if one.day >= today
        ]
    return sorted(lines)
