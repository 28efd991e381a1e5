"""How the workbook of a draft looks and behaves in a spreadsheet program."""

import io
from datetime import date, time
from typing import Any

from openpyxl import load_workbook

from cwf.programme.exports.sheets.filled import filled
from cwf.programme.exports.sheets.xlsx import HIDDEN, xlsx_of
from tests.programme.sheets.drafts import VOCABULARY, standing_of
from tests.programme.strategies import make_session, make_timetable, sample_timetable

SAMPLE = standing_of(sample_timetable())


def opened(standing: Any = SAMPLE, language: str = "en") -> Any:
    """The workbook as openpyxl sees it."""
    made = xlsx_of(filled(standing, language=language, vocabulary=VOCABULARY))
    return load_workbook(io.BytesIO(made))


def column(page: Any, heading: str) -> str:
    """The letter of the column with this heading."""
    return str(next(cell.column_letter for cell in page[1] if cell.value == heading))


def test_a_sheet_for_each_noun_in_the_reader_s_language() -> None:
    assert opened().sheetnames == ["Sessions", "Speakers", "Rooms", "Tracks", "Venues", HIDDEN]
    danish = opened(language="da")
    assert danish.sheetnames == ["Sessioner", "Talere", "Lokaler", "Spor", "Huse", HIDDEN]
    assert danish[HIDDEN].sheet_state == "hidden"
    assert [cell.value for cell in danish["Lokaler"][1]] == [
        "ID", "Lokale [en]", "Lokale [da]", "Hus", "Siddepladser", "Ståpladser", "Uden trin",
        "Teleslynge", "Tolkebokse", "Sådan finder man det [en]", "Sådan finder man det [da]",
    ]  # fmt: skip


def test_times_are_times_and_the_zone_is_said() -> None:
    page = opened()["Sessions"]
    starts = page[f"{column(page, 'Starts (Europe/Copenhagen)')}2"]
    day = page[f"{column(page, 'Day')}2"]
    assert (starts.value, starts.number_format) == (time(9), "hh:mm")
    assert (day.value.date(), day.number_format) == (date(2031, 11, 5), "yyyy-mm-dd")


def test_the_head_stays_in_sight_and_rows_can_be_chosen() -> None:
    page = opened()["Sessions"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("C2", "A1:W18")
    assert page.row_dimensions[2].height == page.row_dimensions[18].height == 32


def test_what_can_be_chosen_is_offered_but_not_forced() -> None:
    page = opened()["Sessions"]
    offers = {
        str(one.sqref).partition(":")[0].rstrip("0123456789"): one
        for one in page.data_validations.dataValidation
    }
    assert set(offers) == {column(page, name) for name in ("Kind", "Track", "Status")}
    status = offers[column(page, "Status")]
    assert (status.formula1, status.showErrorMessage) == ('"draft,confirmed,cancelled"', False)
    assert offers[column(page, "Kind")].formula1.startswith('"keynote,talk,workshop,panel,')


def test_choices_with_commas_stand_in_a_sheet_of_their_own() -> None:
    timetable = sample_timetable()
    draft = standing_of(timetable)
    first = next(entry for entry in draft.entries if entry.noun == "track")
    first.values["name"]["en"] = "People, creative"  # type: ignore[index]
    book = opened(draft)
    offers = {one.formula1 for one in book["Sessions"].data_validations.dataValidation}
    assert f"{HIDDEN}!$A$1:$A$3" in offers
    assert [cell.value for cell in book[HIDDEN]["A"]] == [
        "People, creative", "Creative Enterprise", "Creative City",
    ]  # fmt: skip


def test_text_that_looks_like_a_formula_is_text() -> None:
    session = make_session(1, "odd", title={"en": "=1+1"}, subtitle={"en": "#N/A"})
    page = opened(standing_of(make_timetable((session,))))["Sessions"]
    title, subtitle = page["B2"], page[f"{column(page, 'Subtitle [en]')}2"]
    assert (title.value, title.data_type, title.quotePrefix) == ("=1+1", "s", True)
    assert (subtitle.value, subtitle.data_type) == ("#N/A", "s")


def test_a_text_too_long_for_a_cell_says_that_it_stays() -> None:
    session = make_session(1, "long", abstract={"en": "x" * 40_000})
    page = opened(standing_of(make_timetable((session,))))["Sessions"]
    assert page[f"{column(page, 'Abstract [en]')}2"].value == "…"


def test_a_further_row_of_a_session_says_its_title_and_its_slot_only() -> None:
    page = opened()["Sessions"]
    rows = [row for row in page.iter_rows(values_only=True) if row[0] == "harbour-walk"]
    assert [sum(cell is not None for cell in row) for row in rows] == [13, 8]
    assert [row[1:3] for row in rows] == [("Harbour walk", "Havnetur")] * 2
