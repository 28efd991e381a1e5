"""What heads and deputies do: deputies, details, stages, history; and what they cannot."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import SYSTEM, AuditEntry
from cwf.database import db
from cwf.delegations.actions import heads as people
from cwf.delegations.actions.letters import practical_token
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation, Head
from cwf.delegations.naming import Named
from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import STEPS, Side, Stage, may_step
from cwf.people.models import Account
from cwf.registration.places import Wait
from tests.browsing import link
from tests.delegations.conftest import MANAGE, NOW, heads_of, stage_of, way_in
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

Make = Callable[..., Delegation]
Enter = Callable[..., Visitor]
OWN_PAGES = ("places", "messages", "heads", "settings", "history", "practical")


def add_deputy(row: Delegation) -> Head:
    made = people.invite(
        row, rank=Rank.DEPUTY, name="Bo", email="bo@gov.example", language="en", at=NOW,
        actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    return made


def fresh(row: Delegation) -> Delegation:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Delegation, row.id)


def put(row: Delegation, stage: Stage) -> None:
    fresh(row).stage = stage
    db.session.commit()


@pytest.mark.parametrize("page", OWN_PAGES)
def test_pages_open_to_heads_and_host_and_to_nobody_else(
    app: Flask,
    made: Make,
    host: Visitor,
    entered: Enter,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    page: str,
) -> None:
    row, other = made(), made("oklahoma", head="ann@ok.example")
    path = f"/en/delegations/{row.uuid}/{page}"
    stranger = signed_in(account("eve@example.org"))
    assert {
        "head": entered(row).get(path).status_code,
        "host": host.get(path).status_code,
        "head of another": entered(other).get(path).status_code,
        "nobody": stranger.get(path).status_code,
        "not signed in": app.test_client().get(path).status_code,
        "nonexistent": host.get(f"/en/delegations/{other.uuid.hex[::-1]}/{page}").status_code,
    } == {
        "head": 200,
        "host": 200,
        "head of another": 404,
        "nobody": 404,
        "not signed in": 302,
        "nonexistent": 404,
    }


def test_a_head_reaches_none_of_the_host_s_pages(made: Make, entered: Enter) -> None:
    row = made()
    head = entered(row)
    paths = [f"{MANAGE}/", f"{MANAGE}/{row.uuid}/", f"{MANAGE}/{row.uuid}/settings",
             f"{MANAGE}/{row.uuid}/places", f"{MANAGE}/new", f"{MANAGE}/invitations"]  # fmt: skip
    assert [head.get(path).status_code for path in paths] == [404] * len(paths)


def test_a_delegation_of_another_edition_is_not_there(made: Make, host: Visitor) -> None:
    row = made()
    assert host.get(f"/en/manage/editions/2026/delegations/{row.uuid}/").status_code == 404


def test_fields_that_a_head_may_not_set_change_nothing(made: Make, entered: Enter) -> None:
    row = made()
    head = entered(row)
    before = fresh(row)
    kept = {
        name: getattr(before, name)
        for name in ("edition_id", "region_id", "stage", "standing", "deadline", "country", "uuid")
    }
    answer = head.send(
        f"/en/delegations/{row.uuid}/settings",
        lead="Scottish Government",
        language="da",
        zone="Europe/London",
        edition_id="99",
        region_id="2",
        stage="approved",
        standing="guest",
        role="host",
        quota="500",
        total="500",
        deadline_day="2028-01-01",
        country="US",
        practical="9",
        uuid="00000000-0000-0000-0000-000000000001",
    )
    assert answer.status_code == 303
    after = fresh(row)
    assert (after.lead, after.language) == ("Scottish Government", "da")
    assert {name: getattr(after, name) for name in kept} == kept
    assert after.practical == 1


def test_a_head_cannot_make_somebody_else_head(made: Make, entered: Enter) -> None:
    row = made()
    head = entered(row)
    path = f"/en/delegations/{row.uuid}/heads"
    sent = {"name": "Bo", "email": "bo@gov.example", "language": "en"}
    assert head.send(path, **sent, rank="head", account_id="1").status_code == 303
    assert [(one.name, one.rank, one.account_id) for one in heads_of(row)][1:] == [
        ("Bo", "deputy", None)
    ]
    assert mails()[-1][0] == "bo@gov.example"


def test_a_deputy_does_what_the_head_does_but_names_nobody(made: Make, entered: Enter) -> None:
    row = made(stage=Stage.FORMING)
    add_deputy(row)
    deputy = entered(row, 1)
    path = f"/en/delegations/{row.uuid}/heads"
    assert deputy.get(path).status_code == 200
    assert "Name a deputy" not in deputy.get(path).text
    settings = f"/en/delegations/{row.uuid}/settings"
    sent = {"name": "Cy", "email": "cy@gov.example", "language": "en"}
    assert deputy.post(path, sent, page=settings).status_code == 403
    first, own = heads_of(row)
    answers = {
        (which.name, step): deputy.post(
            f"{path}/{which.uuid}/{step}", {}, page=settings
        ).status_code
        for which, step in ((first, "renew"), (first, "withdraw"), (own, "withdraw"), (own, "send"))
    }
    assert answers == {
        ("Ailsa", "renew"): 403,
        ("Ailsa", "withdraw"): 403,
        ("Bo", "withdraw"): 403,
        ("Bo", "send"): 303,
    }
    assert len(heads_of(row)) == 2


def test_a_head_renews_and_withdraws_deputies_and_renews_their_own_link(
    app: Flask, made: Make, entered: Enter
) -> None:
    row = made(stage=Stage.FORMING)
    add_deputy(row)
    head = entered(row)
    path, (own, deputy) = f"/en/delegations/{row.uuid}/heads", heads_of(row)
    old = [way_in(row), way_in(row, 1)]
    for which in (own, deputy):
        assert head.post(f"{path}/{which.uuid}/renew", {}, page=path).status_code == 303
    assert [app.test_client().get(one).status_code for one in old] == [410, 410]
    assert app.test_client().get(link(last_mail().body)).status_code == 200
    assert head.post(f"{path}/{own.uuid}/withdraw", {}, page=path).status_code == 403
    assert head.post(f"{path}/{deputy.uuid}/withdraw", {}, page=path).status_code == 303
    assert [one.rank for one in heads_of(row)] == ["head"]


def test_a_head_of_another_delegation_is_not_found(made: Make, entered: Enter) -> None:
    row, other = made(stage=Stage.FORMING), made("oklahoma", head="ann@ok.example")
    head, foreign = entered(row), heads_of(other)[0]
    path = f"/en/delegations/{row.uuid}/heads"
    assert head.post(f"{path}/{foreign.uuid}/renew", {}, page=path).status_code == 404


def test_a_head_is_not_led_to_organisers_pages_where_nothing_is_for_them(
    made: Make, entered: Enter, host: Visitor
) -> None:
    corner = "/en/account/corner"
    assert "/en/manage/" not in entered(made()).get(corner).text
    assert "/en/manage/" in host.get(corner).text


def test_of_an_empty_delegation_only_the_first_thing_to_do_stands_out(
    made: Make, entered: Enter
) -> None:
    row = made(stage=Stage.FORMING)
    page = entered(row).get(f"/en/delegations/{row.uuid}/").text
    assert re.findall(r'class="[^"]*primary[^"]*"[^>]*>([^<]*)', page) == ["Name them"]
    assert "Import a list" in page


@pytest.mark.parametrize("now", Stage)
def test_heads_take_the_steps_of_the_matrix_and_no_others(
    made: Make, entered: Enter, host: Visitor, now: Stage
) -> None:
    row = made(stage=Stage.FORMING)
    head, page = entered(row), f"/en/delegations/{row.uuid}/settings"
    found = {}
    for to in (Stage.SUBMITTED, Stage.FORMING, Stage.DECLINED):
        put(row, now)
        path, told = f"/en/delegations/{row.uuid}/stage/{to}", len(mails())
        if may_step(Side.DELEGATION, now, to):
            head.send(path, word="As agreed.")
            assert "As agreed." in last_mail().body
        else:
            assert head.get(path).status_code == 404
            head.post(path, {}, page=page)
        found[to] = (stage_of(row.uuid), [one for one, _subject in mails()[told:]])
    assert found == {
        to: (to, ["org@example.org"]) if may_step(Side.DELEGATION, now, to) else (now, [])
        for to in found
    }


@pytest.mark.parametrize("now", Stage)
def test_the_host_takes_the_steps_of_the_matrix_and_no_others(
    made: Make, host: Visitor, now: Stage
) -> None:
    row = made()
    page, found = f"{MANAGE}/{row.uuid}/settings", {}
    for to in Stage:
        put(row, now)
        path, told = f"{MANAGE}/{row.uuid}/stage/{to}", len(mails())
        if to in STEPS[Side.HOST][now]:
            host.send(path, word="See you.")
            assert "See you." in last_mail().body
        else:
            assert host.get(path).status_code == 404
            host.post(path, {}, page=page)
        found[to] = (stage_of(row.uuid), [one for one, _subject in mails()[told:]])
    assert found == {
        to: (to, ["ailsa@gov.example"]) if to in STEPS[Side.HOST][now] else (now, [])
        for to in Stage
    }


def test_history_is_the_delegation_s_own_and_part_of_the_edition_s(
    made: Make, host: Visitor, entered: Enter
) -> None:
    row = made()
    made("oklahoma", head="ann@ok.example")
    own = entered(row).get(f"/en/delegations/{row.uuid}/history").text
    assert "Took the invitation of a delegation up" in own
    assert "Oklahoma" not in own
    whole = host.get("/en/manage/editions/2027/log").text
    assert "Scotland" in whole
    assert "Oklahoma" in whole
    entries = db.session.scalars(select(AuditEntry)).all()
    assert "@" not in "".join(f"{one.subject}{one.before}{one.after}" for one in entries
                              if one.scope.startswith("edition:"))  # fmt: skip


def test_the_practical_page_is_open_by_its_link_alone_and_names_no_member(
    app: Flask, made: Make, entered: Enter
) -> None:
    row = made(stage=Stage.FORMING)
    coming = [Named(name="Callum Reid", role=Role.BUSINESS, country="GB")]
    name_members(row, coming, at=NOW, actor=SYSTEM, wait=Wait.NO)
    db.session.commit()
    head = entered(row)
    path = f"/en/delegations/practical/{practical_token(fresh(row))}"
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert "Callum Reid" not in answer.text
    assert "22:59" in answer.text
    assert "23:59 in Copenhagen" in answer.text
    assert (answer.headers["X-Robots-Tag"], answer.headers["Cache-Control"]) == (
        "noindex", "private, no-store",
    )  # fmt: skip
    assert "Set-Cookie" not in answer.headers
    own = f"/en/delegations/{row.uuid}/practical"
    assert path in head.get(own).text
    assert head.post(f"{own}/renewal", {}, page=own).status_code == 303
    assert app.test_client().get(path).status_code == 404
    assert app.test_client().get(way_in(row).replace("invitation", "practical")).status_code == 404


def test_changes_over_an_older_version_are_shown_side_by_side(
    made: Make, entered: Enter, host: Visitor
) -> None:
    row = made()
    head = entered(row)
    path = f"/en/delegations/{row.uuid}/settings"
    older = {**fields(head.get(path).text), "lead": "Creative Scotland"}
    assert host.send(f"{MANAGE}/{row.uuid}/settings", lead="The ministry").status_code == 303
    answer = head.post(path, older)
    assert answer.status_code == 409
    assert "The ministry" in answer.text
    assert fresh(row).lead == "The ministry"


def test_times_are_on_the_own_clock_beside_the_host_s(
    made: Make, entered: Enter, noon: Any
) -> None:
    row = made("oklahoma", head="ann@ok.example", zone="America/Chicago")
    noon.shift(timedelta(days=1))
    page = entered(row).get(f"/en/delegations/{row.uuid}/settings").text
    assert "25 April 2027, 16:59" in page
    assert "23:59 in Copenhagen" in page


def test_who_declines_reads_that_the_named_stay_registered(
    made: Callable[..., Delegation], entered: Callable[..., Visitor]
) -> None:
    row = made(stage=Stage.FORMING)
    page = entered(row).get(f"/en/delegations/{row.uuid}/stage/declined").text
    assert "Who is named stays registered: take out first who does not come." in page
