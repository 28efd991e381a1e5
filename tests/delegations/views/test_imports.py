"""A list's way through the pages of heads and of the host: sent, decided on, imported."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.models import Delegation, Member, MemberImport
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from tests.delegations.conftest import MANAGE
from tests.registration.conftest import Visitor

GOOD = "Name,E-mail,Role\nAda Berg,ada@example.org,Political\nSøren Østergård,,Official\n"
FAULTY = "Name,E-mail,Role\nAda Berg,ada(at)example.org,Sheriff\n"


@pytest.fixture
def forming(made: Callable[..., Delegation]) -> Delegation:
    """A delegation that names its members."""
    return made(stage=Stage.FORMING)


@pytest.fixture
def head(forming: Delegation, entered: Callable[..., Visitor]) -> Visitor:
    """The browser of its head."""
    return entered(forming)


def here(row: Delegation) -> str:
    return f"/en/delegations/{row.uuid}/import"


def fields(page: str) -> dict[str, str]:
    """Hidden fields, and what is chosen."""
    found = dict(re.findall(r'name="([^"]+)" type="hidden" value="([^"]*)"', page))
    found |= {b: a for a, b in ()}
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option selected value="([^"]*)"', body)
        found[name] = chosen[1] if chosen else ""
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            found[attributes["name"]] = attributes["value"]
    return found


def send(browser: Visitor, place: str, body: str | bytes, name: str = "m.csv") -> Any:
    form = fields(browser.client.get(f"{place}/new").text)
    whole = body.encode() if isinstance(body, str) else body
    sent = {**form, "file": (io.BytesIO(whole), name)}
    return browser.client.post(f"{place}/new", data=sent, content_type="multipart/form-data")


def read(browser: Visitor, place: str, body: str | bytes, name: str = "m.csv") -> str:
    """Send a list, confirm its columns, have it checked: the address of its page."""
    there = send(browser, place, body, name).location
    jobs.run_job("member_imports")
    if state() == "asks":
        post(browser, f"{there}columns")
        jobs.run_job("member_imports")
    return str(there)


def post(browser: Visitor, path: str, form_of: str = "", **more: Any) -> Any:
    form = fields(browser.client.get(form_of or path).text)
    return browser.client.post(path, data={**form, **more})


def state() -> str:
    db.session.expire_all()
    row = db.session.scalars(select(MemberImport).order_by(MemberImport.id.desc())).first()
    assert row
    return row.state


def names() -> list[str]:
    db.session.expire_all()
    found = db.session.scalars(select(Member).order_by(Member.id))
    return [one.participant.person.name for one in found]


def test_head_imports_a_list(head: Visitor, forming: Delegation) -> None:
    place = here(forming)
    answer = send(head, place, GOOD)
    assert (answer.status_code, state()) == (303, "wanted")
    assert "Waiting for its turn" in head.client.get(answer.location).text
    jobs.run_job("member_imports")
    assert "Say what its columns hold" in head.client.get(answer.location).text
    assert post(head, f"{answer.location}columns").status_code == 303
    jobs.run_job("member_imports")
    shown = head.client.get(answer.location).text
    assert "2 members would be new or changed. Nothing is changed yet." in shown
    assert names() == []
    assert post(head, f"{answer.location}completion", answer.location).status_code == 303
    assert (names(), state()) == (["Ada Berg", "Søren Østergård"], "done")
    assert "Imported 1 March 2027, 12:00" in head.client.get(answer.location).text, "on their clock"


def test_preview_shows_all_that_is_said_of_somebody_new(head: Visitor, forming: Delegation) -> None:
    body = (
        "Name,Role,Diet,Access,Photo,Arrives,Arrival time,Departs,Phone,Letters in\n"
        "Ada Berg,Press,vegan,none,no,2027-05-18,14:30,2027-05-21,-,da\n"
    )
    shown = head.client.get(read(head, here(forming), body)).text
    part = shown[shown.index('id="changes"') :]
    told = re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd>", part)
    assert told == [
        ("Role", "press"),
        ("Letters in", "Danish"),
        ("Diet", "vegan"),
        ("Access needs", "Nothing to say"),
        ("May be photographed", "No"),
        ("Arrives on", "Tue 18 May 2027"),
        ("Arrives at", "14:30"),
        ("Departs on", "Fri 21 May 2027"),
    ]


def test_faulty_list_tells_all_and_comes_back_with_remarks(
    head: Visitor, forming: Delegation
) -> None:
    there = read(head, here(forming), FAULTY)
    shown = head.client.get(there).text
    assert "2 errors keep the list out. Nothing was changed." in shown
    assert "ada(at)example.org is no e-mail address." in shown
    assert "There is no role called Sheriff." in shown
    sheet = head.client.get(f"{there}remarked")
    assert sheet.data.decode().splitlines()[0] == "Name,E-mail,Role,Remarks of the import"
    assert "There is no role called Sheriff." in sheet.data.decode()


def test_pair_is_decided_side_by_side(head: Visitor, forming: Delegation) -> None:
    first = read(head, here(forming), GOOD)
    post(head, f"{first}completion", first)
    again = "Name,E-mail,Role,Country,Born\nSøren Oestergaard,,Press,Danmark,1970-05-01\n"
    there = read(head, here(forming), again)
    shown = head.client.get(there).text
    assert '<li lang="">Denmark</li>' in shown
    assert "One person or two?" in shown
    assert "name spelt another way" in shown
    assert "completion" not in shown
    key = re.search(r'name="(pair-[^"]+)"', shown)
    assert key
    post(head, f"{there}decisions", there, **{key[1]: "two"})
    jobs.run_job("member_imports")
    post(head, f"{there}completion", there)
    assert names() == ["Ada Berg", "Søren Østergård", "Søren Oestergaard"]


def test_list_that_moved_is_told_and_compared_anew(head: Visitor, forming: Delegation) -> None:
    first, second = (read(head, here(forming), GOOD) for _time in range(2))
    stale = fields(head.client.get(second).text)
    post(head, f"{first}completion", first)
    answer = head.client.post(f"{second}completion", data=stale)
    assert (answer.status_code, state()) == (409, "wanted")
    assert "Members or places changed while you looked, so nothing was imported." in answer.text


def test_head_past_the_deadline_is_told_whom_to_ask(head: Visitor, forming: Delegation) -> None:
    there = read(head, here(forming), GOOD)
    forming.deadline = clock.now()
    db.session.commit()
    answer = post(head, f"{there}completion", there)
    assert (answer.status_code, names()) == (409, [])
    assert "The last day for naming members has passed, so nothing was changed." in answer.text


def test_head_past_the_deadline_mends_details_by_a_list_and_no_roles(
    head: Visitor, forming: Delegation
) -> None:
    first = read(head, here(forming), GOOD)
    post(head, f"{first}completion", first)
    forming.deadline = clock.now()
    db.session.commit()
    role = read(head, here(forming), "Name,E-mail,Role\nAda Berg,ada@example.org,Press\n")
    detail = read(head, here(forming), "Name,E-mail,Company\nAda Berg,ada@example.org,Tide\n")
    answers = [post(head, f"{there}completion", there).status_code for there in (role, detail)]
    assert answers == [409, 303]
    row = db.session.scalars(select(Member).order_by(Member.id)).first()
    assert row
    assert (row.role, row.participant.affiliation) == ("political", "Tide")


def test_nothing_sent_is_told_beside_the_field(head: Visitor, forming: Delegation) -> None:
    answer = post(head, f"{here(forming)}/new")
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_list_of_another_delegation_is_not_there(
    head: Visitor, forming: Delegation, made: Callable[..., Delegation],
    entered: Callable[..., Visitor],
) -> None:  # fmt: skip
    there = read(head, here(forming), GOOD)
    other = made("oklahoma", head="ann@example.org", stage=Stage.FORMING)
    ann, uuid = entered(other), there.rstrip("/").rpartition("/")[2]
    assert ann.client.get(there).status_code == 404
    assert ann.client.get(f"{here(other)}/{uuid}/").status_code == 404
    assert ann.client.get(f"{here(other)}/{uuid}/remarked").status_code == 404


def test_host_imports_for_all_and_says_which_region(
    host: Visitor, edition: Edition, made: Callable[..., Delegation]
) -> None:
    made(stage=Stage.FORMING)
    made("oklahoma", head="ann@example.org", stage=Stage.FORMING)
    body = (
        "Name,Role,Region\nAda Berg,Press,Scotland\nBo Holm,Official,oklahoma\n"
        "Cy Wolf,Press,Atlantis\n"
    )
    there = read(host, f"{MANAGE}/import", body)
    assert "There is no delegation called Atlantis." in host.client.get(there).text
    there = read(host, f"{MANAGE}/import", body.replace("Atlantis", "Scotland"))
    post(host, f"{there}completion", there)
    members = db.session.scalars(select(Member).order_by(Member.delegation_id, Member.id))
    assert [one.participant.person.name for one in members] == ["Ada Berg", "Cy Wolf", "Bo Holm"]


def test_pages_of_lists_are_there(head: Visitor, host: Visitor, forming: Delegation) -> None:
    for browser, place in ((head, here(forming)), (host, f"{MANAGE}/import")):
        for path in ("/", "/new"):
            for language in ("en", "da"):
                address = f"{place}{path}".replace("/en/", f"/{language}/", 1)
                assert browser.client.get(address).status_code == 200, address
        for path in ("/example.xlsx", "/members.xlsx"):
            book = load_workbook(io.BytesIO(browser.client.get(f"{place}{path}").data))
            assert book.sheetnames[0] == "Members"
