"""The lists that hosts and heads take along: who is on them, what they say, and to whom."""

import csv
import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pypdf
import pytest
from flask.testing import FlaskClient

from cwf import jobs
from cwf.database import db
from cwf.delegations.exports.list_sheet import list_sheet
from cwf.delegations.exports.told import tell
from cwf.delegations.forms.lists import WORDS
from cwf.delegations.lists import List, keep_until
from cwf.delegations.queries.lists import Scope, list_of
from cwf.i18n import speaking
from cwf.people.models import Account
from cwf.registration.models import Participant
from cwf.web.documents import write_pdf
from tests.browsing import Browser
from tests.delegations.parties import NOON, Party, comes, leads
from tests.programme.conftest import Forum

MANAGE = "/en/manage/editions/2017/lists"
ALL = [str(kind) for kind in List]


def rows(browser: Browser, path: str) -> list[list[str]]:
    """A list as CSV."""
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def pdf_text(browser: Browser, page: str) -> str:
    """A list as it is read back from paper."""
    asked = browser.post(f"{page}/papers", page=page)
    assert asked.status_code == 303
    assert "data-again" in browser.get(asked.location).text
    jobs.run_job("papers")
    file = browser.get(browser.get(asked.location).location)
    assert (file.content_type, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    reader = pypdf.PdfReader(io.BytesIO(file.data))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


def test_arrivals_go_by_day_and_hour(parties: tuple[Party, Party], host: Browser) -> None:
    assert rows(host, f"{MANAGE}/arrivals.csv") == [
        ["Day", "Hour", "Name", "Delegation", "How", "Lodging"],
        ["2017-10-30", "", "Isla Morrison, with Ailsa Morrison", "Scotland", "", ""],
        ["2017-10-31", "08:00", "Walt Canary", "Oklahoma", "CANARY flight", "CANARY inn"],
        ["2017-10-31", "14:35", "Ailsa Morrison", "Scotland", "flight to Aarhus", "Hotel A"],
        ["2017-10-31", "", "Calum Reid", "Scotland", "train", "Hotel B"],
    ]


def test_departures_say_who_leaves_when(parties: tuple[Party, Party], host: Browser) -> None:
    assert rows(host, f"{MANAGE}/departures.csv") == [
        ["Day", "Hour", "Name", "Delegation", "How", "Lodging"],
        ["2017-11-02", "", "Calum Reid", "Scotland", "", "Hotel B"],
        ["2017-11-03", "09:05", "Ailsa Morrison", "Scotland", "train", "Hotel A"],
    ]


def test_who_is_where_on_days_beyond_the_forum(parties: tuple[Party, Party], host: Browser) -> None:
    found = rows(host, f"{MANAGE}/stays.csv")
    assert [row[:4] for row in found] == [
        ["Day", "Name", "Delegation", "Lodging"],
        ["2017-10-30", "Isla Morrison, with Ailsa Morrison", "Scotland", ""],
        ["2017-10-31", "Walt Canary", "Oklahoma", "CANARY inn"],
        ["2017-10-31", "Ailsa Morrison", "Scotland", "Hotel A"],
        ["2017-10-31", "Calum Reid", "Scotland", "Hotel B"],
        ["2017-10-31", "Isla Morrison, with Ailsa Morrison", "Scotland", ""],
        ["2017-11-03", "Ailsa Morrison", "Scotland", "Hotel A"],
    ]


def test_diets_are_counted_by_day(forum: Forum, parties: tuple[Party, Party]) -> None:
    found = list_of(List.DIETS, Scope(edition=forum.edition))
    assert found.days == tuple(
        date(2017, month, day) for month, day in ((10, 30), (10, 31), (11, 1), (11, 2), (11, 3))
    )
    assert {one.diet: one.numbers for one in found.counts} == {
        "vegan": (1, 2, 2, 2, 1),
        "halal": (0, 1, 1, 1, 0),
        "gluten-free": (0, 1, 1, 1, 1),
        "other": (0, 1, 1, 1, 1),
        "nothing": (0, 1, 2, 2, 0),
    }
    assert found.present == (1, 4, 5, 5, 1)


def test_diets_are_told_by_name_in_words(parties: tuple[Party, Party], host: Browser) -> None:
    assert [row[:3] for row in rows(host, f"{MANAGE}/diets.csv")] == [
        ["Name", "Delegation", "Diet"],
        ["Walt Canary", "Oklahoma", "Halal"],
        ["Ailsa Morrison", "Scotland", "Vegan, Gluten-free; no mushrooms"],
        ["Isla Morrison, with Ailsa Morrison", "Scotland", "Vegan"],
    ]
    page = host.get(f"{MANAGE}/diets").text
    assert '<th scope="row">Vegan</th><td class="number">1</td><td class="number">2</td>' in page


def test_access_needs_stand_apart(parties: tuple[Party, Party], host: Browser) -> None:
    assert [row[:3] for row in rows(host, f"{MANAGE}/access.csv")] == [
        ["Name", "Delegation", "Access needs"],
        ["Walt Canary", "Oklahoma", "CANARY wheelchair"],
        ["Calum Reid", "Scotland", "a ramp"],
    ]


def test_photographers_learn_whom_to_spare_and_nothing_else(
    parties: tuple[Party, Party], host: Browser
) -> None:
    assert rows(host, f"{MANAGE}/photos.csv") == [
        ["Name", "Delegation", "Answer"],
        ["Walt Canary", "Oklahoma", "Not said"],
        ["Calum Reid", "Scotland", "No"],
    ]


def test_members_stand_by_delegation(
    parties: tuple[Party, Party], host: Browser, account: Callable[..., Account]
) -> None:
    leads(parties[0], account("ailsa@example.org"), "head")
    found = rows(host, f"{MANAGE}/members.csv")
    assert [row[:5] for row in found] == [
        ["Delegation", "Name", "Role", "Affiliation", "Country"],
        ["Oklahoma", "Walt Canary", "Official", "CANARY works", "United States"],
        ["Scotland", "Ailsa Morrison", "Head of delegation, Official", "Scottish Government",
         "United Kingdom"],
        ["Scotland", "Isla Morrison, with Ailsa Morrison", "Accompanying person", "",
         "United Kingdom"],
        ["Scotland", "Calum Reid", "Student", "'=Creative", "United Kingdom"],
    ]  # fmt: skip


def test_a_delegation_s_own_list_does_not_repeat_whose_it_is(
    parties: tuple[Party, Party], ailsa: Browser
) -> None:
    own = f"/en/delegations/{parties[0].row.uuid}/lists"
    assert [row[:2] for row in rows(ailsa, f"{own}/members.csv")] == [
        ["Name", "Role"],
        ["Ailsa Morrison", "Head of delegation, Official"],
        ["Isla Morrison, with Ailsa Morrison", "Accompanying person"],
        ["Calum Reid", "Student"],
    ]
    for page in (ailsa.get(f"{own}/members").text, ailsa.get(f"{own}/").text):
        assert "Members of delegations" not in page
    assert "<title>Members: Scotland" in ailsa.get(f"{own}/members").text
    assert "Members: Scotland" in pdf_text(ailsa, f"{own}/members"), "on paper it is said"


def test_who_did_not_agree_is_not_named_to_others(
    parties: tuple[Party, Party], host: Browser
) -> None:
    assert [row[1] for row in rows(host, f"{MANAGE}/names.csv")] == [
        "Name", "Ailsa Morrison", "Isla Morrison, with Ailsa Morrison", "Åse Østergård",
    ]  # fmt: skip
    page = host.get(f"{MANAGE}/names").text
    assert "1 has not said and is not named · 1 does not want to be" in page
    assert ("Calum" in page, "Canary" in page) == (False, False)


def test_who_is_not_confirmed_is_on_no_list(
    forum: Forum, parties: tuple[Party, Party], host: Browser
) -> None:
    for row in db.session.query(Participant):
        row.standing = "cancelled"
    db.session.commit()
    for kind in ALL:
        assert len(rows(host, f"{MANAGE}/{kind}.csv")) == 1
        assert "Nobody is on this list" in host.get(f"{MANAGE}/{kind}").text


def test_every_list_says_for_whom_and_until_when(
    parties: tuple[Party, Party], host: Browser
) -> None:
    page = host.get(f"{MANAGE}/diets").text
    assert "For those who cook and serve, and nobody else." in page
    assert "Keep it until Friday 3 November 2017 at the latest, then destroy it." in page
    assert keep_until(List.PHOTOS, None) is None


@pytest.mark.parametrize("kind", ALL)
def test_paper_and_sheet_say_what_the_page_says(
    forum: Forum, parties: tuple[Party, Party], host: Browser, kind: str
) -> None:
    found = rows(host, f"{MANAGE}/{kind}.csv")
    book = openpyxl.load_workbook(io.BytesIO(host.get(f"{MANAGE}/{kind}.xlsx").data))
    sheet = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in sheet[:1]] == found[0][:1]
    assert len(sheet) == len(found)
    told = tell(list_of(List(kind), Scope(edition=forum.edition)), WORDS, ends=forum.edition.ends)
    said, page = pdf_text(host, f"{MANAGE}/{kind}"), host.get(f"{MANAGE}/{kind}").text
    texts = [told.title, told.whom, told.until, *told.counts, *told.heads]
    texts += [cell for group in told.groups for row in group.rows for cell in row
              if isinstance(cell, str)]  # fmt: skip
    squeezed = said.replace(" ", "")
    assert [text for text in texts if text.replace(" ", "") not in squeezed] == []
    names = [row[at] for row in found[1:] for at, head in enumerate(found[0]) if head == "Name"]
    assert [name for name in names if name not in page] == []


