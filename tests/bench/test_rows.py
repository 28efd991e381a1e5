"""The arithmetic of the bench: medians, ratios, verdicts."""

import pytest

from tests.bench.rows import ROWS, Figure, Result, Row, held, ratios, results

LESS = Row(name="less", what="a cost", must=3, aim=2)
MORE = Row(name="more", what="a rate", must=0.35, aim=0.55, at_least=True)


@pytest.mark.parametrize(
    ("row", "value", "verdict"),
    [
        (LESS, 1.5, "aim"),
        (LESS, 2, "aim"),
        (LESS, 2.0001, "must"),
        (LESS, 3, "must"),
        (LESS, 3.0001, "missed"),
        (MORE, 0.6, "aim"),
        (MORE, 0.55, "aim"),
        (MORE, 0.5499, "must"),
        (MORE, 0.35, "must"),
        (MORE, 0.3499, "missed"),
    ],
)
def test_a_limit_is_reached_where_it_is_met_exactly(row: Row, value: float, verdict: str) -> None:
    assert row.verdict(value) == verdict


@pytest.mark.parametrize(
    ("rounds", "value"), [((3.0, 1.0, 2.0), 2.0), ((9.0, 1.0, 1.5, 2.0), 1.75), ((7.0,), 7.0)]
)
def test_the_value_of_a_figure_is_the_median_of_its_rounds(
    rounds: tuple[float, ...], value: float
) -> None:
    assert Figure(name="less", rounds=rounds).value == value


def test_a_ratio_is_to_the_mean_of_the_yardsticks_on_both_sides() -> None:
    assert ratios([100.0, 30.0, 50.0, 40.0, 30.0]) == [0.4, 1.0]


def test_a_chain_that_does_not_end_with_the_yardstick_is_refused() -> None:
    with pytest.raises(ValueError, match="begins and ends with the yardstick"):
        ratios([100.0, 30.0])


def test_results_stand_in_the_order_of_the_table_and_say_why_one_is_absent() -> None:
    figures = [Figure(name="start", rounds=(1.0,)), Figure(name="page", rounds=(0.5,))]

    found = results(figures, {"import": "no such command"})

    assert [result.row.name for result in found] == [row.name for row in ROWS]
    assert {result.row.name: result.verdict for result in found if result.figure} == {
        "page": "must",
        "start": "aim",
    }
    assert [(result.row.name, result.why) for result in found if result.why] == [
        ("import", "no such command")
    ]


def test_a_figure_of_no_row_is_refused() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        results([Figure(name="nonsense", rounds=(1.0,))], {})


@pytest.mark.parametrize(
    ("figure", "why", "right"),
    [
        (Figure(name="less", rounds=(2.5,)), "", True),
        (Figure(name="less", rounds=(3.5,)), "", False),
        (None, "", True),  # nobody asked for it
        (None, "failed: no answer", False),
    ],
)
def test_a_missed_must_is_not_held_nor_is_a_failed_measurement(
    figure: Figure | None, why: str, right: bool
) -> None:
    assert held([Result(row=LESS, figure=figure, why=why)]) is right


def test_the_table_has_every_row_with_its_must_and_aim() -> None:
    assert {row.name: (row.must, row.aim, row.unit, row.at_least) for row in ROWS} == {
        "page": (0.35, 0.55, "×", True),
        "ics": (0.35, 0.55, "×", True),
        "page 304": (0.4, 0.6, "×", True),
        "ics 304": (0.4, 0.6, "×", True),
        "feed": (0.2, 0.35, "×", True),
        "feed 304": (0.25, 0.45, "×", True),
        "feed bodies": (5, 2, "×", False),
        "cold browser bytes": (60, 40, "KB", False),
        "cold browser requests": (4, 3, "requests", False),
        "filtered ics": (3, 2, "×", False),
        "book ÷ write_pdf": (1.3, 1.1, "×", False),
        "book memory": (300, 300, "MiB", False),
        "book ÷ plain blocks": (2, 1.4, "×", False),
        "publish": (1.5, 1.1, "×", False),
        "p99 beside a book": (3, 1.5, "×", False),
        "web memory": (160, 110, "MiB", False),
        "start": (2, 1.3, "×", False),
        "import": (10, 4, "×", False),
        "sign-ups": (0.5, 0.8, "×", True),
        "agendas on paper": (1.8, 1.9, "×", True),
        "registrations": (0.5, 0.8, "×", True),
        "together": (5, 10, "×", True),
        "member list": (20, 8, "×", False),
        "check-ins": (0.06, 0.12, "×", True),
        "participants": (3, 1.5, "×", False),
        "dashboard": (3, 1.5, "×", False),
        "snapshot": (5, 2, "×", False),
        "growth warm": (1.5, 1.2, "×", False),
        "growth cold": (20, 17, "×", False),
    }
