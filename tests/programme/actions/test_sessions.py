"""Sessions: content, people, status."""

import pytest

from cwf.database import db
from cwf.programme.actions import sessions
from cwf.programme.models import Appearance, Session, Slot
from cwf.programme.refusals import AlreadySpeaks, NotInSession
from cwf.programme.timetable import Kind, PersonRole, Status
from tests.programme.conftest import ADA, Forum, utc

WRITTEN = {
    "kind": Kind.TALK,
    "title": {"en": "Cities for people"},
    "subtitle": {},
    "abstract": {"en": "Streets first."},
    "language": "en",
    "expected": 120,
    "staff_note": "two microphones",
}


def add(forum: Forum, **changes) -> Session:
    values = {**WRITTEN, "track": None, "hosts": [], "people": [], **changes}
    return sessions.add_session(forum.edition, actor=ADA, **values)


def change(forum: Forum, session: Session, **changes) -> None:
    values = {
        **{name: getattr(session, name) for name in sessions.CONTENT},
        "track": session.track,
        "hosts": session.hosts,
        "people": [(one.speaker, one.role) for one in session.people],
        "status": Status(session.status),
        **changes,
    }
    sessions.change_session(forum.edition, session, actor=ADA, **values)
    db.session.commit()


def test_new_session_is_a_draft_with_its_people_in_order(forum: Forum, logged) -> None:
    people = [
        (forum.speaker["gehl"], PersonRole.SPEAKER),
        (forum.speaker["ming"], PersonRole.MODERATOR),
    ]
    session = add(forum, people=people, hosts=[forum.region], track=forum.track["city"])
    db.session.commit()
    assert (session.slug, session.status) == ("cities-for-people", Status.DRAFT)
    assert [(one.speaker.slug, one.role, one.position) for one in session.people] == [
        ("gehl", "speaker", 0),
        ("ming", "moderator", 1),
    ]
    assert logged() == [
        ("session.add", "Cities for people", None,
         {**WRITTEN, "slug": "cities-for-people", "status": "draft", "reason": {}, "track": "city",
          "hosts": ["denmark"], "people": [["gehl", "speaker"], ["ming", "moderator"]],
          "substitutions": []})
    ]  # fmt: skip


def test_change_of_people_alone_raises_the_version(forum: Forum, logged) -> None:
    opening = forum.session["opening"]
    people = [
        (forum.speaker["gehl"], PersonRole.SPEAKER),
        (forum.speaker["ming"], PersonRole.HOST),
    ]
    change(forum, opening, people=people)
    assert opening.version == 2
    assert [(one.speaker.slug, one.role) for one in opening.people] == [
        ("gehl", "speaker"),
        ("ming", "host"),
    ]
    assert logged() == [
        ("session.change", "Opening", {"people": [["ming", "speaker"]]},
         {"people": [["gehl", "speaker"], ["ming", "host"]]})
    ]  # fmt: skip
    change(forum, opening, people=[])
    assert db.session.query(Appearance).count() == 0


def test_change_of_nothing_changes_nothing(forum: Forum, logged) -> None:
    change(forum, forum.session["opening"])
    assert (forum.session["opening"].version, logged()) == (1, [])


def test_hosts_and_track_change(forum: Forum, logged) -> None:
    change(forum, forum.session["opening"], hosts=[forum.region], track=forum.track["city"])
    assert logged() == [
        ("session.change", "Opening", {"track": "people", "hosts": []},
         {"track": "city", "hosts": ["denmark"]})
    ]  # fmt: skip


def test_cancelled_session_stays_so_until_it_is_reopened(forum: Forum, logged) -> None:
    opening = forum.session["opening"]
    sessions.cancel_session(forum.edition, opening, {"en": "Ill"}, actor=ADA)
    db.session.commit()
    change(forum, opening, status=Status.CONFIRMED)
    assert (opening.status, opening.reason) == (Status.CANCELLED, {"en": "Ill"})
    sessions.reopen_session(forum.edition, opening, actor=ADA)
    db.session.commit()
    assert (opening.status, opening.reason) == (Status.DRAFT, {})
    assert logged() == [
        ("session.cancel", "Opening", {"status": "confirmed", "reason": {}},
         {"status": "cancelled", "reason": {"en": "Ill"}}),
        ("session.reopen", "Opening", {"status": "cancelled", "reason": {"en": "Ill"}},
         {"status": "draft", "reason": {}}),
    ]  # fmt: skip


