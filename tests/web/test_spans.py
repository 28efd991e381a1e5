"""What lasted for some days along the axis of a chart."""

from cwf.web.spans import Lasted, Span, spans


def laid(*lasted: Lasted) -> list[tuple[float, float, str]]:
    """On a chart from day 100 to day 200, ten units a day."""
    found = spans(lasted, first=100, last=200, x=lambda day: 10 * (day - 100))
    return [(one.at, one.until, one.number) for one in found]


def test_a_bar_lies_from_its_first_day_to_its_last() -> None:
    (found,) = spans([(110, 120, "1", "A mail")], first=100, last=200, x=lambda day: 10 * day)
    assert found == Span(at=1100, until=1200, number="1", label="A mail")


def test_what_is_partly_on_the_chart_is_cut_and_what_is_not_is_left_out() -> None:
    assert laid((90, 110, "1", ""), (195, 220, "2", "")) == [(0, 100, "1"), (950, 1000, "2")]
    assert laid((90, 99, "1", ""), (201, 210, "2", "")) == []
    assert laid((90, 100, "1", ""), (200, 210, "2", "")) == [(0, 0, "1"), (1000, 1000, "2")]


def test_numbers_that_would_meet_stand_together_and_every_bar_is_there() -> None:
    asked = [(110, 120, "1", ""), (111, 130, "2", ""), (112, 115, "3", ""), (140, 141, "4", "")]
    assert laid(*asked) == [(100, 200, "1, 2, 3"), (110, 300, ""), (120, 150, ""), (400, 410, "4")]
    assert laid(asked[0], (113, 114, "2", "")) == [(100, 200, "1"), (130, 140, "2")]
