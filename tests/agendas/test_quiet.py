"""When a mail may go out: never in quiet hours, never before it is wanted, never too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cwf.agendas.quiet import BEFOREHAND, Quiet, may_go_out

NIGHT = Quiet(zone="Europe/Copenhagen")
# Nights on which clocks change, and zones whose hours are not ours.
NIGHTS = {
    "Europe/Copenhagen": (datetime(2031, 3, 30), datetime(2031, 10, 26)),
    "America/Chicago": (datetime(2031, 3, 9), datetime(2031, 11, 2)),
    "America/Sao_Paulo": (datetime(2012, 2, 26), datetime(2012, 10, 21)),
    "Australia/Lord_Howe": (datetime(2031, 4, 6), datetime(2031, 10, 5)),
    "Asia/Kolkata": (datetime(2031, 1, 1),),
    "Asia/Shanghai": (datetime(2031, 1, 1),),
    "Pacific/Apia": (datetime(2011, 12, 30),),
}
HOURS = st.integers(0, 23)


def local(*parts: int) -> datetime:
    """In Copenhagen, told in UTC."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Copenhagen")).astimezone(UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        (local(2031, 11, 5, 20, 59), local(2031, 11, 5, 20, 59)),
        (local(2031, 11, 5, 21, 0), local(2031, 11, 6, 8, 0)),
        (local(2031, 11, 6, 3, 12), local(2031, 11, 6, 8, 0)),
        (local(2031, 11, 6, 8, 0), local(2031, 11, 6, 8, 0)),
        (local(2031, 3, 29, 22, 0), local(2031, 3, 30, 8, 0)),
        (local(2031, 10, 25, 22, 0), local(2031, 10, 26, 8, 0)),
    ],
)
def test_a_mail_waits_for_the_morning(wanted: datetime, goes: datetime) -> None:
    assert may_go_out(wanted, NIGHT) == goes


@pytest.mark.parametrize(
    ("begins", "waits"),
    [
        (local(2031, 11, 6, 9, 59), False),
        (local(2031, 11, 6, 10, 0), True),
        (local(2031, 11, 5, 22, 30), False),
        (local(2031, 11, 5, 21, 30), True),  # it has begun: nothing can be done about it
        (local(2031, 11, 8, 9, 0), True),
    ],
)
def test_what_would_come_too_late_goes_at_once(begins: datetime, waits: bool) -> None:
    wanted = local(2031, 11, 5, 22, 0)
    goes = local(2031, 11, 6, 8) if waits else wanted
    assert may_go_out(wanted, NIGHT, [begins]) == goes
    assert timedelta(hours=2) == BEFOREHAND


def test_hours_without_length_are_never_quiet() -> None:
    assert not Quiet(zone="UTC", start=7, end=7).holds(datetime(2031, 1, 1, 7, tzinfo=UTC))


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    quiet = Quiet(zone="Europe/Copenhagen", start=2, end=3)
    first = datetime(2031, 10, 26, 0, 30, tzinfo=UTC)
    assert may_go_out(first, quiet) == datetime(2031, 10, 26, 2, tzinfo=UTC)


def test_an_hour_that_is_left_out_keeps_nobody_waiting() -> None:
    quiet = Quiet(zone="Europe/Copenhagen", start=1, end=2)
    assert may_go_out(datetime(2031, 3, 30, 0, 30, tzinfo=UTC), quiet) == datetime(
        2031, 3, 30, 1, tzinfo=UTC
    )


@st.composite
def nights(draw: st.DrawFn) -> tuple[str, datetime]:
    zone = draw(st.sampled_from(sorted(NIGHTS)))
    night = draw(st.sampled_from(NIGHTS[zone])).replace(tzinfo=UTC)
    return zone, night + timedelta(minutes=draw(st.integers(-36 * 60, 36 * 60)))


@given(nights(), HOURS, HOURS)
@example(("America/Sao_Paulo", datetime(2012, 2, 26, 1, 30, tzinfo=UTC)), 20, 0)
@example(("Australia/Lord_Howe", datetime(2031, 10, 4, 15, 10, tzinfo=UTC)), 22, 2)
def test_never_within_quiet_hours_never_early_and_no_longer_than_they_last(
    where: tuple[str, datetime], start: int, end: int
) -> None:
    zone, wanted = where
    quiet = Quiet(zone=zone, start=start, end=end)
    goes = may_go_out(wanted, quiet)
    assert goes >= wanted
    assert not quiet.holds(goes)
    minutes = int((goes - wanted).total_seconds() // 60)
    assert all(quiet.holds(wanted + timedelta(minutes=minute)) for minute in range(minutes))


def test_counting_in_local_time_would_wake_somebody() -> None:
    """The negative control: hours added on the wall clock end inside the hour that comes twice."""
    quiet = Quiet(zone="Europe/Copenhagen", start=22, end=3)
    wanted = datetime(2031, 10, 25, 23, 0, tzinfo=UTC)  # 01:00, so two hours on the wall
    naive = wanted + timedelta(hours=2)
    assert quiet.holds(naive)
    assert may_go_out(wanted, quiet) == datetime(2031, 10, 26, 2, tzinfo=UTC)
