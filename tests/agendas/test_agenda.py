"""What picks come to: days, gaps, clashes, ways; lengths are true over a change of clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.agendas.agenda import Agenda, State, Weight, agenda_of
from cwf.agendas.picks import Hold, Pick
from cwf.programme.release import Release, build_release
from cwf.programme.timetable import Slot, Status, Timetable
from tests.programme.strategies import (
    FIRST_DAY,
    SPACE,
    at,
    make_edition,
    make_room,
    make_session,
    make_slot,
    make_timetable,
    make_venue,
    with_session,
    without_slot,
)

VENUES = (
    make_venue("hall", {"en": "Hall"}, position=(56.1525, 10.1993)),
    make_venue("dome", {"en": "Dome"}, position=(56.1597, 10.2175)),  # 23 minutes from the hall
    make_venue("nowhere", {"en": "Nowhere"}),
)
ROOMS = (make_room("great", "hall"), make_room("small", "hall"), make_room("under", "dome"),
         make_room("lost", "nowhere"))  # fmt: skip
TALK = make_session(1, "talk")


def uuid(number: int) -> UUID:
    return uuid5(SPACE, str(number))


def timetable(*slots: Slot, **more: object) -> Timetable:
    return make_timetable((TALK,), slots, venues=VENUES, rooms=ROOMS, **more)


def release(draft: Timetable, before: Release | None = None) -> Release:
    number = before.number + 1 if before else 1
    return build_release(draft, before, number=number, at=at(0, 1), author="", note={})


def laid(*slots: Slot, **holds: Hold) -> Agenda:
    """The agenda of all these slots; `s3=Hold.PLACE` says how slot 3 is held."""
    picks = [Pick(slot=one.uuid, hold=holds.get(f"s{one.id}", Hold.WISH)) for one in slots]
    return agenda_of(release(timetable(*slots)), picks)


def gaps(agenda: Agenda) -> list[tuple[datetime, datetime, int, bool]]:
    return [
        (gap.starts, gap.ends, gap.minutes, gap.sure) for day in agenda.days for gap in day.gaps
    ]


def clashes(agenda: Agenda) -> list[tuple[UUID, UUID, int, Weight]]:
    return [(one.one, one.other, one.minutes, one.weight) for one in agenda.clashes]


def walks(agenda: Agenda) -> list[tuple[UUID, UUID, int, int | None, bool | None]]:
    found = [walk for day in agenda.days for walk in day.walks]
    return [(one.after, one.before, one.minutes, one.spare, one.enough) for one in found]


def test_nothing_picked_comes_to_nothing() -> None:
    assert laid() == Agenda(release=1, days=())


def test_entries_stand_by_start_in_the_editions_own_days() -> None:
    evening, night, morning = (
        make_slot(3, "talk", at(0, 22), 60),
        make_slot(2, "talk", at(1, 1), 60),
        make_slot(1, "talk", at(1, 9), 60),
    )
    agenda = laid(morning, night, evening)
    assert [(day.date, [one.number for one in day.entries]) for day in agenda.days] == [
        (FIRST_DAY, [3, 2]),
        (FIRST_DAY + timedelta(days=1), [1]),
    ]


def test_what_the_release_never_showed_is_passed_over() -> None:
    assert agenda_of(release(timetable()), [Pick(slot=uuid(9))]).days == ()


def test_of_several_picks_of_one_slot_the_firmest_stands() -> None:
    slot = make_slot(1, "talk", at(0, 9), 60)
    for holds, firmest in (
        ((Hold.PLACE, Hold.WISH), Hold.PLACE),
        ((Hold.WAITING, Hold.OFFERED, Hold.WISH), Hold.OFFERED),
        ((Hold.PLACE, Hold.DUTY), Hold.DUTY),
    ):
        picks = [Pick(slot=slot.uuid, hold=hold) for hold in holds]
        (entry,) = agenda_of(release(timetable(slot)), picks).entries
        assert entry.hold is firmest


def test_gaps_lie_between_what_touches_or_overlaps() -> None:
    agenda = laid(
        make_slot(1, "talk", at(0, 9), 180),
        make_slot(2, "talk", at(0, 10), 30),
        make_slot(3, "talk", at(0, 12), 30),
        make_slot(4, "talk", at(0, 13), 30),
    )
    assert gaps(agenda) == [(at(0, 12, 30), at(0, 13), 30, True)]


def test_a_gap_reaches_over_midnight_but_not_over_the_change_of_day() -> None:
    agenda = laid(
        make_slot(1, "talk", at(0, 22), 60),
        make_slot(2, "talk", at(1, 1), 60),
        make_slot(3, "talk", at(1, 4), 60),
    )
    assert gaps(agenda) == [(at(0, 23), at(1, 1), 120, True)]


def test_a_gap_after_an_unknown_end_is_not_sure_and_the_next_one_is() -> None:
    agenda = laid(
        make_slot(1, "talk", at(0, 9), None, assumed=45),
        make_slot(2, "talk", at(0, 11), 60),
        make_slot(3, "talk", at(0, 13), None),
        make_slot(4, "talk", at(0, 15), 60),
    )
    assert gaps(agenda) == [
        (at(0, 9, 45), at(0, 11), 75, False),
        (at(0, 12), at(0, 13), 60, True),
        (at(0, 13), at(0, 15), 120, False),
    ]


@pytest.mark.parametrize(
    ("minutes", "start", "expected"),
    [
        (60, 30, [(uuid(1), uuid(2), 30)]),
        (60, 60, []),
        (120, 30, [(uuid(1), uuid(2), 60)]),
        (None, 0, []),
        (None, 30, []),
    ],
)
def test_a_clash_is_shared_time(
    minutes: int | None, start: int, expected: list[tuple[UUID, UUID, int]]
) -> None:
    one = make_slot(1, "talk", at(0, 9), minutes)
    other = make_slot(2, "talk", at(0, 9) + timedelta(minutes=start), 60)
    assert [found[:3] for found in clashes(laid(one, other))] == expected


def test_what_begins_during_another_clashes_though_its_end_is_not_known() -> None:
    agenda = laid(make_slot(1, "talk", at(0, 9), 60), make_slot(2, "talk", at(0, 9, 30), None))
    assert clashes(agenda) == [(uuid(1), uuid(2), 0, Weight.WISHES)]


def test_a_clash_says_how_firm_both_are() -> None:
    slots = (make_slot(1, "talk", at(0, 9), 60), make_slot(2, "talk", at(0, 9, 30), 60))
    for one, other, weight in (
        (Hold.WISH, Hold.WAITING, Weight.WISHES),
        (Hold.PLACE, Hold.OFFERED, Weight.MIXED),
        (Hold.PLACE, Hold.DUTY, Weight.FIRM),
    ):
        assert clashes(laid(*slots, s1=one, s2=other)) == [(uuid(1), uuid(2), 30, weight)]


def test_a_clash_over_the_change_of_day_stands_with_the_later_one() -> None:
    agenda = laid(make_slot(1, "talk", at(1, 3), 120), make_slot(2, "talk", at(1, 4), 60))
    assert [len(day.clashes) for day in agenda.days] == [0, 1]


def test_what_is_cancelled_stays_and_takes_no_time() -> None:
    kept, off = make_slot(1, "talk", at(0, 9), 60), make_slot(2, "off", at(0, 9, 30), 60)
    last = make_slot(3, "talk", at(0, 11), 60)
    draft = replace(timetable(kept, off, last), sessions=(TALK, make_session(2, "off")))
    first = release(draft)
    second = release(with_session(draft, "off", status=Status.CANCELLED), first)
    picks = [Pick(slot=uuid(number), hold=Hold.PLACE) for number in (1, 2, 3)]
    agenda = agenda_of(second, picks)
    assert [(one.number, one.state, one.firm) for one in agenda.entries] == [
        (1, State.ON, True),
        (2, State.CANCELLED, False),
        (3, State.ON, True),
    ]
    assert clashes(agenda) == []
    assert gaps(agenda) == [(at(0, 10), at(0, 11), 60, True)]


def test_what_is_gone_stays_as_it_was_last_shown() -> None:
    draft = timetable(
        make_slot(1, "talk", at(0, 9), 60, "great"), make_slot(2, "talk", at(1, 9), 60)
    )
    second = release(without_slot(draft, 1), release(draft))
    (entry,) = agenda_of(second, [Pick(slot=uuid(1))]).entries
    assert (entry.state, entry.day, entry.starts, entry.ends) == (
        State.GONE,
        FIRST_DAY,
        at(0, 9),
        at(0, 10),
    )
    assert (entry.number, entry.title, entry.slot, entry.on) == (1, TALK.title, None, False)
    assert entry.venue == VENUES[0]
    assert entry.gone == second.gone[0]


def test_walks_between_houses_say_whether_there_is_time() -> None:
    agenda = laid(
        make_slot(1, "talk", at(0, 9), 60, "great"),
        make_slot(2, "talk", at(0, 10), 15, "small"),
        make_slot(3, "talk", at(0, 10, 30), 30, "under"),
        make_slot(4, "talk", at(0, 11, 23), None, "great"),
        make_slot(5, "talk", at(0, 12), 30, "under"),
        make_slot(6, "talk", at(0, 13), 30, "lost"),
        make_slot(7, "talk", at(0, 14), 30),
        make_slot(8, "talk", at(0, 15), 30, "great"),
    )
    assert walks(agenda) == [
        (uuid(2), uuid(3), 23, 15, False),
        (uuid(3), uuid(4), 23, 23, True),
        (uuid(4), uuid(5), 23, None, None),
    ]


def test_one_walks_from_what_ended_last_the_firm_one_of_two() -> None:
    slots = (
        make_slot(1, "talk", at(0, 9), 60, "great"),
        make_slot(2, "talk", at(0, 9), 60, "under"),
        make_slot(3, "talk", at(0, 11), 60, "great"),
    )
    assert walks(laid(*slots, s2=Hold.PLACE)) == [(uuid(2), uuid(3), 23, 60, True)]
    assert walks(laid(*slots, s1=Hold.PLACE)) == []


NIGHTS = {
    "Europe/Copenhagen": (date(2031, 3, 29), date(2031, 10, 25)),
    "America/Chicago": (date(2031, 3, 8), date(2031, 11, 1)),
    "America/Sao_Paulo": (date(2012, 2, 25), date(2012, 10, 20)),
    "Asia/Kolkata": (date(2031, 3, 29),),
    "Asia/Shanghai": (date(2031, 10, 25),),
}


@st.composite
def nights(draw: st.DrawFn) -> tuple[str, int, list[tuple[datetime, int]]]:
    """A zone, an hour of day change, and picks in the day and night when its clocks may change."""
    zone = draw(st.sampled_from(sorted(NIGHTS)))
    evening = datetime.combine(draw(st.sampled_from(NIGHTS[zone])), datetime.min.time())
    noon = evening.replace(hour=12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    placed = st.tuples(st.integers(0, 24 * 60), st.integers(1, 180))
    drawn = draw(st.lists(placed, min_size=1, max_size=12))
    return zone, draw(st.integers(0, 6)), [(noon + timedelta(minutes=m), n) for m, n in drawn]


@given(nights())
def test_lengths_are_true_over_nights_when_clocks_change(
    drawn: tuple[str, int, list[tuple[datetime, int]]],
) -> None:
    zone, change, placed = drawn
    slots = [make_slot(number, "talk", *one) for number, one in enumerate(placed, 1)]
    draft = timetable(*slots, edition=make_edition(zone=zone, day_change_hour=change))
    agenda = agenda_of(release(draft), [Pick(slot=one.uuid) for one in slots])
    assert [one.uuid for one in agenda.entries] == [
        one.uuid for one in sorted(slots, key=lambda s: (s.starts, s.reckoned_end, s.uuid))
    ]
    for day in agenda.days:
        busy = {
            one.starts + timedelta(minutes=minute)
            for one in day.entries
            for minute in range(int((one.reckoned_end - one.starts).total_seconds() // 60))
        }
        free = {
            gap.starts.astimezone(UTC) + timedelta(minutes=minute)
            for gap in day.gaps
            for minute in range(gap.minutes)
        }
        whole = int((max(busy) - min(busy)).total_seconds() // 60) + 1
        assert busy | free == {min(busy) + timedelta(minutes=minute) for minute in range(whole)}
        assert not busy & free
    assert all(one.date < other.date for one, other in pairwise(agenda.days))
    shared = {
        (one.uuid, other.uuid)
        for place, one in enumerate(agenda.entries)
        for other in agenda.entries[place + 1 :]
        if one.starts < other.reckoned_end and other.starts < one.reckoned_end
    }
    assert {(clash.one, clash.other) for clash in agenda.clashes} == shared
    assert all(
        clash.minutes == (clash.ends - clash.starts).total_seconds() // 60
        for clash in agenda.clashes
    )
