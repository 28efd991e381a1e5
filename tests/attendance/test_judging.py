"""Whether a goal was reached by its day: the rule, and what is said of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cwf.attendance.board import Verdict, card
from cwf.attendance.exports.board_words import verdict
from cwf.attendance.exports.judged_words import by_its_day
from cwf.attendance.figures import Figure
from cwf.attendance.judging import Judgement, OnDay, Outcome, judged, needs_days
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate
from cwf.i18n import speaking
from tests.attendance.test_board import line

BY = date(2027, 9, 1)
GOAL = 3000.0
TODAY = date(2027, 10, 1)


def of(number: int, estimated: int = 0) -> Figure:
    return Figure(unit=Unit.PARTICIPANT, counted=number - estimated, estimated=estimated)


def on(day: str, number: int) -> OnDay:
    return date.fromisoformat(f"2027-{day}"), of(number)


@pytest.mark.parametrize(
    ("days", "now", "outcome", "at", "since"),
    [
        # the day itself is kept: it alone says whether it was on time
        ([on("09-01", 3000)], 3400, Outcome.ON_TIME, "09-01", None),
        ([on("09-01", 3000)], 2900, Outcome.ON_TIME, "09-01", None),
        ([on("08-31", 3100), on("09-01", 2999)], 2999, Outcome.MISSED, "09-01", None),
        ([on("09-01", 2999), on("09-02", 2999), on("09-03", 3000), on("09-04", 3100)], 3100,
         Outcome.LATE, "09-01", "09-03"),
        ([on("09-01", 2999), on("09-03", 3000)], 2900, Outcome.MISSED, "09-01", None),
        ([on("09-01", 2999), on("09-30", 2999)], 3000, Outcome.LATE, "09-01", None),
        # it is not: the last before it tells, and the next after it what cannot be known
        ([on("08-28", 3000), on("09-03", 2900)], 2900, Outcome.ON_TIME, "08-28", None),
        ([on("08-28", 2000), on("09-03", 2999), on("09-05", 3000)], 3100,
         Outcome.LATE, "08-28", "09-05"),
        ([on("08-28", 2000), on("09-03", 3000)], 3100, Outcome.SOME_TIME, "08-28", None),
        ([on("08-28", 2000)], 3000, Outcome.SOME_TIME, "08-28", None),
        ([on("08-28", 2000)], 2999, Outcome.MISSED, "08-28", None),
        ([on("09-03", 2999), on("09-09", 3000)], 3000, Outcome.LATE, None, "09-09"),
        ([], 3000, Outcome.SOME_TIME, None, None),
        ([], 2999, Outcome.MISSED, None, None),
    ],
)  # fmt: skip
def test_a_goal_is_judged_by_what_was_known_on_its_day(
    days: list[OnDay], now: int, outcome: Outcome, at: str | None, since: str | None
) -> None:
    found = judged(GOAL, BY, days, of(now))
    told = {day.isoformat()[5:]: figure for day, figure in days}
    assert found == Judgement(
        outcome=outcome,
        day=BY,
        at=date.fromisoformat(f"2027-{at}") if at else None,
        figure=told[at] if at else None,
        since=date.fromisoformat(f"2027-{since}") if since else None,
    )
    assert found.is_of_the_day == (at == "09-01")


@pytest.mark.parametrize(
    ("of_the_day", "now", "more"),
    [(3000, 2999, False), (2999, 2999, False), (2999, 3000, True), (None, 2999, True)],
)
def test_other_days_are_asked_only_where_the_day_does_not_settle_it(
    of_the_day: int | None, now: int, more: bool
) -> None:
    asked = None if of_the_day is None else of(of_the_day)
    assert needs_days(GOAL, asked, of(now)) is more


def said(days: list[OnDay], now: Figure, of_what: Of = Of.REGISTERED) -> str:
    target = replace(line(), by=BY, predicate=Predicate(of=of_what))
    told = card(
        target, now, [], today=TODAY, ends=date(2027, 11, 2),
        judgement=judged(GOAL, BY, days, now),
    )  # fmt: skip
    with speaking("en"):
        return verdict(told)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("days", "now", "sentence"),
    [
        ([on("09-01", 3010)], 3010,
         "3,010 on 1 September 2027: the goal of 3,000 was reached on time."),
        ([on("09-01", 3010)], 2900,
         "3,010 on 1 September 2027: the goal of 3,000 was reached on time. Known now: 2,900."),
        ([on("09-01", 2900), on("09-09", 3000)], 3400,
         "2,900 on 1 September 2027: the goal of 3,000 was reached late, on 9 September 2027. "
         "Known now: 3,400."),
        ([on("09-01", 2900)], 3400,
         "2,900 on 1 September 2027: the goal of 3,000 was reached late. Known now: 3,400."),
        ([on("09-01", 2480)], 2480,
         "2,480 on 1 September 2027: the goal of 3,000 was missed, by 520."),
        ([on("08-28", 3010)], 3010,
         "3,010 on 28 August 2027: the goal of 3,000 was reached on time. "
         "No figure of 1 September 2027 is kept, so the last before it tells."),
        ([on("08-28", 2000), on("09-03", 3100)], 3100,
         "2,000 on 28 August 2027: the goal of 3,000 is reached, not known whether by "
         "1 September 2027. Known now: 3,100. No figure of 1 September 2027 is kept."),
        ([], 3100,
         "The goal of 3,000 is reached, not known whether by 1 September 2027. "
         "Known now: 3,100. No figure of 1 September 2027 is kept."),
        ([], 2480,
         "The goal of 3,000 was missed. Known now: 2,480. "
         "No figure of 1 September 2027 is kept, so it is judged by what is known since."),
        ([on("09-03", 2999)], 3100,
         "The goal of 3,000 was reached late. Known now: 3,100. "
         "No figure of 1 September 2027 is kept, so it is judged by what is known since."),
        ([on("09-03", 2999), on("09-09", 3000)], 3000,
         "The goal of 3,000 was reached late, on 9 September 2027. Known now: 3,000. "
         "No figure of 1 September 2027 is kept, so it is judged by what is known since."),
    ],
)  # fmt: skip
def test_the_sentence_has_the_figure_of_the_day_and_that_of_now_where_they_differ(
    days: list[OnDay], now: int, sentence: str
) -> None:
    assert said(days, of(now)) == sentence


@pytest.mark.usefixtures("app")
def test_what_is_counted_may_be_known_late_and_have_been_there() -> None:
    late = [on("09-01", 2900), on("09-09", 3000)]
    added = " Counts may be entered after what they count: it may have been reached on the day."
    assert said(late, of(3000), Of.COUNTED) == said(late, of(3000)) + added
    on_time = [on("09-01", 3000)]
    assert said(on_time, of(3100), Of.COUNTED) == said(on_time, of(3100))


@pytest.mark.usefixtures("app")
def test_what_was_estimated_on_the_day_is_said_to_be_about() -> None:
    days = [(BY, of(3100, estimated=400))]
    assert said(days, of(3100, estimated=400)) == (
        "About 3,100 on 1 September 2027: the goal of 3,000 was reached on time."
    )


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("days", "now", "told"),
    [
        ([on("09-01", 3010)], 3400, "reached on time; 3,010 on 1 September 2027"),
        ([on("09-01", 2900), on("09-09", 3000)], 3400,
         "reached late, on 9 September 2027; 2,900 on 1 September 2027"),
        ([on("09-01", 2900)], 3400, "reached late; 2,900 on 1 September 2027"),
        ([on("08-28", 2480)], 2480, "missed; 2,480 on 28 August 2027, the last day kept before"),
        ([], 2480, "missed; no figure of the day is kept"),
        ([], 3400, "reached, not known whether by its day; no figure of the day is kept"),
    ],
)  # fmt: skip
def test_in_short_it_is_said_with_the_figure_that_tells(
    days: list[OnDay], now: int, told: str
) -> None:
    with speaking("en"):
        assert by_its_day(judged(GOAL, BY, days, of(now)), Unit.PARTICIPANT) == told


@pytest.mark.parametrize(
    ("days", "now", "verdict"),
    [
        ([on("09-01", 3000)], 2900, Verdict.ON_TIME),
        ([on("09-01", 2900)], 3000, Verdict.LATE),
        ([on("09-01", 2900)], 2900, Verdict.MISSED),
        ([], 3000, Verdict.REACHED),
    ],
)
def test_a_card_goes_by_the_judgement_once_there_is_one(
    days: list[OnDay], now: int, verdict: Verdict
) -> None:
    given: dict[str, Any] = {"today": TODAY, "ends": date(2027, 11, 2)}
    came_off = judged(GOAL, BY, days, of(now))
    found = card(replace(line(), by=BY), of(now), [], judgement=came_off, **given)
    assert (found.verdict, found.judgement) == (verdict, came_off)
    unknown = card(replace(line(), by=BY), of(0), [], is_known=False, **given)
    assert (unknown.verdict, unknown.judgement) == (Verdict.UNKNOWN, None)
