"""The outcome for readers: a table of text, or JSON."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tests.bench.rows import Result, Row, held

WIDTH = 80


def table(outcome: Iterable[Result], about: Mapping[str, Any]) -> str:
    """A line per row: what, must, aim, the median with the least and the most, verdict."""
    lines = [f"{key}: {value}" for key, value in about.items()]
    lines += ["", f"{'':{WIDTH}} {'must':>8} {'aim':>8} {'is':>9}  rounds"]
    for result in outcome:
        row, figure = result.row, result.figure
        head = f"{row.what[:WIDTH]:{WIDTH}} {_limit(row, row.must):>8} {_limit(row, row.aim):>8}"
        if figure is None:
            lines.append(f"{head} {'–':>9}  {result.why or 'not asked for'}")
            continue
        spread = f"{min(figure.rounds):.3g}–{max(figure.rounds):.3g}"
        lines.append(f"{head} {_number(figure.value, row):>9}  {spread}  {_said(result)}")
        if figure.note:
            lines.append(f"    {figure.note}")
    return "\n".join(lines) + "\n"


def as_json(outcome: Iterable[Result], about: Mapping[str, Any]) -> str:
    """The same as one JSON object; `held` says what the exit code says."""
    outcome = list(outcome)
    rows = [
        {
            "name": result.row.name,
            "what": result.row.what,
            "unit": result.row.unit,
            "at_least": result.row.at_least,
            "must": result.row.must,
            "aim": result.row.aim,
            "value": result.figure.value if result.figure else None,
            "rounds": list(result.figure.rounds) if result.figure else [],
            "verdict": result.verdict,
            "note": result.figure.note if result.figure else result.why,
        }
        for result in outcome
    ]
    return json.dumps({"held": held(outcome), **about, "rows": rows}, ensure_ascii=False, indent=2)


def _said(result: Result) -> str:
    return {"aim": "", "must": "(aim not reached)", "missed": "MISSED"}[result.verdict]


def _limit(row: Row, value: float) -> str:
    return f"{'≥' if row.at_least else '≤'} {value:g}"


def _number(value: float, row: Row) -> str:
    digits = f"{value:.2f}" if row.unit == "×" else f"{value:.1f}" if value % 1 else f"{value:.0f}"
    return f"{digits} {row.unit}" if row.unit in ("KB", "MiB") else digits