def test_the_same_list_gives_the_same_bytes(forum: Forum, parties: tuple[Party, Party]) -> None:
    scope = Scope(edition=forum.edition)
    with speaking("da"):
        told = tell(list_of(List.ARRIVALS, scope), WORDS, ends=forum.edition.ends)
    sheets = [
        write_pdf(list_sheet(told, language="da", forum="Aarhus 2017", zone="UTC", at=NOON))
        for _ in range(2)
    ]
    assert sheets[0] == sheets[1]


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind != "names"])
def test_a_head_sees_own_people_and_nobody_else_in_any_format(
    parties: tuple[Party, Party], ailsa: Browser, kind: str
) -> None:
    scotland, oklahoma = parties
    own = f"/en/delegations/{scotland.row.uuid}/lists"
    seen = [ailsa.get(f"{own}/{kind}").text, pdf_text(ailsa, f"{own}/{kind}")]
    seen.append(str(rows(ailsa, f"{own}/{kind}.csv")))
    book = openpyxl.load_workbook(io.BytesIO(ailsa.get(f"{own}/{kind}.xlsx").data))
    seen += [str([list(page.iter_rows(values_only=True)) for page in book.worksheets])]
    assert ["CANARY" in text or "Canary" in text or "Åse" in text for text in seen] == [False] * 4
    theirs = f"/en/delegations/{oklahoma.row.uuid}/lists"
    for path in ("/", f"/{kind}", f"/{kind}.csv", f"/{kind}.xlsx"):
        assert (path, ailsa.get(f"{theirs}{path}").status_code) == (path, 404)
    for path in (f"/{kind}", f"/{kind}.csv"):
        assert (path, ailsa.get(f"{MANAGE}{path}").status_code) == (path, 404)


