"""What a list says beside names: who has a place, who takes part already, and in which file."""

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from cwf import clock, jobs
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import quotas
from cwf.delegations.models import Delegation, Member, MemberImport, Message
from cwf.delegations.roles import Role
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.actions.erasing import erase
from cwf.registration.models import Claim, Participant, Particulars
from cwf.registration.queries.subjects import subject_of_link
from tests.delegations.conftest import MANAGE, NOW
from tests.delegations.views.test_imports import (
    forming,
    head,
    here,
    names,
    post,
    read,
    send,
    state,
)
from tests.programme.imports.sheets import workbooks
from tests.registration.conftest import Visitor

__all__ = ["forming", "head"]

THREE = (
    "Name,E-mail,Role\nAda Berg,ada@example.org,Official\nSøren Østergård,,Official\n"
    "Cy Wolf,,Press\n"
)
SECRETS = ("aase@tidal.example", "Tidal Bank", "Norway", "1970", "1 May")


def standings() -> dict[str, str]:
    """The standing of everybody who takes part, by name."""
    db.session.expire_all()
    return {one.person.name: one.standing for one in db.session.scalars(select(Participant))}


def grant(row: Delegation, total: int, **roles: int) -> None:
    by_role = {Role(role): number for role, number in roles.items()}
    quotas.grant(row, total, by_role, at=clock.now(), actor=SYSTEM)
    db.session.commit()


