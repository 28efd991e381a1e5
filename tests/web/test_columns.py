"""Where standing columns are."""

from cwf.web.columns import BASE, TALL, standing

WEEKS = [(f"{day} Nov", day, 0) for day in range(1, 13)]


def test_the_highest_column_has_all_the_height_and_what_is_added_stands_on_it() -> None:
    chart = standing([("Wed", 30, 10), ("Thu", 20, 0)], width=680)
    assert [(one.solid, one.added, one.number) for one in chart.columns] == [
        (112.5, 37.5, 40),
        (75.0, 0.0, 20),
    ]
    assert chart.columns[0].solid + chart.columns[0].added == TALL < BASE


def test_labels_that_would_meet_are_left_out_but_never_the_last() -> None:
    wide, narrow = standing(WEEKS, width=680), standing(WEEKS, width=360)
    assert [one.label for one in wide.columns] == [label for label, _, _ in WEEKS]
    assert [one.label for one in narrow.columns] == [
        label if place % 2 else "" for place, (label, _, _) in enumerate(WEEKS)
    ]


def test_columns_and_their_words_stay_within_the_drawing() -> None:
    chart = standing(WEEKS, width=360)
    assert chart.width == 360
    assert chart.columns[0].middle >= 24
    assert chart.columns[-1].middle <= 360 - 24


def test_nothing_at_all_is_no_column_and_no_fault() -> None:
    assert standing([], width=360).columns == ()
    assert [one.solid for one in standing([("Wed", 0, 0)], width=360).columns] == [0]