def test_draft_is_confirmed(forum: Forum, logged) -> None:
    change(forum, forum.session["panel"], status=Status.CONFIRMED)
    assert [entry[2:] for entry in logged()] == [({"status": "draft"}, {"status": "confirmed"})]


def test_duplicate_is_a_draft_without_placing(forum: Forum) -> None:
    title = {"en": "Opening (copy)"}
    copy = sessions.duplicate_session(
        forum.edition, forum.session["opening"], title=title, actor=ADA
    )
    db.session.commit()
    assert (copy.slug, copy.status, copy.title, copy.track.slug, copy.slots) == (
        "opening-copy", Status.DRAFT, title, "people", [],
    )  # fmt: skip
    assert [one.speaker.slug for one in copy.people] == ["ming"]
    assert [one.speaker.slug for one in forum.session["opening"].people] == ["ming"]


def test_who_steps_in_takes_the_place_and_who_was_announced_is_kept(forum: Forum, logged) -> None:
    opening = forum.session["opening"]
    sessions.substitute(
        forum.edition, opening, forum.speaker["ming"], forum.speaker["gehl"],
        reason={"en": "Ill"}, at=utc(1, 7), actor=ADA,
    )  # fmt: skip
    db.session.commit()
    assert [one.speaker.slug for one in opening.people] == ["gehl"]
    kept = [(one.was.slug, one.now.slug, one.at, one.reason) for one in opening.substitutions]
    assert kept == [("ming", "gehl", utc(1, 7), {"en": "Ill"})]
    assert logged() == [
        ("session.substitute", "Opening",
         {"people": [["ming", "speaker"]], "substitutions": []},
         {"people": [["gehl", "speaker"]], "substitutions": [["ming", "gehl"]]})
    ]  # fmt: skip


def test_nobody_may_step_in_yet(forum: Forum) -> None:
    opening = forum.session["opening"]
    sessions.substitute(
        forum.edition, opening, forum.speaker["ming"], None, reason={}, at=utc(1, 7), actor=ADA
    )
    db.session.commit()
    assert (opening.people, opening.substitutions[0].now) == ([], None)


@pytest.mark.parametrize(
    ("was", "now", "refusal"),
    [("gehl", "ming", NotInSession), ("ming", "ming", AlreadySpeaks)],
)
def test_impossible_substitution_is_refused(
    forum: Forum, was: str, now: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        sessions.substitute(
            forum.edition, forum.session["opening"], forum.speaker[was], forum.speaker[now],
            reason={}, at=utc(1, 7), actor=ADA,
        )  # fmt: skip


def test_bulk_gives_several_the_same_and_leaves_cancelled_ones_cancelled(
    forum: Forum, logged
) -> None:
    sessions.cancel_session(forum.edition, forum.session["opening"], {"en": "Ill"}, actor=ADA)
    db.session.commit()
    values = {"status": Status.CONFIRMED, "track": forum.track["city"]}
    changed = sessions.bulk(forum.edition, forum.session.values(), values=values, actor=ADA)
    db.session.commit()
    assert changed == 2
    assert logged()[1:] == [
        ("session.change", "Opening", {"track": "people"}, {"track": "city"}),
        ("session.change", "Panel", {"status": "draft", "track": None},
         {"status": "confirmed", "track": "city"}),
    ]  # fmt: skip


def test_bulk_refuses_other_values(forum: Forum) -> None:
    with pytest.raises(ValueError, match="title"):
        sessions.bulk(
            forum.edition, forum.session.values(), values={"title": {"en": "x"}}, actor=ADA
        )


def test_removed_session_goes_with_its_slots(forum: Forum, logged) -> None:
    uuid = str(forum.slot.uuid)
    sessions.remove_session(forum.edition, forum.session["opening"], actor=ADA)
    db.session.commit()
    assert (db.session.query(Slot).count(), db.session.query(Session).count()) == (0, 1)
    assert logged()[0][2]["slots"] == [uuid]