def count(rows: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def outsider(edition: Edition, name: str = "Åse Østergård", **values: Any) -> Participant:
    """Somebody who takes part without a delegation, and of whom much is known."""
    row = Participant(
        edition_id=edition.id,
        person=Person(name=name, sort_name=name),
        **{
            "email": "aase@tidal.example", "category": "full", "standing": "confirmed",
            "country": "NO", "affiliation": "Tidal Bank", "consented": NOW, "asked": NOW,
            "confirmed": NOW, **values,
        },
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    db.session.add(Particulars(participant_id=row.id, born=date(1970, 5, 1)))
    db.session.commit()
    return row


def rehearsed(page: str) -> list[tuple[str, ...]]:
    """The table of places: role, how many get one, how many would wait."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    return [(role, *re.findall(r">(\d+)</td>", cells)) for role, cells in rows]


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        ("parts", {"Ada Berg": "confirmed", "Søren Østergård": "waiting", "Cy Wolf": "confirmed"}),
        ("whole", dict.fromkeys(("Ada Berg", "Søren Østergård", "Cy Wolf"), "waiting")),
        ("nonsense", {"Ada Berg": "confirmed", "Søren Østergård": "waiting",
                      "Cy Wolf": "confirmed"}),
    ],
)  # fmt: skip
def test_places_are_rehearsed_and_who_imports_says_how_the_others_wait(
    head: Visitor, forming: Delegation, wait: str, expected: dict[str, str]
) -> None:
    """Of three two fit; rehearsing leaves nothing behind, and what was said comes to pass."""
    grant(forming, 3, official=1)
    there = read(head, here(forming), THREE)
    page = head.client.get(there).text
    assert rehearsed(page) == [("Officials", "1", "1"), ("Press", "1", "0")]
    assert re.findall(r'name="wait" value="(\w+)"', page) == ["parts", "whole"]
    assert (names(), standings(), count(Claim)) == ([], {}, 0)
    assert post(head, f"{there}completion", there, wait=wait).status_code == 303
    assert standings() == expected
    assert names() == list(expected)


def test_nobody_is_asked_how_to_wait_where_all_fit(head: Visitor, forming: Delegation) -> None:
    grant(forming, 3, official=2)
    there = read(head, here(forming), THREE)
    page = head.client.get(there).text
    assert rehearsed(page) == [("Officials", "2", "0"), ("Press", "1", "0")]
    assert 'name="wait"' not in page
    post(head, f"{there}completion", there)
    assert set(standings().values()) == {"confirmed"}


def test_places_that_went_meanwhile_are_told_before_anybody_waits(
    head: Visitor, forming: Delegation
) -> None:
    grant(forming, 3, official=2)
    there = read(head, here(forming), THREE)
    grant(forming, 2, official=1)
    answer = post(head, f"{there}completion", there)
    assert (answer.status_code, names(), state()) == (409, [], "wanted")
    jobs.run_job("member_imports")
    assert rehearsed(head.client.get(there).text) == [("Officials", "1", "1"), ("Press", "1", "0")]
    assert post(head, f"{there}completion", there).status_code == 303
    assert list(standings().values()).count("waiting") == 1


def test_more_places_than_were_rehearsed_are_taken(head: Visitor, forming: Delegation) -> None:
    grant(forming, 3, official=1)
    there = read(head, here(forming), THREE)
    grant(forming, 4, official=2)
    assert post(head, f"{there}completion", there).status_code == 303
    assert set(standings().values()) == {"confirmed"}


def test_who_goes_leaves_the_place_to_who_comes(head: Visitor, forming: Delegation) -> None:
    """It was rehearsed without their going: then one would have waited."""
    grant(forming, 2)
    first = read(head, here(forming), "Name,Role\nAda Berg,Official\nBo Holm,Official\n")
    post(head, f"{first}completion", first)
    there = read(head, here(forming), "Name,Role\nAda Berg,Official\nCy Wolf,Press\n")
    page = head.client.get(there).text
    assert rehearsed(page) == [("Press", "0", "1")]
    (gone,) = re.findall(r'name="gone" value="([^"]+)"', page)
    answer = post(head, f"{there}completion", there, gone=gone)
    assert (answer.status_code, names()) == (303, ["Ada Berg", "Cy Wolf"])
    assert {name: standings()[name] for name in names()} == {
        "Ada Berg": "confirmed", "Cy Wolf": "confirmed",
    }  # fmt: skip


def test_a_known_person_for_whom_there_is_no_place_is_told_of(
    host: Visitor, edition: Edition, forming: Delegation
) -> None:
    """Who takes part has a place already, and waits for none: none of the role is free."""
    grant(forming, 1, official=1)
    outsider(edition)
    body = (
        "Name,E-mail,Role,Region\nAda Berg,,Official,Scotland\n"
        "Åse Østergård,aase@tidal.example,Official,Scotland\n"
    )
    there = read(host, f"{MANAGE}/import", body)
    assert "There are not places enough for all of them" in host.client.get(there).text
    assert post(host, f"{there}completion", there).status_code == 409
    assert (names(), standings()) == ([], {"Åse Østergård": "confirmed"})


@pytest.mark.parametrize(
    ("row", "choices", "sentence"),
    [
        ("Aase Oestergaard,,Official", ["two", "leave"], "Somebody of this name, or nearly so"),
        ("Åse Østergård,,Official", ["two", "leave"], "Somebody of this name, or nearly so"),
        ("Quite Another,aase@tidal.example,Official", ["leave"], "Somebody with this address"),
    ],
)
def test_a_head_learns_of_an_outsider_that_there_is_one_and_no_more(
    head: Visitor, edition: Edition, forming: Delegation, row: str, choices: list[str],
    sentence: str,
) -> None:  # fmt: skip
    outsider(edition)
    there = read(head, here(forming), f"Name,E-mail,Role\n{row}\n")
    page = head.client.get(there).text
    assert sentence in page
    written = row.partition(",")[0]
    hidden = [one for one in (*SECRETS, "Åse Østergård") if one not in row]
    assert [one for one in hidden if one in page.replace("2027", "")] == []
    assert re.findall(r'name="pair-[^"]+" value="(\w+)"', page) == choices
    key = re.search(r'name="(pair-[^"]+)"', page)
    assert key
    post(head, f"{there}decisions", there, **{key[1]: "same"})
    jobs.run_job("member_imports")
    assert "1 to decide" in head.client.get(there).text, "that they are one is not theirs to say"
    post(head, f"{there}decisions", there, **{key[1]: "leave"})
    jobs.run_job("member_imports")
    post(head, f"{there}completion", there)
    assert (state(), names(), count(Participant)) == ("done", [], 1)
    (told,) = db.session.scalars(select(Message.text))
    assert told.startswith("These would come with us, and take part already.")
    assert written in told
    assert [one for one in hidden if one in told] == []


def test_a_head_s_two_are_two(head: Visitor, edition: Edition, forming: Delegation) -> None:
    row = outsider(edition)
    there = read(head, here(forming), "Name,E-mail,Role\nAase Oestergaard,,Official\n")
    key = re.search(r'name="(pair-[^"]+)"', head.client.get(there).text)
    assert key
    post(head, f"{there}decisions", there, **{key[1]: "two"})
    jobs.run_job("member_imports")
    post(head, f"{there}completion", there)
    assert (names(), count(Participant)) == (["Aase Oestergaard"], 2)
    assert db.session.scalar(select(Member.participant_id)) != row.id


def test_the_host_sees_who_it_is_and_has_them_join_counted_once(
    host: Visitor, edition: Edition, forming: Delegation
) -> None:
    """The person stays as they said of themselves; with the delegation they count in its places."""
    grant(forming, 4)
    row = outsider(edition)
    body = "Name,Role,Region,Affiliation\nAase Oestergaard,Press,Scotland,Elsewhere\n"
    there = read(host, f"{MANAGE}/import", body)
    page = host.client.get(there).text
    assert [one in page for one in ("Åse Østergård", "aase@tidal.example", "Tidal Bank")] == [
        True, True, True,
    ]  # fmt: skip
    key = re.search(r'name="(pair-[^"]+)"', page)
    assert key
    post(host, f"{there}decisions", there, **{key[1]: "same"})
    jobs.run_job("member_imports")
    assert "Takes part already" in host.client.get(there).text
    assert post(host, f"{there}completion", there).status_code == 303
    member = db.session.scalars(select(Member)).one()
    db.session.expire_all()
    assert (member.participant_id, member.role, member.delegation_id) == (
        row.id, "press", forming.id,
    )  # fmt: skip
    assert (row.person.name, row.affiliation, row.standing) == (
        "Åse Østergård", "Tidal Bank", "confirmed",
    )  # fmt: skip
    assert count(Participant) == count(Person) == 1
    assert quotas.quotas_of(forming, NOW).named == 1


def test_lists_that_name_somebody_are_emptied_when_they_are_erased(
    head: Visitor, host: Visitor, edition: Edition, forming: Delegation
) -> None:
    """Those of their delegation, and those of the host; one that waits to be taken over lapses."""
    first = read(head, here(forming), THREE)
    post(head, f"{first}completion", first)
    again = read(head, here(forming), THREE)
    hosts = read(host, f"{MANAGE}/import", "Name,Role,Region\nAda Berg,Press,Scotland\n")
    other = Edition(slug="2031", year=2031)
    db.session.add(other)
    db.session.flush()
    db.session.add(
        MemberImport(edition_id=other.id, author="Eve", name="x.csv", size=3, body=b"abc",
                     language="en", requested=NOW, finished=NOW, state="checked")
    )  # fmt: skip
    db.session.commit()
    row = db.session.scalars(
        select(Participant).where(Participant.email == "ada@example.org")
    ).one()
    erase(subject_of_link(row), at=clock.now(), actor=SYSTEM)
    db.session.commit()
    db.session.expire_all()
    lists = db.session.scalars(select(MemberImport).order_by(MemberImport.id)).all()
    assert [(one.state, one.body, one.plan, one.remarks) for one in lists] == [
        ("done", None, None, []), ("lapsed", None, None, []), ("lapsed", None, None, []),
        ("checked", b"abc", None, []),
    ]  # fmt: skip
    assert [one.columns for one in lists] == [None] * 4  # they quote the first rows
    for browser, path in ((head, again), (host, hosts)):
        page = browser.client.get(path)
        assert (page.status_code, "Ada" in page.text) == (200, False)
        assert "The file is no longer kept. Send it again." in page.text


def ods(*rows: tuple[str, ...]) -> bytes:
    """A list as a workbook of OpenDocument."""
    cells = (workbooks.row(*map(workbooks.text, one)) for one in rows)
    return workbooks.ods(workbooks.table(*cells, name="Medlemmer"))


def test_a_list_of_opendocument_comes_back_with_remarks_and_comes_in(
    head: Visitor, forming: Delegation
) -> None:
    headings = ("Navn", "E-mail", "Rolle")
    bad = ods(headings, ("Ada Berg", "ada(at)example.org", "Presse"))
    there = read(head, here(forming), bad, "medlemmer.ods")
    assert "1 error keeps the list out." in head.client.get(there).text
    answer = head.client.get(f"{there}remarked")
    assert "medlemmer%20with%20remarks.xlsx" in answer.headers["Content-Disposition"].replace(
        "medlemmer with remarks", "medlemmer%20with%20remarks"
    )
    book = load_workbook(io.BytesIO(answer.data))
    said = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert said[0] == [*headings, "Remarks of the import"]
    assert said[1][:3] == ["Ada Berg", "ada(at)example.org", "Presse"]
    assert "ada(at)example.org is no e-mail address." in str(said[1][3])
    good = ods(headings, ("Ada Berg", "ada@example.org", "Presse"), ("Søren", "", "Embedsfolk"))
    there = read(head, here(forming), good, "medlemmer.ods")
    page = head.client.get(there).text
    assert state() == "checked", page
    post(head, f"{there}completion", there)
    assert names() == ["Ada Berg", "Søren"]
    roles = db.session.scalars(select(Member.role).order_by(Member.id)).all()
    assert roles == ["press", "official"]


UNREAD = "Shoe size,Star sign\n42,Leo\n38,Virgo\n"


def test_a_list_none_of_whose_columns_is_read_says_so(head: Visitor, forming: Delegation) -> None:
    """The page says what is missing, and the sheet says it where one looks for it."""
    there = read(head, here(forming), UNREAD)
    page = head.client.get(there).text
    assert state() == "refused"
    assert "1 error keeps the list out. Nothing was changed." in page
    assert "No column has the names. Choose the one that does." in page
    sheet = head.client.get(f"{there}remarked")
    assert sheet.status_code == 200
    assert "No column has the names." in sheet.data.decode("utf-8-sig").partition("42")[0]
    assert (names(), count(MemberImport)) == ([], 1)


def test_columns_that_are_not_read_alone_make_no_sheet_and_are_told(
    head: Visitor, forming: Delegation
) -> None:
    """Where the rest is sound, the page tells it and nothing is to be mended."""
    there = read(head, here(forming), "Name,Role,Shoe size\nAda Berg,Press,42\n")
    page = head.client.get(there).text
    assert state() == "checked"
    assert "Shoe size" in page
    assert head.client.get(f"{there}remarked").status_code == 404
    assert "Download the sheet with remarks" not in page


def test_a_list_with_headings_alone_is_told(head: Visitor, forming: Delegation) -> None:
    there = send(head, here(forming), "Name,Role\n").location
    jobs.run_job("member_imports")
    page = head.client.get(there).text
    assert (state(), names()) == ("refused", [])
    assert "Nothing was changed." in page
