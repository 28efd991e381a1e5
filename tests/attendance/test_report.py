"""The attendance report: what it says, as a workbook and on paper."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from cwf.agendas.actions.papers import Wish
from cwf.agendas.exports.phone import printed
from cwf.agendas.models import Paper
from cwf.attendance.exports.board_charts import ran
from cwf.attendance.exports.report_told import Told, tell
from cwf.attendance.figures import Cell, Tally
from cwf.attendance.forms.reported import words_of
from cwf.attendance.forms.words import amount
from cwf.attendance.history import Edition, Said
from cwf.attendance.jobs.papers import MAKERS
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Campaign, Snapshot, Target
from cwf.attendance.queries.choices import Choices
from cwf.attendance.queries.report import report_of
from cwf.attendance.report import REPORT, Counted, Report, came
from cwf.attendance.report_table import Table
from cwf.database import db
from cwf.editions.models import Fact
from cwf.i18n import speaking
from cwf.people.models import Account
from cwf.web.documents import write_pdf
from tests.attendance.reported import a_card
from tests.delegations.parties import takes_part
from tests.programme.conftest import Forum

PAGE = "/en/manage/editions/2017/attendance/report"
AFTER = datetime(2017, 12, 1, 12, tzinfo=UTC)
NO_CHOICES = Choices(regions={}, days=())


@pytest.fixture(autouse=True)
def _after() -> Any:
    with time_machine.travel(AFTER, tick=False):
        yield


def figure(kind: str, low: float, measure: Unit | None, **more: Any) -> Said:
    unit = {"en": f"{measure}s" if measure else "states"}
    return Said(kind=kind, label={"en": f"{kind} {low:g}"}, low=low, unit=unit, measure=measure,
                **more)  # fmt: skip


def report(*cards: Any, told: tuple[Said, ...] = (), over: bool = True, **more: Any) -> Report:
    given: dict[str, Any] = {
        "regions": (), "countries": (), "days": (), "counts": (), "earlier": (), "invented": False,
        **more,
    }  # fmt: skip
    edition = Edition(slug="2017", city={"en": "Aarhus"}, year=2017, said=told)
    return Report(told=edition, zone="Europe/Copenhagen", over=over, cards=cards, **given)


def said(made: Report) -> Told:
    with speaking("en"):
        return tell(made, words_of(NO_CHOICES))


@pytest.mark.usefixtures("app")
def test_a_goal_of_which_nothing_was_counted_is_said_to_be_so() -> None:
    told = said(report(a_card(low=10000, known=False, unit=Unit.GUEST, name={"en": "Guests"})))
    assert told.heading == "Guests: 10,000 promised. No such count is known."
    assert told.goals.rows == [("Guests", "10,000 guests", "Not known", "–", "–")]


@pytest.mark.usefixtures("app")
def test_an_estimate_is_never_shown_as_if_it_were_counted() -> None:
    told = said(report(a_card(low=200, counted=100, estimated=50)))
    (row,) = told.goals.rows
    assert row[2] == "about 150 participants, of which 50 estimated (50–100)"
    (full,) = told.sheets[0].rows
    heads = told.sheets[0].heads
    found = dict(zip(heads, full, strict=True))
    assert [found[head] for head in ("Goal", "Counted", "Estimated", "Estimate from")] == [
        200, 100, 50, 50,
    ]  # fmt: skip
    assert found["Estimate to"] == 100
    assert found["Of the goal, per cent"] == 75.0


@pytest.mark.usefixtures("app")
def test_thousands_are_told_apart_and_the_heading_says_that_some_are_estimated() -> None:
    told = said(report(a_card(low=10000, counted=9000, estimated=2000)))
    assert told.heading == "Participants: About 11,000: the goal of 10,000 is reached."
    assert told.goals.rows[0][2] == (
        "about 11,000 participants, of which 2,000 estimated (2,000–4,000)"
    )
    assert said(report(a_card(low=10000, counted=10000))).heading == (
        "Participants: 10,000: the goal of 10,000 is reached."
    )


@pytest.mark.usefixtures("app")
def test_what_came_stands_below_what_was_promised_of_its_unit() -> None:
    cards = (
        a_card(low=3000, counted=186),
        a_card(low=10000, counted=10240, unit=Unit.GUEST, name={"en": "Guests"}),
    )
    assert [(bar.kind, bar.low) for bar in said(report(*cards)).bars] == [
        ("promised", 3000), ("reported", 186), ("promised", 10000), ("reported", 10240),
    ]  # fmt: skip


@pytest.mark.usefixtures("app")
def test_a_definition_says_what_its_goal_rests_on() -> None:
    sources = (("The bid", "https://example.org/bid"), ("Minutes of April", None))
    told = said(report(a_card(low=1, sources=sources), a_card(low=1, name={"en": "Others"})))
    assert [row[-1] for row in told.tables[-1].rows] == ["The bid; Minutes of April", "None given"]


@pytest.mark.usefixtures("app")
def test_every_count_without_names_says_what_it_rests_on() -> None:
    day = date(2017, 11, 1)
    nine = datetime(2017, 11, 1, 8, tzinfo=UTC)
    market = Tally(unit=Unit.GUEST, method=Method.LINCOLN_PETERSEN, number=1200, low=900,
                   high=1500, day=day, place="Market", channel="own")  # fmt: skip
    gate = Tally(unit=Unit.VISIT, method=Method.TURNSTILE, number=40)
    counts = (
        Counted(tally=market, starts=nine, ends=nine + timedelta(hours=3), confidence="B",
                evidence="Stickers."),
        Counted(tally=gate),
    )  # fmt: skip
    (table,) = [one for one in said(report(counts=counts)).tables if len(one.heads) == 6]
    assert table.rows == [
        ("about 1,200 guests (900–1,500)", "Wed 1 Nov, 09:00–12:00", "Market, by themselves",
         "estimated by capture and recapture (Lincoln–Petersen)",
         "B: a report of somebody who was there", "Stickers."),
        ("40 visits", "the forum as a whole", "everywhere", "turnstile", "–", "–"),
    ]  # fmt: skip


@pytest.mark.usefixtures("app")
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("number", "high", "said"),
    [(1.0, None, "1 guest"), (3000.0, None, "3,000 guests"), (1.5, None, "1.5 guests"),
     (0.0, 1.0, "0–1 guest"), (1500.0, 2000.0, "1,500–2,000 guests")],
)  # fmt: skip
def test_an_amount_says_its_unit_in_the_right_number(
    number: float, high: float | None, said: str
) -> None:
    with speaking("en"):
        assert amount(number, Unit.GUEST, high) == said


def test_a_column_of_numbers_is_known_as_one() -> None:
    rows = [("Scotland", None, 3, 1.5), ("Flanders", 40, 0, "–")]
    table = Table(title="", heads=("", "", "", ""), rows=rows, widths=(1, 1, 1, 1))
    assert table.numbers == (False, True, True, False)


@pytest.mark.usefixtures("app")
def test_units_share_a_scale_and_no_percentage() -> None:
    figures = (
        figure("promise", 10000, Unit.GUEST),
        figure("claim", 1200, Unit.DELEGATE, confidence="X"),
        figure("result", 21, Unit.COUNTRY),
        figure("result", 38, None),
    )
    told = said(report(told=figures))
    assert [(bar.kind, bar.low) for bar in told.bars] == [("promised", 10000), ("claimed", 1200)]
    assert told.keys == (("21", "result 21"),)
    (of_others,) = [one for one in told.tables if len(one.heads) == 6]
    assert len(of_others.rows) == 4
    assert "%" not in str(of_others.rows)


@pytest.mark.usefixtures("app")
def test_editions_before_are_read_only_where_the_unit_is_one() -> None:
    people = (figure("promise", 1500, Unit.PARTICIPANT, high=2000),
              figure("result", 2600, Unit.PARTICIPANT, qualifier="more_than"))  # fmt: skip
    before = Edition(slug="2010", city={"en": "Oklahoma City"}, year=2010, said=people)
    other = Edition(slug="2008", city={}, year=2008, said=(figure("result", 38, None),))
    told = said(report(earlier=(before, other)))
    read = ("Oklahoma City", "1,500–2,000 participants", "more than 2,600 participants",
            "more than 130% to 173%")  # fmt: skip
    title = "Expected and reported, edition by edition"
    assert rows(told.sheets, title) == [(2010, *read)]
    assert rows(told.tables, title) == [("2010", *read)]


def rows(tables: tuple[Table, ...], title: str) -> list[Any]:
    (found,) = [one for one in tables if one.title == title]
    return list(found.rows)


@pytest.mark.usefixtures("app")
def test_parts_stand_by_themselves_one_table_an_axis() -> None:
    whole = {"low": 300, "counted": 30}
    parts = [
        a_card(low=low, counted=counted, uuid=UUID(int=number), parent=UUID(int=1), axis=axis,
               value=name, name={"en": name})
        for number, (axis, name, low, counted) in enumerate(
            [("role", "Artists", 100, 10), ("region", "Tampere", 200, 0),
             ("role", "Press", 50, 20)], start=2,
        )
    ]  # fmt: skip
    told = said(report(a_card(**whole), *parts))
    assert [row[0] for row in told.goals.rows] == ["Participants"]
    assert rows(told.tables, "Participants, by role") == [
        ("Artists", "100", "10", "10%"), ("Press", "50", "20", "40%"),
    ]  # fmt: skip
    (by_region,) = [one for one in told.tables if one.title == "Participants, by region"]
    assert (by_region.heads[0], by_region.is_narrow) == ("Region", True)


@pytest.mark.usefixtures("app")
def test_what_cannot_all_be_true_is_named_with_its_sources() -> None:
    def claim(low: float, measure: Unit, title: str) -> Said:
        return figure(
            "claim", low, measure, confidence="X", sources=((title, "https://x.example"),)
        )

    people = (claim(1200, Unit.DELEGATE, "A"), claim(2000, Unit.PARTICIPANT, "B"))
    before = Edition(slug="2010", city={"en": "Oklahoma City"}, year=2010, said=people)
    told = said(report(told=(figure("result", 21, Unit.COUNTRY),), earlier=(before,)))
    title = "Where sources disagree"
    both = "claim 1200: 1,200 delegates; claim 2000: 2,000 participants"
    assert rows(told.tables, title) == [("Oklahoma City 2010", both, "A; B")]
    sources = rows(told.sheets, "Sources")
    assert [(row[0], row[4], row[5], *row[8:]) for row in sources] == [
        (2017, "21 countrys", 21, "None given", None),
        (2010, "1,200 delegates", 1200, "A", "https://x.example"),
        (2010, "2,000 participants", 2000, "B", "https://x.example"),
    ]


@pytest.mark.parametrize(("illustrative", "counted"), [(True, "Not known"), (False, "1 speaker")])
def test_a_programme_that_is_illustrative_is_no_count(
    forum: Forum, illustrative: bool, counted: str
) -> None:
    db.session.add(
        Target(edition_id=forum.edition.id, name={"en": "Speakers"}, definition={}, why={},
               unit="speaker", predicate={"of": "speakers"}, low=25)
    )  # fmt: skip
    forum.edition.illustrative = illustrative
    db.session.commit()
    told = said(report_of(forum.edition, at=AFTER))
    assert [row[2] for row in told.goals.rows] == [counted]


def test_who_came_is_counted_by_what_they_have_in_common() -> None:
    def cell(country: str | None, number: int, *days: Any, standing: str = "confirmed") -> Cell:
        return Cell(standing=standing, category="full", country=country, region="", role="",
                    channel="own", international=None, days=days, number=number)  # fmt: skip

    cells = [cell("DK", 3), cell("DK", 2, AFTER.date()), cell(None, 9), cell("SE", 1)]
    assert came([*cells, cell("DK", 50, standing="cancelled")], "country") == {
        "DK": (5, 2), "SE": (1, 0),
    }  # fmt: skip


@pytest.fixture
def target(forum: Forum) -> Target:
    row = Target(
        edition_id=forum.edition.id, name={"en": '=HYPERLINK("x")'},
        definition={"en": "Each once."}, why={}, unit="participant",
        predicate={"of": "registered"}, low=300, owner="Rosa",
    )  # fmt: skip
    db.session.add(row)
    for one in ("Ada", "Bo", "Cy"):
        takes_part(forum, one)
    db.session.commit()
    return row


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    return signed_in(staff(forum, "editor"))


@pytest.mark.usefixtures("target")
def test_the_workbook_has_numbers_and_no_formulas(editor: FlaskClient) -> None:
    answer = editor.get(f"{PAGE}.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    book = load_workbook(io.BytesIO(answer.data))
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    row = dict(zip(heads, page[2], strict=True))
    assert (row["Goal"].value, row["Counted"].value) == (300, 3)
    assert row["Target"].value == '=HYPERLINK("x")'
    assert {cell.data_type for sheet in book for line in sheet for cell in line}.isdisjoint({"f"})
    assert row["Who answers for it"].value == "Rosa"


def test_the_workbook_has_days_that_are_days_and_heads_that_stay_in_sight(
    forum: Forum, target: Target, editor: FlaskClient
) -> None:
    target.by = date(2017, 10, 31)
    add_fact(forum)
    db.session.commit()
    book = load_workbook(io.BytesIO(editor.get(f"{PAGE}.xlsx").data))
    assert book.sheetnames == [
        "Targets and results", "Definitions", "Campaigns", "By region", "By country of residence",
        "Day by day", "Counts without names", "Promised and reported, by whom",
        "Where sources disagree", "Expected and reported, edition", "Sources", "About this report",
    ]  # fmt: skip
    assert {sheet.freeze_panes for sheet in book} == {"B2"}
    first = book.worksheets[0]
    by = dict(zip([cell.value for cell in first[1]], first[2], strict=True))["By when"]
    assert (by.value, by.number_format) == (datetime(2017, 10, 31), "yyyy-mm-dd")
    sources = book["Sources"]
    assert [cell.value for cell in sources[2]] == [
        2017, "Aarhus", "Came", "reported", "more than 2,600 people", 2600, None, "Not said",
        "The Journal", "https://example.org/journal",
    ]  # fmt: skip
    assert sources.column_dimensions["I"].width == 50


def add_fact(forum: Forum) -> None:
    db.session.add(
        Fact(edition_id=forum.edition.id, position=0, kind="result", value=2600,
             label={"en": "Came"}, unit={"en": "people"}, measure="participant",
             qualifier="more_than",
             sources=[{"title": "The Journal", "url": "https://example.org/journal"}])
    )  # fmt: skip


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612.0, 792.0))])
def test_on_either_paper_its_foot_leads_to_the_live_figures(
    forum: Forum, target: Target, paper: str, size: tuple[float, float]
) -> None:
    live = f"http://localhost/en/manage/editions/{forum.edition.slug}/attendance/report"
    wish = Wish(edition_id=forum.edition.id, kind=REPORT, size=paper, language="en", seal="x")
    document = MAKERS[REPORT](wish, AFTER)
    assert document.media["code"] == printed(live)
    pages = PdfReader(io.BytesIO(write_pdf(document))).pages
    assert [round(float(side), 2) for side in pages[0].mediabox[2:]] == list(size)
    assert live in pages[-1].extract_text()
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"{number} of {len(pages)}" in text
        assert "Attendance report, Creativity World Forum 2017, Aarhus" in text
        assert "As it stood on 1 December 2017, 13:00, time in Copenhagen." in text


def test_of_another_paper_there_is_none(
    forum: Forum, editor: FlaskClient, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    assert editor.post(f"{PAGE}.pdf", data={"size": "a5"}).status_code == 422
    found = [editor.post(f"{PAGE}.pdf", data={"size": one}).location for one in ("a4", "letter")]
    assert found[0] != found[1]
    assert {row.size for row in db.session.query(Paper)} == {"a4", "letter"}


@pytest.mark.usefixtures("target")
def test_the_worker_makes_it_on_paper_for_who_may_read_it(
    forum: Forum, editor: FlaskClient, staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient], monkeypatch: pytest.MonkeyPatch, app: Flask,
) -> None:  # fmt: skip
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    wanted = editor.post(f"{PAGE}.pdf")
    assert wanted.status_code == 303
    row = db.session.query(Paper).filter_by(kind=REPORT).one()
    assert editor.get(wanted.location).status_code == 200
    assert editor.get(f"{wanted.location}.pdf").status_code == 404  # it is not made yet
    wish = Wish(edition_id=forum.edition.id, kind=row.kind, size="a4", language="da", seal="x")
    document = MAKERS[REPORT](wish, AFTER)
    text = PdfReader(io.BytesIO(write_pdf(document))).pages[0].extract_text()
    assert "3" in text
    assert "300" in text
    row.state, row.body = "ready", b"%PDF-"
    db.session.commit()
    assert editor.get(f"{wanted.location}.pdf").data == b"%PDF-"
    door = signed_in(staff(forum, "door"))
    for path in (PAGE, f"{PAGE}.xlsx", wanted.location, f"{wanted.location}.pdf"):
        assert door.get(path).status_code in (403, 404)


def advertised(forum: Forum, target: Target) -> None:
    """A figure on each of ten days of October, and three campaigns, one before its chart begins."""
    for day in range(1, 11):
        figures = {str(target.uuid): [day, 0, 0, 0]}
        db.session.add(
            Snapshot(edition_id=forum.edition.id, day=date(2017, 10, day), taken=AFTER,
                     source="job", figures=figures)
        )  # fmt: skip
    for name, first, last in (("A mail", 6, 6), ("Fairs", 8, 20), ("Before", 2, 2)):
        db.session.add(
            Campaign(edition_id=forum.edition.id, name={"en": name, "da": f"{name} (da)"},
                     starts=date(2017, 10, first), ends=date(2017, 10, last))
        )  # fmt: skip
    db.session.commit()


def test_campaigns_stand_on_the_charts_of_the_page_and_are_told_beside(
    forum: Forum, target: Target, editor: FlaskClient
) -> None:
    advertised(forum, target)
    page = editor.get(PAGE).text
    assert page.count('<rect class="span"') == 4  # two, in the wide chart and in the narrow one
    assert (
        "Bars along the axis: campaigns, 2\u00a0A mail, 6 October 2017; "
        "3\u00a0Fairs, 8–20 October 2017." in page
    )
    assert "Fairs (da), 8.–20. oktober 2017" in editor.get(PAGE.replace("/en/", "/da/")).text
    book = load_workbook(io.BytesIO(editor.get(f"{PAGE}.xlsx").data))
    assert [[cell.value for cell in line] for line in book["Campaigns"]] == [
        ["Campaign", "First day", "Last day", "Number on the charts"],
        ["Before", datetime(2017, 10, 2), datetime(2017, 10, 2), 1],
        ["A mail", datetime(2017, 10, 6), datetime(2017, 10, 6), 2],
        ["Fairs", datetime(2017, 10, 8), datetime(2017, 10, 20), 3],
    ]


def test_without_campaigns_nothing_is_said_of_any(
    forum: Forum, target: Target, editor: FlaskClient
) -> None:
    advertised(forum, target)
    db.session.query(Campaign).delete()
    db.session.commit()
    page = editor.get(PAGE).text.partition("growth")[2]
    assert ("<polyline" in page, 'class="span"' in page, "ampaign" in page) == (True, False, False)


def test_campaigns_stand_on_paper_with_their_numbers(forum: Forum, target: Target) -> None:
    advertised(forum, target)
    wish = Wish(edition_id=forum.edition.id, kind=REPORT, size="a4", language="en", seal="x")
    document = MAKERS[REPORT](wish, AFTER)
    chart = document.media["days0"].decode()
    assert chart.count('<rect class="span"') == 2
    assert re.findall(r'</rect><text class="strong"[^>]*>(\d)</text>', chart) == ["2", "3"]
    pages = PdfReader(io.BytesIO(write_pdf(document))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Number on the charts" in text
    assert "3 Fairs, 8–20 October 2017." in text


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((1, 3, 8, 9), ["", "1", "2", "2"]),
        ((1, 7, 10, 21), ["", "1", "2", "2"]),  # one that ran between two rows is not left out
        ((3, 30), ["1", "2"]),
        ((4, 7, 21, 22), ["", "", "2", ""]),
        ((1, 30), ["", "1, 2"]),
        ((), []),
    ],
)
def test_each_row_of_a_table_says_what_ran_since_the_row_before(
    days: tuple[int, ...], told: list[str]
) -> None:
    marks = [(date(2017, 10, first), date(2017, 10, last), "") for first, last in ((3, 3), (8, 20))]
    assert ran([(date(2017, 10, day), 0) for day in days], marks) == told


def test_two_charts_stand_on_a_page_also_with_campaigns(forum: Forum, target: Target) -> None:
    advertised(forum, target)
    more = [
        Target(edition_id=forum.edition.id, name={"en": f"More {number}"}, definition={}, why={},
               unit="participant", predicate={"of": "registered"}, low=300)
        for number in range(3)
    ]  # fmt: skip
    db.session.add_all(more)
    db.session.flush()
    for row in db.session.scalars(db.select(Snapshot)):
        row.figures = {**row.figures, **{str(one.uuid): [5, 0, 0, 0] for one in more}}
    db.session.commit()
    wish = Wish(edition_id=forum.edition.id, kind=REPORT, size="a4", language="da", seal="x")
    pages = PdfReader(io.BytesIO(write_pdf(MAKERS[REPORT](wish, AFTER)))).pages
    found = [len(re.findall(r"^Kampagner( –| \d)", page.extract_text(), re.M)) for page in pages]
    assert max(found) == 2
