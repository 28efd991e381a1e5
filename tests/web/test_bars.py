"""Where lying bars of one scale are."""

from cwf.web.bars import Bar, laid


def written(number: float) -> str:
    return f"{number:,.0f}"


BARS = [
    Bar(kind="promised", label="Aarhus 2017", small="promised", low=1500, high=2000, said="1–2"),
    Bar(kind="reported", label="Aarhus 2017", small="reported", low=1000, said="1,000"),
]


def test_bars_are_as_long_as_their_numbers_on_one_scale() -> None:
    chart = laid(BARS, width=680, number=written, left=230)
    whole = chart.right - chart.left
    assert [mark.label for mark in chart.across] == ["0", "500", "1,000", "1,500", "2,000"]
    assert [mark.at for mark in (chart.across[0], chart.across[-1])] == [230, chart.right]
    assert [(row.long, row.more) for row in chart.rows] == [
        (whole * 0.75, whole * 0.25),
        (whole * 0.5, 0),
    ]


def test_numbers_have_room_beside_the_longest_bar() -> None:
    long = Bar(kind="reported", label="A", small="", low=2000, said="mere end 2.000")
    assert 680 - laid([long], width=680, number=written).right >= 8 * len(long.said)


def test_long_labels_are_broken_and_rows_stay_apart() -> None:
    small = "Studerende i Living Lab, ifølge en anden beretning, hævdet, omstridt"
    told = Bar(
        kind="claimed", label="Bilbao, Donostia og Vitoria 2024", small=small, low=1, said="1"
    )
    for left in (0, 150):
        chart = laid([told, told], width=360, number=written, left=left)
        first, second = chart.rows
        assert " ".join(first.small) == small
        lines = len(first.label) + len(first.small)
        assert second.words - first.words >= 16 * lines + (0 if left else 22)
        assert first.top >= first.words + 16 * (lines - 1) or left
        assert chart.height >= second.words + 16 * lines


def test_nothing_at_all_has_a_scale_none_the_less() -> None:
    chart = laid([Bar(kind="reported", label="A", small="", low=0, said="0")], width=360,
                 number=written)  # fmt: skip
    assert [row.long for row in chart.rows] == [0]
    assert [mark.label for mark in chart.across] == ["0", "1"]
