"""What organisers set and see of sign-ups, and who is kept out of it."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.models import Duty, LimitedSlot
from cwf.agendas.queries.sign_ups import limit_of, rules_of
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from cwf.registration.models import Quota
from cwf.registration.queries.places import counts, standing
from tests.agendas.signing import NOON, crowd, limit, participant, publish, state_of, workshop
from tests.browsing import Browser
from tests.programme.conftest import Forum

HERE = "/en/manage/editions/2017/sign-ups/"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def oda(
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Browser:
    return Browser(signed_in(staff(forum, "organiser")))


@pytest.fixture
def loom(forum: Forum) -> UUID:
    return workshop(forum, "loom", 10)[0]


def version() -> int:
    row = db.session.query(LimitedSlot).one()
    db.session.refresh(row)
    return row.version


def text(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_limit_is_proposed_from_the_seats_and_set(
    forum: Forum, oda: Browser, loom: UUID, logged: Callable[[], list[object]]
) -> None:
    page = oda.get(f"{HERE}{loom}/limit").text
    assert re.search(r'<input[^>]*name="capacity"[^>]*value="325"', page)
    sent = {"capacity": "12", "opens_day": "2017-10-25", "opens_hour": "9:00"}
    answer = oda.post(f"{HERE}{loom}/limit", sent)
    assert (answer.status_code, answer.location) == (303, f"{HERE}{loom}")
    found = limit_of(forum.edition.id, loom)
    assert found
    assert found.opens
    assert found.opens.isoformat() == "2017-10-25T07:00:00+00:00"
    assert counts([found.root_id], NOON)[found.root_id].capacity == 12
    after = {"capacity": 12, "opens": "2017-10-25T07:00:00+00:00", "closes": None}
    assert logged()[-1] == ("limit.set", "Loom", None, after)
    assert "Loom" in text(oda.get(HERE).text)


def test_a_limit_above_the_seats_is_told(forum: Forum, oda: Browser, loom: UUID) -> None:
    limit(forum, loom, 400)
    assert "That is more than the 325 seats there are." in oda.get(f"{HERE}{loom}/limit").text
    assert "More than seats" in text(oda.get(HERE).text)


def test_a_smaller_limit_names_who_would_be_over_and_drops_nobody(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    root = limit(forum, loom, 4)
    people = crowd(forum, root, 4)
    answer = oda.post(f"{HERE}{loom}/limit", {"capacity": "1", "version": str(version())})
    assert answer.status_code == 422
    names = ", ".join(who.person.name for who in reversed(people[1:]))
    assert f"3 people would be over. Who came last: {names}." in text(answer.text)
    assert counts([root], NOON)[root].capacity == 4
    sent = {"capacity": "1", "sure": "1", "version": str(version())}
    assert oda.post(f"{HERE}{loom}/limit", sent).status_code == 303
    assert [state_of(who, root) for who in people] == ["place"] * 4
    assert "3 over" in text(oda.get(f"{HERE}{loom}").text)


def test_an_older_version_is_answered_with_both(forum: Forum, oda: Browser, loom: UUID) -> None:
    limit(forum, loom, 4)
    sent = {"capacity": "9", "version": str(version() - 1)}
    assert oda.post(f"{HERE}{loom}/limit", sent).status_code == 409


def test_bad_input_is_told_beside_the_field(forum: Forum, oda: Browser, loom: UUID) -> None:
    sent = {"capacity": "many", "closes_hour": "9:00"}
    answer = oda.post(f"{HERE}{loom}/limit", sent)
    assert answer.status_code == 422
    assert "Write a whole number" in answer.text
    backwards = {"capacity": "5", "opens_day": "2017-10-25", "closes_day": "2017-10-24"}
    answer = oda.post(f"{HERE}{loom}/limit", backwards)
    assert "Sign-up closes before it opens." in answer.text
    answer = oda.post(f"{HERE}{loom}/limit", {"capacity": "5", "closes_hour": "9:00"})
    assert answer.status_code == 422
    assert "Choose the day, too." in answer.text
    gap = {"capacity": "5", "opens_day": "2017-03-26", "opens_hour": "2:30"}
    answer = oda.post(f"{HERE}{loom}/limit", gap)
    assert "The clocks go forward over that time." in answer.text


def test_places_are_held_back_for_a_category(forum: Forum, oda: Browser, loom: UUID) -> None:
    root = limit(forum, loom, 10)
    sent = {"group": "student", "number": "4", "until_day": "2017-10-30", "until_hour": "12"}
    assert oda.post(f"{HERE}{loom}/held-back", sent).status_code == 303
    (part,) = standing([root], NOON)[root].tree.parts
    assert (part.group, part.capacity) == ("student", 4)
    assert counts([root], NOON)[root].free == 6
    assert "Student: 0 of 4 taken until Mon 30 Oct, 12:00" in text(oda.get(f"{HERE}{loom}").text)
    assert oda.post(f"{HERE}{loom}/held-back", {**sent, "number": "11"}).status_code == 422
    assert oda.post(f"{HERE}{loom}/held-back", {**sent, "number": "0"}).status_code == 303
    assert counts([root], NOON)[root].free == 10


def test_a_limit_with_people_is_removed_after_asking(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    root = limit(forum, loom, 2)
    people = crowd(forum, root, 2)
    crowd(forum, root, 1, wait=True)
    page = oda.get(f"{HERE}{loom}/removal").text
    assert "2 places that are taken end with it." in page
    assert "1 waits for one." in page
    assert limit_of(forum.edition.id, loom)
    sent = {"version": str(version())}
    assert oda.post(f"{HERE}{loom}/removal", sent).status_code == 303
    assert limit_of(forum.edition.id, loom) is None
    assert state_of(people[0], root) == "cancelled"
    assert oda.get(f"{HERE}{loom}").status_code == 404


def test_a_session_is_compulsory_for_some(forum: Forum, oda: Browser, loom: UUID) -> None:
    path = f"{HERE}{loom}/duty"
    assert oda.post(path, {"categories": ["student", "day"]}).status_code == 303
    assert "Compulsory for: One day, Student" in text(oda.get(HERE).text)
    assert oda.post(path, {"categories": ["everyone", "day"]}).status_code == 303
    assert [(one.category) for one in db.session.query(Duty)] == [""]
    assert oda.post(path, {}).status_code == 303
    assert db.session.query(Duty).count() == 0


def test_rules_are_of_the_edition_and_reach_its_trees(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    root = limit(forum, loom, 2)
    sent = {"refuse_overlaps": "1", "offer_hours": "6", "version": "0"}
    assert oda.post(f"{HERE}rules", sent).status_code == 303
    db.session.expire_all()
    found = rules_of(forum.edition.id)
    assert (found.refuse_overlaps, found.offer_minutes) == (True, 360)
    assert db.session.get_one(Quota, root).offer_minutes == 360
    assert "Two places at the same time are refused." in oda.get(HERE).text
    assert oda.post(f"{HERE}rules", sent).status_code == 409


def test_the_door_list_has_places_by_name_then_the_queue(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    root = limit(forum, loom, 2)
    crowd(forum, root, 2)
    crowd(forum, root, 2, wait=True)
    publish(forum)
    page = text(oda.get(f"{HERE}{loom}").text)
    names = re.findall(rf"[PW]{root}-\d", page)
    order = [f"P{root}-0", f"P{root}-1", f"W{root}-0", f"W{root}-1"]
    assert list(dict.fromkeys(names)) == order


def test_somebody_is_put_in_and_taken_out_with_a_reason(
    forum: Forum, oda: Browser, loom: UUID, logged: Callable[[], list[object]]
) -> None:
    root = limit(forum, loom, 1)
    ada, bo = (participant(forum, f"{name}@example.org") for name in ("ada", "bo"))
    door = f"{HERE}{loom}"

    def put(email: str, **more: str) -> int:
        sent = {"email": email, "reason": "She leads it", **more}
        return oda.post(f"{door}/people", sent, page=door).status_code

    assert put("nobody@example.org") == 422
    assert put("Ada@example.org") == 303
    assert put("bo@example.org") == 422
    assert state_of(bo, root) == ""
    assert put("bo@example.org", waits="1") == 303
    assert [state_of(one, root) for one in (ada, bo)] == ["place", "waiting"]
    out = f"{door}/people/{ada.uuid}/removal"
    assert oda.post(out, {"reason": ""}).status_code == 422
    assert oda.post(out, {"reason": "She is ill"}).status_code == 303
    assert [state_of(one, root) for one in (ada, bo)] == ["given_up", "offered"]
    assert logged()[-1] == (
        "sign_up.take_out", "Loom", None, {"name": "Ada", "reason": "She is ill"}
    )  # fmt: skip


def test_whoever_is_put_in_or_taken_out_is_told_once_why(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    root = limit(forum, loom, 1)
    publish(forum)
    ada, bo = (participant(forum, f"{name}@example.org") for name in ("ada", "bo"))
    bo.language = "da"
    db.session.commit()
    door = f"{HERE}{loom}"
    for email in ("ada@example.org", "ada@example.org", "bo@example.org", "bo@example.org"):
        sent = {"email": email, "reason": "A host & a guest", "waits": "1"}
        assert oda.post(f"{door}/people", sent, page=door).status_code == 303
    out = f"{door}/people/{ada.uuid}/removal"
    for _again in range(2):
        assert oda.post(out, {"reason": "She is ill"}).status_code == 303
    mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()
    assert [(one.recipient, one.language) for one in mails] == [
        ("ada@example.org", "en"), ("bo@example.org", "da"), ("ada@example.org", "en")
    ]  # fmt: skip
    assert [mails[0].subject, mails[2].subject] == [
        "You have a place: Loom", "You have no place any more: Loom"
    ]  # fmt: skip
    assert "Loom" in mails[1].subject
    page = "http://localhost/{}/account/agendas/2017/sign-ups/" + f"{loom}\n"
    for one, reason in zip(
        mails, ("A host & a guest", "A host & a guest", "She is ill"), strict=True
    ):
        assert reason in one.body
        assert one.body.endswith(page.format(one.language))
    assert state_of(bo, root) == "offered"


def test_nobody_is_told_of_what_the_public_does_not_see(
    forum: Forum, oda: Browser, loom: UUID
) -> None:
    limit(forum, loom, 1)
    ada = participant(forum, "ada@example.org")
    door = f"{HERE}{loom}"
    assert (
        oda.post(f"{door}/people", {"email": ada.email, "reason": "x"}, page=door).status_code
        == 303
    )
    assert db.session.scalars(select(OutgoingMail)).all() == []


@pytest.mark.parametrize(
    ("role", "status"), [("organiser", 200), ("editor", 403), ("secretariat", 200), ("", 404)]
)
def test_who_may_see_sign_ups(
    role: str, status: int, forum: Forum, elsewhere: Forum, loom: UUID,
    account: Callable[..., Account], staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:  # fmt: skip
    limit(forum, loom, 2)
    who = participant(forum, "ada@example.org")
    if role == "secretariat":
        browser = signed_in(account("ns@example.org", secretariat=True))
    else:
        browser = signed_in(staff(forum if role else elsewhere, role or "organiser"))
    for path in ("", "rules", *(f"{loom}{one}" for one in ("", "/limit", "/duty", "/removal"))):
        assert browser.get(f"{HERE}{path}").status_code == status
    out = browser.get(f"{HERE}{loom}/people/{who.uuid}/removal")
    assert out.status_code == status


def test_a_foreign_slot_is_not_found(
    forum: Forum, elsewhere: Forum, oda: Browser, loom: UUID
) -> None:
    away = workshop(elsewhere, "away", 10, room="far-lille-sal")[0]
    limit(elsewhere, away, 2)
    someone = participant(elsewhere, "eva@example.org")
    limit(forum, loom, 2)
    for path in ("", "/limit", "/duty", "/removal", "/held-back"):
        assert oda.get(f"{HERE}{away}{path}").status_code == 404
    assert oda.get(f"{HERE}{loom}/people/{someone.uuid}/removal").status_code == 404
    sent = oda.post(f"{HERE}{away}/limit", {"capacity": "1"}, page=f"{HERE}rules")
    assert sent.status_code == 404


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("attendee", 404), ("", 404)])
def test_who_may_not_run_sign_ups_changes_nothing(
    role: str, status: int, forum: Forum, elsewhere: Forum, loom: UUID,
    account: Callable[..., Account], staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:  # fmt: skip
    root = limit(forum, loom, 2)
    (who,) = crowd(forum, root, 1)
    if role == "attendee":
        browser = Browser(signed_in(account("eve@example.org")))
    else:
        browser = Browser(signed_in(staff(forum if role else elsewhere, role or "organiser")))
    slot = f"{HERE}{loom}"
    asked = {"capacity": "1", "email": who.email, "reason": "x", "size": "a4", "group": "full",
             "number": "1", "everyone": "y", "offer_hours": "1"}  # fmt: skip
    for path in (
        f"{slot}/limit",
        f"{slot}/held-back",
        f"{slot}/duty",
        f"{slot}/removal",
        f"{slot}/people",
        f"{slot}/people/{who.uuid}/removal",
        f"{slot}/papers",
        f"{HERE}rules",
    ):
        sent = browser.post(path, asked, page="/en/account/")
        assert (path, sent.status_code) == (path, status)
    counted = counts([root], NOON)[root]
    assert (counted.capacity, counted.taken) == (2, 1)
