"""A delegation's pages of members: who reaches them, until when, and what goes out by mail."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions.heads import invite
from cwf.delegations.actions.member_letters import own_link
from cwf.delegations.actions.members import name_members
from cwf.delegations.actions.occasions import make as make_occasion
from cwf.delegations.models import Delegation, Head, Member, Reply
from cwf.delegations.naming import Named
from cwf.delegations.queries.groups import group_of_all, group_of_role
from cwf.delegations.queries.members import lines_of, members_of
from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.entering import Entrant, enter_all
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Category, Channel, Standing
from cwf.registration.details import Details
from cwf.registration.places import Outcome, Wait
from tests.delegations.conftest import NOW
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

AFTER = NOW + timedelta(days=4)


@pytest.fixture
def scotland(made: Callable[..., Delegation]) -> Delegation:
    """A delegation that is being formed; its deadline is in three days."""
    return made(stage=Stage.FORMING, deadline=NOW + timedelta(days=3))


@pytest.fixture
def ailsa(
    scotland: Delegation,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Visitor:
    """The browser of its head."""
    one = account("ailsa@gov.example", name="Ailsa Morrison")
    head = db.session.scalars(select(Head).where(Head.delegation_id == scotland.id)).one()
    head.account_id = one.id
    db.session.commit()
    return Visitor(signed_in(one))


def grant(edition: Edition, row: Delegation, **places: int) -> None:
    """Places by role, and all of them together; 100 of the edition."""
    if root_of(edition.id) is None:
        open_places(edition, 100, NOW, SYSTEM)
        db.session.flush()
    root = root_of(edition.id)
    assert root
    put_node(root, group_of_all(row), capacity=sum(places.values()), until=None, at=NOW)
    for role, number in places.items():
        put_node(root, group_of_role(row, Role(role)), capacity=number, until=None, at=NOW)
    db.session.commit()


def named(
    row: Delegation,
    *names: str,
    role: Role = Role.OFFICIAL,
    said_email: str | None = None,
    **said: Any,
) -> list[Member]:
    """Members, each with an address made of their name, or that one."""
    people = [
        Named(
            name=name,
            role=role,
            email=said_email or f"{name.lower()}@x.example",
            country="GB",
            **said,
        )
        for name in names
    ]
    found = name_members(row, people, at=NOW, actor=SYSTEM)
    db.session.commit()
    return [one.member for one in found if one.member]


def base(row: Delegation) -> str:
    """Where its pages stand."""
    return f"/en/delegations/{row.uuid}/"


def names(row: Delegation) -> list[str]:
    """Who comes, by name."""
    db.session.rollback()
    db.session.expire_all()
    rows = select(Member).where(Member.delegation_id == row.id)
    return sorted(one.participant.person.name for one in db.session.scalars(rows))


def test_a_head_names_somebody_who_is_mailed_their_link(
    scotland: Delegation, ailsa: Visitor
) -> None:
    answer = ailsa.send(base(scotland) + "members/new", name="Isla Drummond",
                        email="Isla@X.example", role="business", ask="y")  # fmt: skip

    assert answer.status_code == 303
    assert names(scotland) == ["Isla Drummond"]
    title = "You come with the delegation of Scotland: Aarhus 2027"
    assert mails() == [("isla@x.example", title)]
    assert "Isla Drummond" in ailsa.get(base(scotland)).text


def test_the_same_submit_twice_names_once(scotland: Delegation, ailsa: Visitor) -> None:
    path = base(scotland) + "members/new"
    values = {**fields(ailsa.get(path).text), "name": "Isla", "role": "business"}

    first, second = ailsa.post(path, values), ailsa.post(path, values)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert names(scotland) == ["Isla"]


def test_nobody_of_the_same_name_by_mistake(scotland: Delegation, ailsa: Visitor) -> None:
    named(scotland, "Isla")
    path = base(scotland) + "members/new"

    refused = ailsa.send(path, name="ISLA", role="press")
    meant = ailsa.send(path, name="ISLA", role="press", again="y")

    assert (refused.status_code, meant.status_code) == (422, 303)
    assert "Isla is named already" in refused.text
    assert names(scotland) == ["ISLA", "Isla"]


def test_a_role_without_a_place_refuses_or_lets_wait(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    named(scotland, "Ada")
    path = base(scotland) + "members/new"

    refused = ailsa.send(path, name="Bo", role="official")
    waits = ailsa.send(path, name="Bo", email="bo@x.org", role="official", wait="parts")

    assert (refused.status_code, waits.status_code) == (422, 303)
    said = "There is no place free for you right now, so you are on the waiting list.\n"
    assert last_mail().body.count(said) == 1
    assert "No place is free in this role" in refused.text
    assert names(scotland) == ["Ada", "Bo"]
    page = ailsa.get(base(scotland)).text
    assert "Waiting, 1" in page
    assert "1 of 1 taken" in page


def test_after_the_deadline_the_host_can_and_the_head_is_told_whom_to_ask(
    scotland: Delegation, ailsa: Visitor, host: Visitor, noon: Any
) -> None:
    (isla,) = named(scotland, "Isla")
    noon.move_to(AFTER)
    new, out = base(scotland) + "members/new", f"{base(scotland)}members/{isla.uuid}/removal"

    told = [ailsa.get(new), ailsa.get(out)]
    pressed = ailsa.post(out, {}, page=base(scotland))
    by_host = host.send(new, name="Bo", role="press")

    assert [one.status_code for one in told] == [409, 409]
    assert all("org@example.org" in one.text for one in told)
    assert pressed.status_code == 409
    assert by_host.status_code == 303
    assert names(scotland) == ["Bo", "Isla"]


def test_only_the_host_lets_somebody_come_who_takes_part_without_the_delegation(
    edition: Edition, scotland: Delegation, ailsa: Visitor, host: Visitor
) -> None:
    (isla,) = named(scotland, "Isla")
    details = Details(
        name="Callum Reid", country="GB", affiliation="", category=Category.FULL, language="en"
    )
    alone = [
        Entrant(details=details, email=email) for email in ("callum@x.org", "ailsa@gov.example")
    ]
    enter_all(edition.id, alone, channel=Channel.OWN, at=NOW, actor=SYSTEM)
    db.session.commit()
    new, instead = f"{base(scotland)}members/new", f"{base(scotland)}members/{isla.uuid}/substitute"
    said = "Somebody with this address takes part already. Ask the host to let them come with you."

    refused = [
        ailsa.send(new, name="X", email="Callum@x.org", role="press"),
        ailsa.send(instead, name="X", email="callum@x.org"),
    ]

    assert [(one.status_code, said in one.text) for one in refused] == [(422, True), (422, True)]
    assert names(scotland) == ["Isla"]
    assert ailsa.send(new, name="X", email="Ailsa@GOV.example", role="press").status_code == 303
    assert host.send(new, name="X", email="callum@x.org", role="press").status_code == 303
    assert len(names(scotland)) == 3


def test_who_registered_alone_first_is_asked_for_their_stay_as_a_member(
    edition: Edition, scotland: Delegation, ailsa: Visitor, host: Visitor
) -> None:
    details = Details(
        name="Callum Reid", country="GB", affiliation="", category=Category.FULL, language="en"
    )
    alone = [Entrant(details=details, email="callum@x.org")]
    enter_all(edition.id, alone, channel=Channel.OWN, at=NOW, actor=SYSTEM)
    (callum,) = named(scotland, "X", said_email="callum@x.org")
    manage = "/en/manage/editions/2027/participants"

    assert ailsa.get(base(scotland)).text.count("7 things") == 1
    own = f"/en/registration/{own_link(callum.participant)}/needs"
    assert ailsa.get(own).text.count('name="arrives"') == 1
    assert "Callum Reid" in host.get(f"{manage}/?missing=arrival").text


def test_substitutes_have_a_date_of_their_own(
    made: Callable[..., Delegation], scotland: Delegation, ailsa: Visitor, noon: Any
) -> None:
    scotland.substitutes_until = AFTER + timedelta(days=1)
    db.session.commit()
    (isla,) = named(scotland, "Isla")
    path = f"{base(scotland)}members/{isla.uuid}/substitute"

    noon.move_to(AFTER)
    done = ailsa.send(path, name="Rory", email="rory@x.example")
    noon.move_to(AFTER + timedelta(days=1))
    late = ailsa.get(path)

    assert (done.status_code, late.status_code) == (303, 409)
    assert names(scotland) == ["Rory"]
    assert mails() == [
        ("isla@x.example", "Rory comes instead of you: Aarhus 2027"),
        ("rory@x.example", "You come with the delegation of Scotland: Aarhus 2027"),
    ]


def test_taken_out_frees_the_place(edition: Edition, scotland: Delegation, ailsa: Visitor) -> None:
    grant(edition, scotland, official=1)
    (isla,) = named(scotland, "Isla")
    participant = isla.participant

    answer = ailsa.send(f"{base(scotland)}members/{isla.uuid}/removal")

    assert answer.status_code == 303
    assert names(scotland) == []
    assert participant.standing == Standing.CANCELLED
    assert "0 of 1 taken" in ailsa.get(base(scotland)).text
    assert [subject for _to, subject in mails()] == [
        "You come with the delegation of Scotland no longer: Aarhus 2027"
    ]


MEMBER_PAGES = ("", "/needs", "/removal", "/substitute")


@pytest.mark.parametrize("page", MEMBER_PAGES)
def test_a_member_of_another_delegation_is_not_found(
    made: Callable[..., Delegation], scotland: Delegation, ailsa: Visitor, page: str
) -> None:
    oklahoma = made("oklahoma", head="ann@x.example", stage=Stage.FORMING)
    (foreign,) = named(oklahoma, "Ann")
    (own,) = named(scotland, "Isla")

    def read(row: Delegation, member: UUID) -> int:
        return ailsa.get(f"{base(row)}members/{member}{page}").status_code

    assert read(scotland, own.uuid) == 200
    assert read(scotland, foreign.uuid) == 404  # through one's own
    assert read(oklahoma, foreign.uuid) == 404  # through the other
    assert read(scotland, uuid4()) == 404


def test_a_stale_form_is_answered_with_both(scotland: Delegation, ailsa: Visitor) -> None:
    (isla,) = named(scotland, "Isla")
    path = f"{base(scotland)}members/{isla.uuid}"
    values = {**fields(ailsa.get(path).text), "affiliation": "MadeBrave"}
    first = ailsa.send(path, affiliation="The Melting Pot")
    second = ailsa.post(path, values)

    assert (first.status_code, second.status_code) == (303, 409)
    db.session.expire_all()
    assert isla.participant.affiliation == "The Melting Pot"


def test_members_are_reminded_once_a_day_in_their_language(
    scotland: Delegation, ailsa: Visitor, noon: Any
) -> None:
    isla, bo = named(scotland, "Isla", "Bo")
    isla.participant.language = "da"
    bo.participant.email = None
    db.session.commit()

    for _time in range(2):
        ailsa.post(f"{base(scotland)}reminders", {}, page=base(scotland))
    same_day = mails()
    page = ailsa.get(base(scotland)).text
    noon.shift(timedelta(days=1))
    ailsa.post(f"{base(scotland)}reminders", {}, page=base(scotland))

    assert [to for to, _subject in same_day] == ["isla@x.example"]
    assert "No mail reaches Bo" in page
    assert [to for to, _subject in mails()] == ["isla@x.example"] * 2


def test_a_letter_to_all_goes_once_to_each_that_has_an_address(
    scotland: Delegation, ailsa: Visitor
) -> None:
    _isla, bo = named(scotland, "Isla", "Bo")
    bo.participant.email = None
    db.session.commit()
    path = base(scotland) + "letter"
    shown = ailsa.get(path).text
    values = {**fields(shown), "subject": "Coach at nine", "text": "From the hotel."}

    for _time in range(2):
        assert ailsa.post(path, values).status_code == 303

    assert "No address is known of Bo" in shown
    assert mails() == [("isla@x.example", "Coach at nine")]


def test_filter_and_search_narrow_the_members(scotland: Delegation, ailsa: Visitor) -> None:
    complete = {"diet": "", "access": "", "photo": True, "listed": True, "languages": ["en"],
                "arrives": NOW.date(), "departs": NOW.date()}  # fmt: skip
    named(scotland, "Østen", particulars=complete)
    named(scotland, "Isla")

    incomplete = ailsa.get(base(scotland) + "?only=incomplete").text
    found = ailsa.get(base(scotland) + "?q=osten").text

    def listed(page: str) -> list[str]:
        return [name for name in ("Isla", "Østen") if f"<b>{name}</b>" in page]

    assert (listed(incomplete), listed(found)) == (["Isla"], ["Østen"])


def dinner(edition: Edition, places: int | None, **more: Any) -> Any:
    """An occasion on the eve of the forum."""
    values = {
        "title": {"en": "Network dinner"},
        "place": {},
        "note": {},
        "starts": datetime(2027, 5, 18, 17, tzinfo=UTC),
        "ends": None,
        "answer_by": None,
        "delegation_id": None,
        "places": places,
        **more,
    }
    row = make_occasion(edition, actor=SYSTEM, **values)
    db.session.commit()
    return row


def coming() -> int:
    """How many said yes."""
    db.session.rollback()
    return len(db.session.scalars(select(Reply).where(Reply.comes)).all())


def test_who_answers_for_it_is_marked_as_head_or_deputy(
    scotland: Delegation, ailsa: Visitor
) -> None:
    isla, bo = named(scotland, "Isla", "Bo")
    for one, rank in ((isla, Rank.HEAD), (bo, Rank.DEPUTY)):
        invite(scotland, name=one.participant.person.name, email=one.participant.email,
               rank=rank, language="en", at=NOW, actor=SYSTEM)  # fmt: skip
    db.session.commit()
    ranks = {one.name: one.rank for one in lines_of(scotland, members_of(scotland.id), NOW)}
    assert ranks == {"Isla": Rank.HEAD, "Bo": Rank.DEPUTY}
    assert ">Deputy</span>" in ailsa.get(base(scotland)).text


def test_an_occasion_is_never_oversold(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    isla, bo = named(scotland, "Isla", "Bo")
    row = dinner(edition, places=1)
    path = f"{base(scotland)}occasions/{row.uuid}"

    both = ailsa.send(path, **{f"who-{isla.uuid}": "yes", f"who-{bo.uuid}": "yes"})
    one = ailsa.send(path, **{f"who-{isla.uuid}": "yes", f"who-{bo.uuid}": "no"})

    assert (both.status_code, one.status_code) == (422, 303)
    assert "Only 1 place is left" in both.text
    assert coming() == 1


def test_what_a_member_answers_stays_where_the_head_changed_nothing(
    edition: Edition, scotland: Delegation, ailsa: Visitor, app: Flask
) -> None:
    isla, bo = named(scotland, "Isla", "Bo")
    row = dinner(edition, places=None)
    path = f"{base(scotland)}occasions/{row.uuid}"
    form = fields(ailsa.get(path).text)

    link = f"/en/registration/{own_link(isla.participant)}"
    Visitor(app.test_client()).post(f"{link}/occasions/{row.uuid}", {"comes": "yes"}, page=link)
    saved = ailsa.send(path, **form | {f"who-{isla.uuid}": "", f"who-{bo.uuid}": "no"})
    answers = {one.member_id: one.comes for one in db.session.scalars(select(Reply))}

    assert saved.status_code == 303
    assert answers == {isla.id: True, bo.id: False}

    ailsa.send(path, **fields(ailsa.get(path).text) | {f"who-{isla.uuid}": ""})
    assert coming() == 0  # seen, and taken back


def test_member_and_head_read_until_when_an_occasion_is_to_be_answered(
    edition: Edition, scotland: Delegation, ailsa: Visitor, app: Flask
) -> None:
    (isla,) = named(scotland, "Isla")
    dinner(edition, places=None, answer_by=datetime(2027, 5, 10, 16, tzinfo=UTC))
    path = f"/en/registration/{own_link(isla.participant)}"
    own = " ".join(re.sub("<[^>]+>", " ", Visitor(app.test_client()).get(path).text).split())
    heads = ailsa.get(f"{base(scotland)}occasions/").text
    assert "Answers until: 70 days left , 10 May 2027, 18:00" in own
    assert "Times are those of Copenhagen." in own
    assert "10 May 2027, 17:00" in heads


def test_a_member_answers_and_reads_by_their_own_link(
    edition: Edition, scotland: Delegation, app: Flask
) -> None:
    isla, bo = named(scotland, "Isla", "Bodil")
    row = dinner(edition, places=1)
    path = f"/en/registration/{own_link(isla.participant)}"
    stranger = Visitor(app.test_client())

    page = stranger.get(path).text
    said = stranger.post(f"{path}/occasions/{row.uuid}", {"comes": "yes"}, page=path)
    full = Visitor(app.test_client()).get(f"/en/registration/{own_link(bo.participant)}").text

    assert said.status_code == 303
    assert coming() == 1
    assert "Your delegation: Scotland" in page
    assert "Network dinner" in page
    assert "Bodil" not in page  # nothing of others
    assert "no place left" in full


def test_an_occasion_of_another_delegation_is_not_found(
    edition: Edition, made: Callable[..., Delegation], scotland: Delegation, ailsa: Visitor
) -> None:
    oklahoma = made("oklahoma", head="ann@x.example")
    row = dinner(edition, places=None, delegation_id=oklahoma.id)

    assert ailsa.get(f"{base(scotland)}occasions/{row.uuid}").status_code == 404
    assert "Network dinner" not in ailsa.get(base(scotland) + "occasions/").text


def test_host_goes_from_a_delegation_to_its_members_alone(
    edition: Edition, scotland: Delegation, made: Callable[..., Delegation], host: Visitor
) -> None:
    named(scotland, "Isla")
    named(made("oklahoma", stage=Stage.FORMING), "Juniper")
    page = host.get(f"/en/manage/editions/2027/delegations/{scotland.uuid}/").text
    way = f"/en/manage/editions/2027/participants/?party={scotland.uuid.hex}"
    assert f'href="{way}">Its members</a>' in page
    shown = host.get(way).text
    assert "Isla" in shown
    assert "Juniper" not in shown


def test_a_host_makes_an_occasion_and_reads_who_comes(
    edition: Edition, scotland: Delegation, host: Visitor
) -> None:
    named(scotland, "Isla")
    path = "/en/manage/editions/2027/delegations/occasions/"

    made_ = host.send(path, **{"title-en": "Tour of the harbour", "day": "2027-05-21",
                               "starts_at": "9:30", "ends_at": "12", "places": "20"})  # fmt: skip
    wrong = host.send(path, **{"title-en": "Tour", "day": "2027-05-21", "starts_at": "12",
                               "ends_at": "9:30"})  # fmt: skip

    assert (made_.status_code, wrong.status_code) == (303, 422)
    shown = host.get(made_.location).text
    assert "Tour of the harbour" in shown
    assert "Isla" in shown
    assert "1 has not answered" in shown
    left = host.get(base(scotland)).text
    assert "It takes place on 21 May 2027, 09:30 (Copenhagen time). 0 have said yes" in left


def test_a_party_waits_together_is_told_why_and_takes_what_is_offered(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    people = [Named(name=name, role=Role.OFFICIAL, country="GB") for name in ("Ada", "Bea")]
    name_members(scotland, people, at=NOW, actor=SYSTEM, wait=Wait.WHOLE)
    db.session.commit()

    def standings() -> set[str]:
        db.session.rollback()
        db.session.expire_all()
        rows = select(Member).where(Member.delegation_id == scotland.id)
        return {str(one.participant.standing) for one in db.session.scalars(rows)}

    waits, page = standings(), ailsa.get(base(scotland)).text
    grant(edition, scotland, official=2)
    offered = ailsa.get(base(scotland)).text
    for _time in range(2):
        ailsa.post(f"{base(scotland)}waiting/offers", {}, page=base(scotland))

    assert waits == {"waiting"}
    assert "They wait together: all get a place at one time, or none does." in page
    assert "Full are:" in page
    assert "Take all 2 places" in offered
    assert standings() == {"confirmed"}


def test_places_of_any_role_stand_beside_full_ones(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    root = root_of(edition.id)
    assert root
    put_node(root, group_of_all(scotland), capacity=4, until=None, at=NOW)
    db.session.commit()
    people = [Named(name=name, role=Role.OFFICIAL, country="GB") for name in ("Ada", "Bea")]
    name_members(scotland, people, at=NOW, actor=SYSTEM, wait=Wait.PARTS)
    db.session.commit()
    home, places = (ailsa.get(f"{base(scotland)}{page}").text for page in ("", "places"))
    row = '<tr><th scope="row">Any role</th><td class="number">0</td><td class="number">3</td>'
    assert f'{row}<td class="number"><b>3</b></td></tr>' in home
    assert f'{row}<td class="number"><b>3</b></td></tr>' in places
    assert "1 of 4 places have a name" in places
    assert '<th scope="row">In all</th><td class="number">2</td><td class="number">4</td>' in places


def test_a_party_can_be_let_wait_in_parts(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    people = [Named(name=name, role=Role.OFFICIAL, country="GB") for name in ("Ada", "Bea")]
    name_members(scotland, people, at=NOW, actor=SYSTEM, wait=Wait.WHOLE)
    db.session.commit()

    ailsa.post(f"{base(scotland)}waiting/parts", {}, page=base(scotland))
    ailsa.post(f"{base(scotland)}waiting/offers", {}, page=base(scotland))

    db.session.expire_all()
    rows = select(Member).where(Member.delegation_id == scotland.id)
    found = sorted(str(one.participant.standing) for one in db.session.scalars(rows))
    assert found == ["confirmed", "waiting"]


def test_of_two_heads_one_gets_the_last_place_of_all(
    edition: Edition, made: Callable[..., Delegation], scotland: Delegation
) -> None:
    oklahoma = made("oklahoma", head="ann@x.example", stage=Stage.FORMING)
    open_places(edition, 1, NOW, SYSTEM)
    db.session.commit()

    outcomes = [
        name_members(row, [Named(name=name, role=Role.PRESS)], at=NOW, actor=SYSTEM)[0].outcome
        for row, name in ((scotland, "Ada"), (oklahoma, "Bo"))
    ]
    db.session.commit()

    assert outcomes == [Outcome.TAKEN, Outcome.FULL]
    assert (names(scotland), names(oklahoma)) == (["Ada"], [])
