"""The pages of one list of members, by how far it is."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from cwf import clock, jobs
from cwf.delegations.actions.member_imports import plan_of
from cwf.delegations.exports.import_remarks import remark_words
from cwf.delegations.exports.import_words import CHOICES, VERBS, WHY, lines, party_name
from cwf.delegations.forms.words import AS, ROLES
from cwf.delegations.queries.rosters import roster_of
from cwf.delegations.roles import Role
from cwf.delegations.sheets.plans import MemberPlan, Verb
from cwf.delegations.views.import_places import Place
from cwf.editions.views.answers import Answer
from cwf.programme import packing
from cwf.programme.actions.desk import NotReady
from cwf.programme.exports.remark_words import place as told_place
from cwf.programme.views.import_pages import FAILURES, REMARKS, STATES

LINES = 50  # people on a page
PAIRS = 100  # pairs that are decided at once
TEMPLATES = {
    "wanted": "delegations/import_progress.html",
    "reading": "delegations/import_progress.html",
    "asks": "delegations/import_asks.html",
    "checked": "delegations/import_checked.html",
    "done": "delegations/import_done.html",
}
DECIDE = (_l("Two to be told apart"), "warn")


def list_page(place: Place, rows: Sequence[Any]) -> Answer:
    """All lists, each with its state and what came of it."""
    return place.page(
        "delegations/imports.html",
        imports=rows,
        states={row.id: _state(row) for row in rows},
        results={row.id: _result(row) for row in rows},
    )


def page_of(place: Place, row: Any, *, moved: bool = False, barred: str = "") -> Answer:
    """The page that fits the state of a list."""
    template = TEMPLATES.get(row.state, "delegations/import_refused.html")
    failure = FAILURES.get(row.summary.get("failure", ""))
    changes: dict[str, Any] = {}
    if row.state == "checked":
        try:
            changes = _changes(place, plan_of(row))
        except NotReady:  # kept by another version of this program: to be read again
            template, failure = "delegations/import_refused.html", FAILURES["broken"]
    return place.page(
        template,
        row=row,
        moved=moved,
        barred=barred,
        state=_state(row),
        worker=jobs.worker_alive(),
        failure=failure,
        tally=_tally(row.summary),
        room=_room(row.summary),
        short=row.summary.get("short"),
        verbs=VERBS,
        kept=row.kept,
        remarks=_remarks(row),
        asking=place.url("import_progress", uuid=row.uuid),
        **changes,
    )


def progress_part(place: Place, row: Any) -> str:
    """How far the reading is, as a fragment."""
    asking = place.url("import_progress", uuid=row.uuid)
    return render_template(
        "programme/_import_progress.html", row=row, asking=asking, worker=jobs.worker_alive()
    )


def _state(row: Any) -> tuple[Any, ...]:
    """The state of a list as a tag takes it."""
    if row.state != "checked":
        return STATES[row.state]
    if row.summary.get("undecided"):
        return DECIDE
    return STATES["checked" if row.summary.get("counts") else "same"]


def _result(row: Any) -> str:
    """What came of a list, in a few words."""
    if row.state == "refused":
        return ngettext("%(num)s error", "%(num)s errors", row.errors)
    if row.state not in ("checked", "done"):
        return ""
    counts = row.summary.get("counts", {})
    new = counts.get(Verb.ADD, 0) + counts.get(Verb.JOIN, 0)
    said = [
        ngettext("%(num)s new", "%(num)s new", new) if new else "",
        ngettext("%(num)s changed", "%(num)s changed", counts[Verb.CHANGE])
        if counts.get(Verb.CHANGE)
        else "",
        ngettext("%(num)s taken out", "%(num)s taken out", row.summary["gone"])
        if row.summary.get("gone")
        else "",
    ]
    return ", ".join(filter(None, said)) or _("0 changed")


def _tally(summary: dict[str, Any]) -> list[tuple[str, int]]:
    """How many are new, join, are changed, stay as they are."""
    counts = summary.get("counts", {})
    said = [(str(VERBS[verb]), counts[verb]) for verb in Verb if counts.get(verb)]
    return [*said, (_("Unchanged"), summary["same"])] if summary.get("same") else said


def _room(summary: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Of each role how many have a place, and how many wait."""
    places = summary.get("places", {})
    return [
        (str(ROLES[role]), places[role].get("fit", 0), places[role].get("wait", 0))
        for role in Role
        if role in places
    ]


def _remarks(row: Any) -> list[tuple[Any, str, str]]:
    """The first remarks with their sentences and where they stand."""
    shown = packing.remarks(row.remarks[:REMARKS])
    return [(one, remark_words(one), told_place(one.where)) for one in shown]


def _changes(place: Place, plan: MemberPlan) -> dict[str, Any]:
    """Who may be one person, who would change on one page, and who is not in the list."""
    pages = max(1, -(-len(plan.steps) // LINES))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    roster = roster_of(place.edition, place.delegation, clock.now())
    first = (page - 1) * LINES
    open_ones = [pair for pair in plan.pairs if not pair.decision]
    return {
        "plan": plan,
        "pairs": [*open_ones, *(pair for pair in plan.pairs if pair.decision)][:PAIRS],
        "undecided": plan.undecided,
        "choices": CHOICES,
        "whys": WHY,
        "lines": lines(plan.steps[first : first + LINES], plan, roster),
        "steps": len(plan.steps),
        "page": page,
        "pages": pages,
        "roles": AS,
        "party": lambda id: party_name(roster, id),
        "several": place.delegation is None,
    }
