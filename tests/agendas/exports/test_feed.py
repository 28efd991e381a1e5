"""A feed's bytes: as expected, by two readers, over changes of clock, edits and releases."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from cwf import i18n
from cwf.agendas.exports import feed as export
from cwf.agendas.feeds import Choice, Ending
from cwf.agendas.picks import FIRM, Hold, Pick
from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Release, build_release
from cwf.programme.timetable import Status
from cwf.web.joined import gzipped, joined
from tests.agendas.exports.nights import nights
from tests.agendas.feeding import read, read_by_second
from tests.programme.exports.golden import FOLDER, check_golden
from tests.programme.exports.material import DA, EDITION, EN, TIMETABLE, release, uuid
from tests.programme.strategies import sample_timetable, with_session, without_slot
from tests.web.ics_check import strict_problems

PAGE = "https://forum.example.org/en/account/agendas/2030/"
PICKS = (
    Pick(slot=uuid(1), hold=Hold.PLACE),
    Pick(slot=uuid(2)),
    Pick(slot=uuid(4), hold=Hold.PLACE),
    Pick(slot=uuid(5), hold=Hold.DUTY),
    Pick(slot=uuid(6), hold=Hold.WAITING),
    Pick(slot=uuid(90)),
    Pick(slot=uuid(99)),
)


@pytest.fixture(autouse=True, scope="module")
def words() -> Iterator[None]:
    """An application that knows languages only."""
    app = Flask("words")
    i18n.init_app(app)
    with app.app_context():
        yield


def chosen(picks: tuple[Pick, ...]) -> list[Choice]:
    return [(pick.slot.hex, pick.hold in FIRM) for pick in picks]


def written(
    of: Release,
    picks: tuple[Pick, ...] = PICKS,
    *,
    to: Addresses = EN,
    alarm: int | None = None,
    name: str = "",
) -> bytes:
    found = export.blocks(of, to, alarm)
    head = export.agenda_head(found, to.language, name, PAGE)
    parts = export.picked(found, chosen(picks), head)
    assert joined(parts) == gzip.decompress(gzipped(parts))
    return joined(parts)


@pytest.mark.parametrize(
    ("file", "more"),
    [
        ("agenda.ics", {}),
        ("agenda-da.ics", {"to": DA, "name": "Telefon"}),
        ("agenda-alarm.ics", {"alarm": 15, "name": "Phone"}),
        ("agenda-empty.ics", {"picks": ()}),
    ],
)
def test_feed_is_as_expected(file: str, more: dict) -> None:  # type: ignore[type-arg]
    data = written(release(), **more)
    assert strict_problems(data) == []
    check_golden(f"agendas/{file}", data)


def test_group_is_as_expected() -> None:
    found = export.blocks(release(), EN, None)
    names = {uuid(1).hex: ["Ada Berg", "Bo; Lund"], uuid(2).hex: [], uuid(99).hex: ["Nobody"]}
    data = joined(export.group_parts(found, names, "en", "", PAGE))
    assert strict_problems(data) == []
    check_golden("agendas/group.ics", data)


def test_staff_feed_is_as_expected() -> None:
    data = export.staff_ics(release(), {"opening": "Key at the porter's"}, EN, "")
    assert strict_problems(data) == []
    check_golden("agendas/staff.ics", data)


@pytest.mark.parametrize("why", Ending)
def test_ended_feed_is_as_expected(why: Ending) -> None:
    at = datetime(2030, 4, 1, 12, tzinfo=UTC)
    data = export.explaining("Creativity World Forum 2030", why, at, "en", f"7-{why}")
    assert strict_problems(data) == []
    check_golden(f"agendas/ended-{why}.ics", data)


@pytest.mark.negative_control
def test_golden_file_sees_a_single_changed_byte(tmp_path: object) -> None:
    data = bytearray(written(release()))
    assert bytes(data) == (FOLDER / "agendas" / "agenda.ics").read_bytes()
    data[len(data) // 2] ^= 1
    with pytest.raises(AssertionError):
        check_golden("agendas/agenda.ics", bytes(data))


@pytest.mark.parametrize("file", ["agenda", "agenda-da", "agenda-alarm", "group", "staff"])
def test_both_readers_say_the_same(file: str) -> None:
    data = (FOLDER / "agendas" / f"{file}.ics").read_bytes()
    one, other = read(data), read_by_second(data)
    assert set(one) == set(other)
    assert len(one) > 1
    for uid, event in one.items():
        said = other[uid]
        assert event["DTSTART"].dt.astimezone(UTC) == said["starts"]
        assert ("DTEND" in event) == (said["ends"] is not None)
        assert said["ends"] is None or event["DTEND"].dt.astimezone(UTC) == said["ends"]
        for name in ("STATUS", "TRANSP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"):
            assert (str(event[name]) if name in event else None) == said.get(name)


def test_firm_picks_keep_one_busy_unless_cancelled() -> None:
    found = {uid: str(event["TRANSP"]) for uid, event in read(written(release())).items()}
    busy = {str(pick.slot) for pick in PICKS if pick.hold in FIRM} - {str(uuid(4))}
    assert {uid for uid, told in found.items() if told == "OPAQUE"} == busy


def test_nothing_rings_for_what_is_cancelled_or_gone() -> None:
    found = read_by_second(written(release(), alarm=30))
    silent = {uid for uid, said in found.items() if not said["alarms"]}
    assert silent == {str(uuid(4)), str(uuid(90))}


def test_tag_is_equal_for_equal_bytes_alone() -> None:
    of = release()
    moved = replace(of, timetable=replace(TIMETABLE, edition=replace(EDITION, zone="UTC")))
    wishes = tuple(replace(pick, hold=Hold.WISH) for pick in PICKS)
    tags, bodies = [], []
    for source, picks, alarm, name in (
        (of, PICKS, None, ""), (of, PICKS, None, ""), (of, wishes, None, ""), (of, (), None, ""),
        (of, PICKS, 15, ""), (of, PICKS, None, "Phone"), (moved, PICKS, None, ""),
    ):  # fmt: skip
        found = export.blocks(source, EN, alarm)
        head = export.agenda_head(found, "en", name, PAGE)
        tags.append(export.tag(found, chosen(picks), head))
        bodies.append(joined(export.picked(found, chosen(picks), head)))
    assert [tags.index(one) for one in tags] == [bodies.index(one) for one in bodies]
    assert len(set(tags)) == 6


@given(of=nights(), alarm=st.sampled_from([None, 15]))
@settings(max_examples=150)
def test_instants_survive_every_change_of_clock(of: Release, alarm: int | None) -> None:
    picks = tuple(Pick(slot=one.uuid) for one in of.timetable.slots)
    data = written(of, picks, alarm=alarm)
    expected = {str(one.uuid): (one.starts, one.ends) for one in of.timetable.slots}
    by_vobject = read_by_second(data)
    assert {uid: (said["starts"], said["ends"]) for uid, said in by_vobject.items()} == expected
    by_library = read(data)
    assert {
        uid: (
            event["DTSTART"].dt.astimezone(UTC),
            event["DTEND"].dt.astimezone(UTC) if "DTEND" in event else None,
        )
        for uid, event in by_library.items()
    } == expected


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20)
def test_identities_survive_twenty_edits_and_releases(seed: int) -> None:
    chance, at = Random(seed), datetime(2030, 1, 1, tzinfo=UTC)
    draft = whole = sample_timetable()
    now = build_release(draft, None, number=1, at=at, author="", note={})
    picks = tuple(Pick(slot=one.uuid) for one in sorted(now.timetable.slots, key=lambda s: s.uuid))
    known = {pick.slot for pick in picks}
    before = read_by_second(written(now, picks))
    assert set(before) == {str(one) for one in known}
    for number in range(2, 22):
        draft = _edited(draft, whole, chance)
        at += timedelta(hours=1)
        now = build_release(draft, now, number=number, at=at, author="", note={})
        after = read_by_second(written(now, picks))
        assert set(after) == set(before)
        for uid, said in after.items():
            was = before[uid]
            assert int(said["SEQUENCE"]) >= int(was["SEQUENCE"])
            moved = [said[name] != was[name] for name in ("starts", "ends", "STATUS")]
            assert int(said["SEQUENCE"]) > int(was["SEQUENCE"]) or not any(moved)
            assert said["CREATED"] == was["CREATED"]
        before = after


def _edited(draft, whole, chance: Random):  # type: ignore[no-untyped-def]
    """Something an organiser does to a draft: move, cancel, bring back, drop, retitle."""
    placed = chance.choice(draft.slots or whole.slots)
    match chance.randrange(5):
        case 0:
            by = timedelta(minutes=5 * chance.randint(-60, 60))
            slots = tuple(
                replace(one, starts=one.starts + by, ends=one.ends + by if one.ends else None)
                if one.uuid == placed.uuid else one
                for one in draft.slots
            )  # fmt: skip
            ordered = sorted(slots, key=lambda one: (one.starts, one.uuid))
            return replace(draft, slots=tuple(ordered))
        case 1:
            return with_session(draft, placed.session, status=Status.CANCELLED)
        case 2:
            return with_session(draft, placed.session, status=Status.CONFIRMED)
        case 3:
            return without_slot(draft, placed.id) if len(draft.slots) > 4 else whole
        case _:
            return with_session(draft, placed.session, title={"en": f"Retold {chance.random()}"})


def test_release_alone_is_not_what_a_pick_needs() -> None:
    """A pick of a slot that no release ever showed leaves no trace."""
    stray = Pick(slot=UUID(int=5))
    assert read(written(release(), (stray,))) == {}