def test_a_sheet_of_paper_is_its_readers_alone(
    parties: tuple[Party, Party], host: Browser, ailsa: Browser
) -> None:
    """Neither the host's sheet nor a delegation's is found below the address of another."""
    scotland, oklahoma = (f"/en/delegations/{one.row.uuid}/lists/diets" for one in parties)
    sheets = {}
    for page in (f"{MANAGE}/diets", scotland, oklahoma):
        sheets[page] = host.post(f"{page}/papers", page=page).location.rsplit("/", 1)[1]
    jobs.run_job("papers")
    for page in sheets:
        for other, name in sheets.items():
            status = 200 if page == other else 404
            assert host.get(f"{page}/papers/{name}.pdf").status_code == status
    assert ailsa.get(f"{scotland}/papers/{sheets[scotland]}.pdf").status_code == 200
    assert ailsa.get(f"{oklahoma}/papers/{sheets[oklahoma]}.pdf").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("", 404)])
def test_others_get_no_list(
    forum: Forum,
    parties: tuple[Party, Party],
    role: str,
    status: int,
    staff: Callable[..., Account],
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    other = signed_in(staff(forum, role) if role else account("eve@example.org"))
    for path in ("/", "/diets", "/diets.csv", "/diets.xlsx"):
        assert other.get(f"{MANAGE}{path}").status_code == status
        assert other.get(f"/en/delegations/{parties[0].row.uuid}/lists{path}").status_code == 404


def test_five_hundred_arrivals_never_leave_a_day_alone_at_a_foot(
    forum: Forum, parties: tuple[Party, Party]
) -> None:
    for number in range(120):
        said = {"arrives": date(2017, 10, 22 + number % 10), "arrival": "train"}
        comes(forum, parties[0], f"Guest{number} Number", said)
    told = tell(
        list_of(List.ARRIVALS, Scope(edition=forum.edition)), WORDS, ends=forum.edition.ends
    )
    sheet = list_sheet(told, language="en", forum="Aarhus 2017", zone="UTC", at=NOON)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(sheet))).pages]
    assert len(pages) > 3
    for page in pages:
        lines = [line for line in page.splitlines() if line.strip()]
        heads = [
            at for at, line in enumerate(lines) if "October 2017" in line and "stood" not in line
        ]
        assert all(at < len(lines) - 4 for at in heads), lines[-6:]
        assert "Hour" in page, "heads repeat on every page"


def test_page_of_a_delegation_leads_to_its_lists_and_its_booklet(
    parties: tuple[Party, Party], ailsa: Browser
) -> None:
    own = f"/en/delegations/{parties[0].row.uuid}/"
    page = ailsa.get(own).text
    for further in ("lists/", "booklet/"):
        assert f'href="{own}{further}"' in page
        assert ailsa.get(f"{own}{further}").status_code == 200
