"""The pages of one import, by how far it is."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from cwf import jobs
from cwf.i18n import language
from cwf.programme import packing
from cwf.programme.exports.import_words import NOUNS, VERBS, Words
from cwf.programme.exports.remark_words import NOUNS as SINGULAR
from cwf.programme.exports.remark_words import place
from cwf.programme.exports.remarks import remark_words
from cwf.programme.incoming import Noun, Remark, Where
from cwf.programme.merging import Plan, Verb
from cwf.programme.queries import imports as queries
from cwf.programme.queries.standing import standing
from cwf.programme.views.answers import Answer

STATES = {
    "wanted": (_l("Waiting"), "warn", "clock"),
    "reading": (_l("Being read"), "warn", "clock"),
    "asks": (_l("Has a question"), "warn"),
    "checked": (_l("Ready to import"), "ok"),
    "same": (_l("Nothing new"), ""),
    "refused": (_l("Has errors"), "err"),
    "failed": (_l("Could not be read"), "err"),
    "lapsed": (_l("No longer kept"), ""),
    "done": (_l("Imported"), "ok"),
}
FAILURES = {
    "too_big": _l(
        "Reading it needs more memory than a file may have. Split it, or leave out pictures and "
        "formats, and send it again."
    ),
    "too_slow": _l(
        "Reading it takes longer than a file may take. Split it into smaller ones and send them "
        "one by one."
    ),
    "broken": _l(
        "Reading it went wrong, and the fault is ours or the file is damaged. Save it anew in your "
        "own program and send it again; if that fails, too, tell whoever runs this site."
    ),
}
RESULTS: dict[Verb, Callable[[int], str]] = {
    Verb.ADD: lambda count: ngettext("%(num)s new", "%(num)s new", count),
    Verb.CHANGE: lambda count: ngettext("%(num)s changed", "%(num)s changed", count),
    Verb.MOVE: lambda count: ngettext("%(num)s moved", "%(num)s moved", count),
    Verb.CANCEL: lambda count: ngettext("%(num)s cancelled", "%(num)s cancelled", count),
}
LINES = 50  # things on a page
REMARKS = 200  # remarks on a page; the sheet to be downloaded has them all
TEMPLATES = {
    "wanted": "programme/import_progress.html",
    "reading": "programme/import_progress.html",
    "asks": "programme/import_asks.html",
    "checked": "programme/import_checked.html",
    "done": "programme/import_done.html",
}


def list_page(here: Any, rows: Sequence[Any]) -> Answer:
    """All files, each with its state and what came of it."""
    return render_template(
        "programme/imports.html",
        edition=here,
        imports=rows,
        states={row.id: _state(row) for row in rows},
        results={row.id: _result(row) for row in rows},
    )


def page_of(here: Any, row: Any, *, moved: bool = False) -> Answer:
    """The page that fits the state of an import."""
    template = TEMPLATES.get(row.state, "programme/import_refused.html")
    failure = FAILURES.get(row.summary.get("failure", ""))
    changes: dict[str, Any] = {}
    if row.state == "checked":
        try:
            changes = _changes(here, row)
        except msgspec.MsgspecError:  # kept by another version of this program: to be read again
            template, failure = "programme/import_refused.html", FAILURES["broken"]
    return render_template(
        template,
        edition=here,
        row=row,
        moved=moved,
        state=_state(row),
        worker=jobs.worker_alive(),
        verbs=VERBS,
        failure=failure,
        tally=_tally(row.summary),
        kept=row.kept,
        remarks=_remarks(row),
        asking=url_for(".import_progress", edition=here.slug, uuid=row.uuid),
        **changes,
    )


def progress_part(here: Any, row: Any) -> Answer:
    """How far the reading is, as a fragment."""
    asking = url_for(".import_progress", edition=here.slug, uuid=row.uuid)
    return render_template(
        "programme/_import_progress.html", row=row, asking=asking, worker=jobs.worker_alive()
    )


def _state(row: Any) -> tuple[Any, ...]:
    """The state of a file as a tag takes it."""
    new = row.state != "checked" or row.summary.get("counts")
    return STATES[row.state if new else "same"]


def _result(row: Any) -> str:
    """What came of a file, in a few words."""
    if row.state == "refused":
        return ngettext("%(num)s error", "%(num)s errors", row.errors)
    if row.state not in ("checked", "done"):
        return ""
    counts = Counter[Verb]()
    for _noun, verb, number in row.summary.get("counts", []):
        counts[Verb(verb)] += number
    return ", ".join(RESULTS[verb](count) for verb, count in counts.items()) or _("0 changed")


def _tally(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """A line for each noun: how many are new, changed, moved, cancelled, the same."""
    counts = {(noun, verb): number for noun, verb, number in summary.get("counts", [])}
    same = summary.get("same", {})
    lines = []
    for noun in reversed(Noun):
        numbers = {verb: counts.get((noun, verb), 0) for verb in Verb}
        if any(numbers.values()) or same.get(noun):
            lines.append({"label": NOUNS[noun], "numbers": numbers, "same": same.get(noun, 0)})
    return lines


def _remarks(row: Any) -> list[tuple[Remark, str, str]]:
    """The first remarks with their sentences and where they stand."""
    shown = packing.remarks(row.remarks[:REMARKS])
    several = row.columns is not None and len(row.columns["sheets"]) > 1
    return [(one, remark_words(one), _place(one.where, several)) for one in shown]


def _place(where: Where, several: bool) -> str:
    """Where a remark stands; with its sheet where a file has several."""
    told = place(where)
    if several and where.path and where.row is not None:
        return _("%(sheet)s: %(place)s", sheet=where.path, place=told)
    return told


def _changes(here: Any, row: Any) -> dict[str, Any]:
    """The things of one page that would change, in words, and what would clash."""
    plan = packing.unpack(row.plan, Plan)
    pages = max(1, -(-len(plan.steps) // LINES))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    words = Words(plan=plan, standing=standing(here), regions=queries.vocabulary(here).regions)
    conflicts = row.summary.get("conflicts") or {"serious": 0, "light": 0, "shown": []}
    return {
        "lines": words.lines((page - 1) * LINES, LINES),
        "steps": len(plan.steps),
        "page": page,
        "pages": pages,
        "singular": SINGULAR,
        "conflicts": conflicts,
        "told": [(one["serious"], *one[language()]) for one in conflicts["shown"]],
    }
