"""What a release freezes, and how identities go on from one release to the next."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwf.programme.release import (
    Gone,
    Mark,
    Release,
    UnknownFormat,
    build_release,
    decode,
    digest,
    encode,
    publishable,
)
from cwf.programme.timetable import Kind, KindName, Look, Status, Timetable
from tests.programme.strategies import (
    at,
    by,
    make_slot,
    moments,
    sample_timetable,
    texts,
    timetables,
    with_session,
    with_slot,
    without_slot,
)

FIRST, SECOND, THIRD = (datetime(2031, month, 1, 12, tzinfo=UTC) for month in (8, 9, 10))


def publish(draft: Timetable, before: Release | None = None, when: datetime = FIRST) -> Release:
    number = before.number + 1 if before else 1
    return build_release(draft, before, number=number, at=when, author="Ada", note={"en": "New"})


def mark(release: Release, id: int) -> Mark:
    return next(release.mark[slot.uuid] for slot in release.timetable.slots if slot.id == id)


# Slot 7 places the session `stormy`, which the sample has cancelled.
BEFORE = with_session(sample_timetable(), "stormy", status=Status.CONFIRMED, reason={})
ONE = publish(BEFORE)


def test_publishable_shows_confirmed_sessions_that_are_placed() -> None:
    shown = publishable(sample_timetable(), None)
    assert [session.id for session in shown.sessions] == [
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        9,
        12,
        13,
        14,
        15,
        16,
    ]
    assert {slot.session for slot in shown.slots} == set(shown.session)


def test_publishable_shows_a_cancelled_session_where_it_was_shown() -> None:
    assert "stormy" in publishable(sample_timetable(), ONE).session
    assert "stormy" not in publishable(sample_timetable(), None).session
    unshown = publish(without_slot(BEFORE, 7))
    assert "stormy" not in publishable(sample_timetable(), unshown).session


def test_publishable_shows_no_new_placing_of_a_cancelled_session() -> None:
    draft = sample_timetable()
    more = replace(draft, slots=(*draft.slots, make_slot(99, "stormy", at(1, 18), 60, "dome")))
    assert [slot.id for slot in publishable(more, ONE).slots_of["stormy"]] == [7]


def test_publishable_keeps_what_is_for_organisers_inside() -> None:
    draft = with_session(sample_timetable(), "money", reason={"en": "was cancelled for a week"})
    told = encode(publish(draft, ONE)).decode()
    for inside in ("Nobody Yet", "Secret draft", "unplaced", "1400", "Ill", "for a week"):
        assert inside not in told
    for shown in ("Bo Lund", "Kavitha Rao", "Storm at sea"):
        assert shown in told


def test_publishable_keeps_tracks_rooms_and_venues() -> None:
    draft = replace(sample_timetable(), slots=())
    shown = publishable(draft, None)
    assert shown == replace(draft, sessions=(), speakers=())


def test_publishable_spells_instants_in_utc() -> None:
    local = with_slot(sample_timetable(), 1, starts=at(0, 9).astimezone(ZoneInfo("Asia/Kolkata")))
    assert digest(publishable(local, None)) == digest(publishable(sample_timetable(), None))


def test_a_first_release_marks_every_slot_as_new() -> None:
    new = {"sequence": 0, "created": FIRST, "changed": FIRST}
    assert ONE.marks == tuple(Mark(uuid=slot.uuid, **new) for slot in ONE.timetable.slots)  # type: ignore[arg-type]
    assert ONE.gone == ()


def test_a_release_of_the_same_draft_changes_no_mark() -> None:
    again = publish(BEFORE, ONE, SECOND)
    assert (again.marks, again.gone, again.timetable) == (ONE.marks, (), ONE.timetable)


@pytest.mark.parametrize(
    "draft",
    [
        with_slot(BEFORE, 2, starts=at(0, 9, 20)),
        with_slot(BEFORE, 2, ends=at(0, 10, 5)),
        with_slot(BEFORE, 2, ends=None),
        with_slot(BEFORE, 2, rooms=("lille-sal",)),
        with_session(BEFORE, "streets", status=Status.CANCELLED),
    ],
    ids=["start", "end", "open end", "room", "status"],
)
def test_sequence_rises_with_time_room_and_status(draft: Timetable) -> None:
    two = publish(draft, ONE, SECOND)
    assert mark(two, 2) == replace(mark(ONE, 2), sequence=1, changed=SECOND)
    assert mark(two, 1) == mark(ONE, 1)


def renamed(timetable: Timetable, attribute: str, slug: str, **more: object) -> Timetable:
    """The timetable with one of its tracks, venues, rooms or speakers told otherwise."""
    things = [
        replace(thing, **more) if thing.slug == slug else thing
        for thing in getattr(timetable, attribute)
    ]
    return replace(timetable, **{attribute: tuple(things)})


NAME = {"en": "Another name"}
EDITION = BEFORE.edition


@pytest.mark.parametrize(
    "draft",
    [
        with_session(BEFORE, "streets", title=NAME),
        with_session(BEFORE, "streets", abstract={}),
        with_session(BEFORE, "streets", track="people"),
        with_session(BEFORE, "streets", people=by("li-wei")),
        with_slot(BEFORE, 2, assumed_minutes=30),
        renamed(BEFORE, "rooms", "store-sal", name=NAME),
        renamed(BEFORE, "venues", "musikhuset", name=NAME),
        renamed(BEFORE, "tracks", "city", name=NAME),
        renamed(BEFORE, "speakers", "kavitha-rao", affiliation=NAME),
        renamed(BEFORE, "speakers", "bo-lund", name="Bo Lind"),
        replace(BEFORE, kinds=(KindName(kind=Kind.KEYNOTE, name=NAME),)),
        replace(BEFORE, edition=replace(EDITION, zone="Europe/London")),
        replace(BEFORE, edition=replace(EDITION, illustrative=True)),
        replace(BEFORE, edition=replace(EDITION, languages=("da", "en"))),
    ],
)
def test_a_change_of_words_moves_the_mark_but_not_the_sequence(draft: Timetable) -> None:
    assert mark(publish(draft, ONE, SECOND), 2) == replace(mark(ONE, 2), changed=SECOND)


@pytest.mark.parametrize(
    "draft",
    [
        with_session(BEFORE, "streets", expected=900),
        with_session(BEFORE, "welcome", title=NAME),
        with_slot(BEFORE, 1, starts=at(0, 8)),
        renamed(BEFORE, "rooms", "lille-sal", name=NAME),
        renamed(BEFORE, "speakers", "kavitha-rao", biography=NAME, picture="f" * 64),
        replace(BEFORE, edition=replace(EDITION, look=Look(), theme=NAME)),
        replace(BEFORE, kinds=(KindName(kind=Kind.MEAL, name=NAME),)),
    ],
)
def test_a_change_of_other_things_leaves_the_mark(draft: Timetable) -> None:
    assert mark(publish(draft, ONE, SECOND), 2) == mark(ONE, 2)


def test_sequence_rises_once_a_release() -> None:
    two = publish(with_slot(BEFORE, 2, starts=at(0, 9, 20), rooms=("dome",)), ONE, SECOND)
    three = publish(BEFORE, two, THIRD)
    assert mark(three, 2) == replace(mark(ONE, 2), sequence=2, changed=THIRD)


def test_a_vanished_slot_is_gone_as_it_was_last_shown() -> None:
    slot = next(slot for slot in BEFORE.slots if slot.id == 9)
    two = publish(without_slot(BEFORE, 9), ONE, SECOND)
    gone = Gone(
        uuid=slot.uuid,
        id=9,
        session="party",
        title={"en": "Party by the harbour", "da": "Fest ved havnen"},
        place={
            "en": "Foyer, Dome of Visions, Music House",
            "da": "Foyeren, Dome of Visions, Musikhuset",
        },
        rooms=("foyer", "dome"),
        kind=Kind.SOCIAL,
        people=("the-night-choir",),
        starts=slot.starts,
        ends=slot.ends,
        sequence=1,
        created=FIRST,
        changed=SECOND,
    )
    assert two.gone == (gone,)
    assert publish(without_slot(BEFORE, 9), two, THIRD).gone == (gone,)


@pytest.mark.parametrize(
    "draft",
    [
        with_session(BEFORE, "streets", status=Status.DRAFT),
        replace(
            BEFORE,
            sessions=tuple(one for one in BEFORE.sessions if one.slug != "streets"),
            slots=tuple(one for one in BEFORE.slots if one.session != "streets"),
        ),
    ],
    ids=["back to draft", "deleted"],
)
def test_a_session_taken_back_leaves_its_placings_gone(draft: Timetable) -> None:
    assert [one.id for one in publish(draft, ONE, SECOND).gone] == [2]


def test_a_session_that_is_gone_altogether_is_known_by_what_filters_ask() -> None:
    later = replace(
        BEFORE,
        sessions=tuple(one for one in BEFORE.sessions if one.slug != "streets"),
        slots=tuple(one for one in BEFORE.slots if one.session != "streets"),
    )
    (gone,) = publish(later, ONE, SECOND).gone
    assert (gone.kind, gone.track, gone.language) == (Kind.KEYNOTE, "city", "en")
    assert gone.people == ("kavitha-rao",)


def test_a_release_from_before_this_was_kept_can_be_read() -> None:
    two = publish(without_slot(BEFORE, 9), ONE, SECOND)
    kept = json.loads(encode(two))
    for gone in kept["release"]["gone"]:
        for name in ("kind", "track", "language", "people", "rooms"):
            del gone[name]
    (old,) = decode(json.dumps(kept).encode()).gone
    assert old == replace(two.gone[0], kind=None, people=(), rooms=())


def test_a_slot_without_a_room_is_gone_without_a_place() -> None:
    (gone,) = publish(without_slot(BEFORE, 14), ONE, SECOND).gone
    assert (gone.place, gone.rooms) == ({}, ())


def test_a_slot_that_comes_back_goes_on_with_its_identity() -> None:
    two = publish(without_slot(BEFORE, 9), ONE, SECOND)
    three = publish(BEFORE, two, THIRD)
    assert three.gone == ()
    assert mark(three, 9) == replace(mark(ONE, 9), sequence=2, changed=THIRD)


def test_an_encoded_release_is_canonical_json() -> None:
    told = encode(ONE)
    assert list(json.loads(told)) == ["format", "release"]
    assert json.loads(told)["format"] == 1
    assert json.loads(told)["release"]["at"] == "2031-08-01T12:00:00Z"
    spaceless = json.dumps(
        json.loads(told), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert told.decode() == spaceless


def test_an_encoded_release_does_not_know_what_was_asked_of_it() -> None:
    fresh, asked = publish(BEFORE), publish(BEFORE)
    assert asked.mark[asked.marks[0].uuid] == asked.marks[0]
    assert len(asked.slot) == len(asked.timetable.session) + 1
    assert len(asked.timetable.days) == 2
    assert encode(asked) == encode(fresh)


def test_a_release_made_elsewhere_at_the_same_instant_is_the_same() -> None:
    elsewhere = FIRST.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert encode(publish(BEFORE, when=elsewhere)) == encode(ONE)


@pytest.mark.parametrize("snapshot", [b'{"format":2,"release":{}}', b'{"format":0,"release":1}'])
def test_an_unknown_format_is_refused_by_its_number(snapshot: bytes) -> None:
    with pytest.raises(UnknownFormat, match=r"^format [02], expected 1$"):
        decode(snapshot)


def test_digest_tells_timetables_apart() -> None:
    assert digest(BEFORE) == digest(replace(BEFORE))
    assert digest(BEFORE) != digest(with_session(BEFORE, "money", title=NAME))


@given(timetables(), timetables(), moments, texts)
def test_a_release_survives_its_json(
    one: Timetable, two: Timetable, when: datetime, note: dict[str, str]
) -> None:
    first = publish(one)
    release = build_release(two, first, number=2, at=when, author="Ada", note=note)
    assert decode(encode(release)) == release
    assert encode(decode(encode(release))) == encode(release)


@settings(max_examples=30)
@given(st.lists(timetables(), min_size=2, max_size=4))
def test_identities_never_vanish_and_sequences_never_fall(drafts: list[Timetable]) -> None:
    before: Release | None = None
    known: dict[object, tuple[int, datetime]] = {}
    for n, draft in enumerate(drafts):
        release = publish(draft, before, FIRST + timedelta(days=n))
        now = {one.uuid: (one.sequence, one.created) for one in (*release.marks, *release.gone)}
        assert len(now) == len(release.marks) + len(release.gone)
        assert set(known) <= set(now)
        for uuid, (sequence, created) in known.items():
            assert now[uuid][0] >= sequence
            assert now[uuid][1] == created
        before, known = release, dict(now)


@settings(max_examples=30)
@given(timetables(), timetables())
def test_what_is_published_is_public(draft: Timetable, earlier: Timetable) -> None:
    shown = publishable(draft, publish(earlier))
    assert {one.status for one in shown.sessions} <= {Status.CONFIRMED, Status.CANCELLED}
    assert {one.expected for one in shown.sessions} <= {None}
    assert all(one.slug in shown.slots_of for one in shown.sessions)
    assert publishable(shown, publish(earlier)) == shown
