"""What the bench prints."""

import json

from tests.bench.report import as_json, table
from tests.bench.rows import ROWS, Figure, Result, Row, results

ROW = Row(name="page", what="the page ÷ hello", must=0.35, aim=0.55, at_least=True)
FIGURE = Figure(name="page", rounds=(0.4, 0.5, 0.3), note="at best 1000/s")
SIZE = Row(name="memory", what="memory", must=160, aim=110, unit="MiB")
ABSENT = Result(row=SIZE, figure=None, why="failed: no answer")


def test_json_says_everything_and_whether_all_musts_are_held() -> None:
    told = json.loads(as_json([Result(row=ROW, figure=FIGURE), ABSENT], {"database": "sqlite"}))

    assert told == {
        "held": False,
        "database": "sqlite",
        "rows": [
            {
                "name": "page",
                "what": "the page ÷ hello",
                "unit": "×",
                "at_least": True,
                "must": 0.35,
                "aim": 0.55,
                "value": 0.4,
                "rounds": [0.4, 0.5, 0.3],
                "verdict": "must",
                "note": "at best 1000/s",
            },
            {
                "name": "memory",
                "what": "memory",
                "unit": "MiB",
                "at_least": False,
                "must": 160,
                "aim": 110,
                "value": None,
                "rounds": [],
                "verdict": "not measured",
                "note": "failed: no answer",
            },
        ],
    }


def test_the_table_has_a_line_per_row_and_one_per_note() -> None:
    lines = table([Result(row=ROW, figure=FIGURE), ABSENT], {"database": "sqlite"}).splitlines()

    assert [" ".join(line.split()) for line in lines if line] == [
        "database: sqlite",
        "must aim is rounds",
        "the page ÷ hello ≥ 0.35 ≥ 0.55 0.40 0.3–0.5 (aim not reached)",
        "at best 1000/s",
        "memory ≤ 160 ≤ 110 – failed: no answer",
    ]


def test_the_table_names_every_row_whole() -> None:
    lines = table(results([], {}), {}).splitlines()

    assert [line[:80].strip() for line in lines[2:]] == [row.what for row in ROWS]
