"""The pages of targets: read by who plans, set by organisers, refused where nothing fits."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask.testing import FlaskClient

from cwf.attendance.actions import targets as actions
from cwf.attendance.actions.targets import Part
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.predicates import Of, Predicate, read
from cwf.attendance.queries import targets as queries
from cwf.database import db
from cwf.delegations.actions.letters import head_token
from cwf.editions.models import Edition, Fact
from cwf.people.models import Account
from tests.delegations.parties import comes, delegation, leads, takes_part
from tests.programme.conftest import ADA, Forum
from tests.registration.conftest import Visitor

NOON = datetime(2017, 9, 18, 12, tzinfo=UTC)
TARGETS = "/en/manage/editions/2017/attendance/targets/"
HISTORY = "/en/manage/editions/2017/attendance/history"
NEW = {
    "name-en": "International participants",
    "definition-en": "Everybody from abroad, once.",
    "of": "registered",
    "unit": "participant",
    "international": "yes",
    "low": "3 000",
    "least": "2400",
    "stretch": "3600",
    "by": "2017-11-01",
    "owner": "Oda",
    "path_as": "usual",
}
Staff = Callable[..., Account]
SignIn = Callable[[Account], FlaskClient]


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def host(forum: Forum, staff: Staff, signed_in: SignIn) -> Visitor:
    return Visitor(signed_in(staff(forum, "organiser")))


def rows() -> list[Target]:
    db.session.rollback()
    return list(db.session.query(Target).order_by(Target.id))


def made(forum: Forum, low: float = 300, of: Of = Of.REGISTERED, **values: Any) -> UUID:
    """A target of participants."""
    said: dict[str, Any] = {
        "unit": Unit.PARTICIPANT, "name": {"en": "Participants"}, "definition": {}, **values,
    }  # fmt: skip
    row = actions.set_target(
        forum.edition, predicate=Predicate(of=of), low=low, at=NOON, actor=ADA, **said
    )
    db.session.commit()
    return row.uuid


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_without_a_target_the_page_says_what_one_is(host: Visitor) -> None:
    assert "No target is set" in host.get(TARGETS).text


def test_a_target_is_set_by_the_form_and_read_on_its_page(forum: Forum, host: Visitor) -> None:
    answer = host.send(f"{TARGETS}new", **NEW)
    assert answer.status_code == 303
    (row,) = rows()
    assert answer.location.endswith(f"/targets/{row.uuid}")
    assert (row.low, row.least, row.stretch, row.high) == (3000, 2400, 3600, None)
    assert row.predicate == {"of": "registered", "international": True}
    assert row.path[0] == ["2017-09-18", 0.0]
    assert row.path[-1] == ["2017-11-01", 3000.0]
    page = words(host.get(answer.location).text)
    for said in (
        "3,000 participants, by Wednesday 1 November 2017", "Who is registered and confirmed",
        "At least 2,400 participants", "Everybody from abroad, once.", "Oda",
    ):  # fmt: skip
        assert said in page, said


def test_sending_the_form_twice_sets_one_target(host: Visitor) -> None:
    shown = host.get(f"{TARGETS}new").text
    key = re.search(r'name="key"[^>]*value="([^"]+)"', shown)
    assert key
    first = host.post(f"{TARGETS}new", {**NEW, "key": key[1]}, page=f"{TARGETS}new")
    second = host.post(f"{TARGETS}new", {**NEW, "key": key[1]}, page=f"{TARGETS}new")
    assert (first.status_code, second.location) == (303, first.location)
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("written", "read"), [("3,000", 3000), ("3.000", 3000), ("10 000,50", 10000.5), ("3,5", 3.5)]
)
def test_a_goal_is_read_as_pages_write_it(host: Visitor, written: str, read: float) -> None:
    sent = {**NEW, "low": written, "least": "", "stretch": ""}
    assert host.send(f"{TARGETS}new", **sent).status_code == 303
    assert [row.low for row in rows()] == [read]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"unit": "guest", "international": ""}, "unit", "This unit does not go with what"),
        ({"unit": "guest", "of": "everybody"}, "international", "knows nothing of this"),
        ({"unit": "delegate"}, "categories", "only those who are registered as such"),
        ({"countries": "Sweden"}, "countries", "No country has this code: SWEDEN."),
        ({"countries": "DK, XQ"}, "countries", "No country has this code: XQ."),
        ({"low": ""}, "low", "Fill this in."),
        ({"low": "many"}, "low", "Write a figure, such as 3000 or 12.50."),
        ({"high": "2999"}, "high", "Write a figure above the first one."),
        ({"least": "3001"}, "least", "Write a figure that is not above the goal."),
        ({"stretch": "2999"}, "stretch", "Write a figure that is not below the goal."),
        ({"by": ""}, "by", "Choose a day: the usual path leads to it."),
        ({"path_as": "own"}, "path_as", "Write a point, or choose another path."),
        ({"of": "guessed"}, "of", "Choose one of the list."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    host: Visitor, changes: dict[str, str], field: str, sentence: str
) -> None:
    answer = host.send(f"{TARGETS}new", **{**NEW, **changes})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert 'value="International participants"' in answer.text
    assert rows() == []


def test_points_of_ones_own_are_kept_in_order_and_checked(host: Visitor) -> None:
    own = {**NEW, "path_as": "own", "point0_day": "2017-10-15", "point0_number": "2000",
           "point1_day": "2017-10-01", "point1_number": "900"}  # fmt: skip
    falling = host.send(f"{TARGETS}new", **{**own, "point0_number": "800"})
    assert falling.status_code == 422
    assert "Write at least as many as at the point before." in falling.text
    late = host.send(f"{TARGETS}new", **{**own, "point0_day": "2017-11-02"})
    assert "This is after the day by which the goal is to be reached." in late.text
    half = host.send(f"{TARGETS}new", **{**own, "point1_number": ""})
    assert "A point needs a day and a number." in half.text
    assert rows() == []
    assert host.send(f"{TARGETS}new", **own).status_code == 303
    assert rows()[0].path == [["2017-10-01", 900.0], ["2017-10-15", 2000.0]]


def test_a_change_asks_why_and_tells_it(forum: Forum, host: Visitor) -> None:
    uuid = made(forum)
    page = f"{TARGETS}{uuid}/change"
    silent = host.send(page, low="250", reason="")
    assert silent.status_code == 422
    assert rows()[0].low == 300
    assert host.send(page, low="250", reason="One hall fewer").status_code == 303
    told = host.get(f"{TARGETS}{uuid}").text
    assert "One hall fewer" in told
    assert "<del>300</del>" in told
    assert "<ins>250</ins>" in told


def test_over_an_older_version_both_are_shown_and_nothing_is_saved(
    forum: Forum, host: Visitor
) -> None:
    page = f"{TARGETS}{made(forum)}/change"
    assert host.send(page, low="250", reason="First").status_code == 303
    answer = host.send(page, low="100", reason="Second", version="1")
    assert answer.status_code == 409
    assert "250" in answer.text
    assert "100" in answer.text
    assert rows()[0].low == 250


def test_a_whole_keeps_knowing_what_its_parts_are_of(forum: Forum, host: Visitor) -> None:
    """With parts by role it cannot become a target of everybody, of whom no role is known."""
    uuid = made(forum)
    parts = [Part(value="political", name={"en": "Political"}, low=3)]
    row = queries.target_of(forum.edition, uuid)
    actions.divide(forum.edition, row, "role", parts, why_now="", at=NOON, actor=ADA)
    db.session.commit()
    answer = host.send(f"{TARGETS}{uuid}/change", of="everybody", unit="guest", reason="All")
    assert answer.status_code == 422
    assert "This has parts by role, and what is counted knows nothing of it" in answer.text


def test_a_whole_does_not_leave_out_one_of_which_there_is_a_part(
    forum: Forum, host: Visitor
) -> None:
    uuid = made(forum)
    parts = [Part(value="political", name={"en": "Political"}, low=3)]
    row = queries.target_of(forum.edition, uuid)
    actions.divide(forum.edition, row, "role", parts, why_now="", at=NOON, actor=ADA)
    db.session.commit()
    page = f"{TARGETS}{uuid}/change"
    answer = host.send(page, roles=["artist"], reason="Artists")
    assert answer.status_code == 422
    assert "This leaves out one of which there is a part: give that up first." in answer.text
    assert host.send(page, roles=["artist", "political"], reason="Both").status_code == 303


def test_parts_are_set_at_once_and_their_sum_is_told(forum: Forum, host: Visitor) -> None:
    delegation(forum, "scotland", "Scotland", "Europe/London")
    page = f"{TARGETS}{made(forum)}/parts/region"
    names = re.findall(r'<label for="(part\d+)">([^<]+)</label>', host.get(page).text)
    fields = {word: name for name, word in names}
    sent = {fields["Scotland"]: "120", fields["Central Denmark"]: "80"}
    assert host.send(page, **sent, reason="").status_code == 303
    assert sorted((row.value, row.low) for row in rows() if row.parent_id) == [
        ("denmark", 80.0), ("scotland", 120.0),
    ]  # fmt: skip
    said = "Parts by region come to 200 participants: 100 are in no part."
    assert said in words(host.get(TARGETS).text)
    silent = host.send(page, **{fields["Scotland"]: ""})
    assert silent.status_code == 422
    assert "Say why a part is given up." in silent.text
    other = host.send(page, **{fields["Scotland"]: "9"}, reason="")
    assert other.status_code == 422
    assert "Say why a number is changed." in other.text
    stale = host.send(page, **{fields["Scotland"]: "9"}, reason="Fewer", version="1")
    assert stale.status_code == 409
    assert sum(row.retired is not None for row in rows()) == 0


def test_what_cannot_be_divided_has_no_such_page(forum: Forum, host: Visitor) -> None:
    uuid = made(forum)
    assert host.get(f"{TARGETS}{uuid}/parts/day").status_code == 404
    assert host.get(f"{TARGETS}{uuid}/parts/height").status_code == 404
    assert host.get(f"{TARGETS}{uuid}/parts/role").status_code == 200


def test_given_up_and_taken_up_again(forum: Forum, host: Visitor) -> None:
    uuid = made(forum)
    page = f"{TARGETS}{uuid}/retirement"
    assert host.send(page, reason="").status_code == 422
    assert host.send(page, reason="Nobody asked").status_code == 303
    assert "Given up" in host.get(TARGETS).text
    assert "Nobody asked" in host.get(f"{TARGETS}{uuid}").text
    assert host.send(page, reason="Somebody did").status_code == 303
    assert rows()[0].retired is None


def test_the_number_now_is_that_of_the_definition(forum: Forum, host: Visitor) -> None:
    """Three are confirmed, one is not: three of three hundred; visits are not known yet."""
    made(forum)
    made(forum, of=Of.VISITS, unit=Unit.VISIT, name={"en": "Visits"})
    assert "3 participants 1%" not in words(host.get(TARGETS).text)
    for name in ("Ann A", "Bo B", "Cy C"):
        takes_part(forum, name)
    takes_part(forum, "Di D", standing="waiting")
    page = words(host.get(TARGETS).text)
    assert "300 participants 3 participants 1%" in page
    assert "300 visits Not known –" in page


def test_an_editor_reads_and_does_not_set(forum: Forum, staff: Staff, signed_in: SignIn) -> None:
    uuid = made(forum)
    editor = signed_in(staff(forum, "editor"))
    assert editor.get(TARGETS).status_code == 200
    assert "New target" not in editor.get(TARGETS).text
    assert editor.get(f"{TARGETS}{uuid}").status_code == 200
    assert editor.get(HISTORY).status_code == 200
    for page in ("new", f"{uuid}/change", f"{uuid}/parts/region", f"{uuid}/retirement"):
        assert editor.get(f"{TARGETS}{page}").status_code == 403, page


def test_door_staff_and_strangers_do_not_read(
    forum: Forum, elsewhere: Forum, staff: Staff, signed_in: SignIn, client: FlaskClient
) -> None:
    uuid = made(forum)
    assert signed_in(staff(forum, "door")).get(TARGETS).status_code == 403
    other = signed_in(staff(elsewhere, "organiser", "other@example.org"))
    assert other.get(TARGETS).status_code == 404
    assert other.get(f"/en/manage/editions/2019/attendance/targets/{uuid}").status_code == 404
    assert client.get(TARGETS).status_code == 302


def test_a_condition_that_is_known_no_more_is_shown_as_it_is_stored(
    forum: Forum, host: Visitor
) -> None:
    """A region may leave; the target that names it stays readable, and can be changed."""
    uuid = made(forum)
    row = queries.target_of(forum.edition, uuid)
    row.predicate = {"of": "registered", "regions": ["atlantis"]}
    db.session.commit()
    assert "atlantis" in host.get(f"{TARGETS}{uuid}").text
    assert host.send(f"{TARGETS}{uuid}/change", low="9", reason="Less").status_code == 303
    assert read(rows()[0].predicate).where.regions == {"atlantis"}


def fact(edition: Edition, kind: str, value: float, measure: str | None, **values: Any) -> None:
    said = {"label": {"en": kind}, "unit": {"en": "people"}, "confidence": "A", **values}
    edition.facts.append(
        Fact(position=len(edition.facts), kind=kind, value=value, measure=measure, **said)
    )
    db.session.commit()


def test_earlier_editions_are_compared_where_they_can_be(
    forum: Forum, elsewhere: Forum, host: Visitor
) -> None:
    """2009 came to 167 % of what was expected; delegates beside guests are none of it."""
    past = elsewhere.edition
    past.year, past.lifecycle, past.slug = 2009, "held", "2009"
    source = [{"title": "A press release", "url": "https://example.org/press"}]
    fact(past, "promise", 1200, "participant")
    fact(past, "result", 2000, "participant", qualifier="about", sources=source)
    fact(past, "claim", 700, "delegate", confidence="X")
    fact(past, "claim", 900, "guest", confidence="X")
    page = host.get(HISTORY)
    said = words(page.text)
    assert "about 2,000 people about 167%" in said
    assert 'href="https://example.org/press"' in page.text
    assert "Sources disagree: claim (700 people); claim (900 people)." in said
    assert said.count("Not compared: this is not settled.") == 2
    assert said.count("%") == 1


def test_a_later_edition_or_one_that_is_not_public_is_no_history(
    forum: Forum, elsewhere: Forum, host: Visitor
) -> None:
    fact(elsewhere.edition, "promise", 1200, "participant")  # 2019, planned
    assert "Nothing is known of earlier editions" in host.get(HISTORY).text
    elsewhere.edition.lifecycle = "held"
    db.session.commit()
    assert "Nothing is known of earlier editions" in host.get(HISTORY).text
    elsewhere.edition.year = 2016
    db.session.commit()
    assert "Promised" in host.get(HISTORY).text


def test_heads_read_their_own_share_and_nobody_elses(forum: Forum, client: FlaskClient) -> None:
    scotland = delegation(forum, "scotland", "Scotland", "Europe/London")
    oklahoma = delegation(forum, "oklahoma", "Oklahoma", "America/Chicago", country="US")
    forum.edition.lifecycle = "announced"
    comes(forum, scotland, "Ailsa A")
    uuid = made(forum)
    row = queries.target_of(forum.edition, uuid)
    parts = [
        Part(value="scotland", name={"en": "Scotland"}, low=4),
        Part(value="oklahoma", name={"en": "Oklahoma"}, low=777),
    ]
    actions.divide(forum.edition, row, "region", parts, why_now="", at=NOON, actor=ADA)
    db.session.commit()
    head = Account(email="h@example.org", name="H", fs_uniquifier="h", created=NOON)
    db.session.add(head)
    db.session.flush()
    led = leads(scotland, head)
    led.account_id = None
    db.session.commit()
    browser = Visitor(client)
    browser.send(f"/en/delegations/invitation/{head_token(led)}")
    page = client.get(f"/en/delegations/{scotland.row.uuid}/")
    assert page.status_code == 200
    said = words(page.text)
    assert "Hoped for from you" in said
    assert "4 participants 1 participant 25%" in said
    assert "777" not in said
    assert "300 participants" not in said
    for part in queries.parts_of(row):
        part.by = NOON.date() - timedelta(days=1)
    db.session.commit()
    share = words(client.get(page.request.path).text)
    assert "Sunday 17 September 2017 missed; no figure of the day is kept" in share
    assert client.get(f"/en/delegations/{oklahoma.row.uuid}/").status_code == 404
    assert client.get(TARGETS).status_code == 404


def test_without_a_share_a_delegation_is_told_nothing(
    forum: Forum, staff: Staff, signed_in: SignIn
) -> None:
    party = delegation(forum, "scotland", "Scotland", "Europe/London")
    forum.edition.lifecycle = "announced"
    made(forum)
    page = signed_in(staff(forum, "organiser")).get(f"/en/delegations/{party.row.uuid}/")
    assert page.status_code == 200
    assert "Hoped for from you" not in page.text


def test_the_usual_path_begins_where_it_began(forum: Forum, host: Visitor) -> None:
    """A goal that is changed later keeps the day on which the way to it began."""
    host.send(f"{TARGETS}new", **NEW)
    (row,) = rows()
    with time_machine.travel(NOON + timedelta(days=10), tick=False):
        sent = {"low": "2500", "stretch": "", "path_as": "usual", "reason": "Less"}
        assert host.send(f"{TARGETS}{row.uuid}/change", **sent).status_code == 303
    (row,) = rows()
    assert (row.path[0], row.path[-1]) == (["2017-09-18", 0.0], ["2017-11-01", 2500.0])
