"""An agenda on a sheet: one page, tagged, with its calendar inside, true to the release."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pypdf
import pytest
from flask import Flask
from hypothesis import Phase, given, settings

from cwf import i18n
from cwf.agendas.exports.paper import agenda_sheet, calendar
from cwf.agendas.picks import Hold
from cwf.registration.places import ClaimState, Held
from cwf.settings import ROOT
from cwf.web import templating
from cwf.web.calendar_blocks import blocks_of
from cwf.web.documents import write_pdf
from cwf.web.rendering import render_in_child
from tests.agendas.exports.sheets import all_of, programme, sheet, words
from tests.programme.exports.material import DA, EN, SECOND, TIMETABLE, at, release, speaker, uuid
from tests.programme.exports.test_exports_agree import releases


@pytest.fixture(autouse=True, scope="module")
def press() -> Iterator[None]:
    """An application that knows languages and templates only."""
    app = Flask("press", root_path=str(ROOT), template_folder="templates")
    app.extensions["cwf_settings"] = SimpleNamespace(demo=False)
    i18n.init_app(app)
    templating.init_app(app)
    with app.app_context():
        yield


def read(made) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(agenda_sheet(made))))


def elements(reader: pypdf.PdfReader) -> list[str]:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        kids = waiting.pop(0).get("/K", [])
        objects = [kid.get_object() for kid in kids if not isinstance(kid, int)]
        waiting.extend(kid for kid in objects if "/K" in kid)
        found += [str(kid["/S"]) for kid in objects if "/S" in kid]
    return found


def test_sheet_is_tagged_titled_and_dated_by_the_release():
    reader = read(sheet(release(), all_of(release()), name="Eilidh Baird", own=True))
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Agenda of Eilidh Baird, Creativity World Forum 2030, Aarhus"
    assert reader.metadata.creation_date == SECOND
    told = reader.xmp_metadata.stream.get_data()
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in told
    assert b'pdfuaid:part="1"' in told


def test_entries_are_lists_below_their_days():
    of = programme(6)
    found = elements(read(sheet(of, all_of(of))))
    assert found.count("/L") == 3
    assert found.count("/LI") == 6
    assert found.count("/H3") == 6
    assert found.count("/H1") == 1
    assert found.count("/Figure") == 1  # the code: of one house there is no sketch


def test_the_calendar_lies_in_the_sheet_and_is_the_feed_of_the_same_picks():
    made = sheet(release(), all_of(release(), Hold.PLACE))
    reader = read(made)
    (inside,) = reader.attachments["agenda.ics"]
    assert inside == calendar(made)
    assert set(blocks_of(inside)) == {str(one.uuid) for one in release().timetable.slots}
    assert len(reader.trailer["/Root"]["/AF"]) == 1


def test_words_of_a_sheet():
    held = {
        uuid(2): Held(root_id=1, state=ClaimState.WAITING, group="", since=SECOND, position=3),
        uuid(3): Held(
            root_id=2, state=ClaimState.OFFERED, group="", since=SECOND, expires=at(14, 12)
        ),
    }
    of = programme(5)
    picks = {
        uuid(1): Hold.PLACE, uuid(2): Hold.WAITING, uuid(3): Hold.OFFERED,
        uuid(4): Hold.DUTY, uuid(5): Hold.WISH,
    }  # fmt: skip
    said = words(read(sheet(of, picks, name="Eilidh Baird", own=True, held=held)))
    for part in (
        "Creativity World Forum 2030, Aarhus. Agenda of Eilidh Baird",
        "Thursday 16 May",
        "08:00 to 09:00 Talk 1 Talk. Place confirmed Great Room",
        "Talk. Waiting list, no. 3",
        "Talk. Place offered until Tuesday 14 May, 12:00",
        "Talk. Compulsory",
        "The code above opens your agenda as it is now. You sign in first.",
        "Release 2, 1 April 2030, 14:00. Times in Copenhagen (UTC+2).",
        "1 of 1",
    ):
        assert part in said
    assert "\ufffd" not in said


def test_a_sheet_in_danish_writes_danish_hours_and_days():
    said = words(read(sheet(release(), all_of(release()), to=DA)))
    assert "Onsdag 15. maj" in said
    assert "Byer for mennesker" in said
    assert "10.00" in said


def test_a_sheet_of_nobodys_names_nobody_and_opens_the_page_that_spells_it():
    made = sheet(programme(3), all_of(programme(3)))
    assert made.live == "https://forum.example.org/en/editions/2030/agenda?picks=1.2.3"
    assert "My agenda" in words(read(made))
    assert "sign in" not in words(read(made))


def test_the_code_of_an_own_sheet_holds_no_secret():
    made = sheet(programme(3), all_of(programme(3)), own=True)
    assert made.live == "https://forum.example.org/en/account/agendas/2030/"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("entries", "pages"), [(1, 1), (3, 1), (14, 1), (15, 2), (20, 2)])
def test_fourteen_entries_are_a_page_and_more_are_two(entries, pages, paper):
    of = programme(entries)
    reader = read(sheet(of, all_of(of), paper=paper))
    assert len(reader.pages) == pages
    said = words(reader)
    assert [n for n in range(1, entries + 1) if f"Talk {n} Talk" not in said] == []


def test_long_titles_are_set_no_smaller_and_lose_nothing():
    title = "Whoever mends what the harbour throws back may keep it for as long as it floats"
    of = programme(14, title=title)
    reader = read(sheet(of, all_of(of), paper="letter"))
    said = words(reader)
    assert [n for n in range(1, 15) if f"{title} {n}" not in said] == []
    assert len(reader.pages) == 2


def test_an_empty_agenda_says_so():
    assert "Nothing is picked yet" in words(read(sheet(programme(2), {})))


def test_what_was_cancelled_or_is_gone_is_told_in_words():
    said = words(read(sheet(release(), {**all_of(release()), release().gone[0].uuid: Hold.WISH})))
    assert "Cancelled: Storm" in said
    assert "No longer in the programme" in said


def test_clashes_name_the_start_of_the_earlier_one():
    of = programme(2)
    one, other = of.timetable.slots
    beside = replace(other, starts=one.starts.replace(minute=30), ends=one.ends)
    of = replace(of, timetable=replace(of.timetable, slots=(one, beside)))
    hour = f"{of.timetable.local(one.starts):%H:%M}"
    assert f"Clashes with {hour}" in words(read(sheet(of, all_of(of))))


def test_every_script_is_printed_with_a_character_of_its_own():
    reader = read(sheet(programme(2, title="李雯 ಅನನ್ಯ मीरा"), all_of(programme(2)), name="李雯"))
    said = words(reader)
    assert "李雯" in said
    assert "\ufffd" not in said
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        assert "/ToUnicode" in font.get_object()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_paper_has_its_size(paper):
    size = {"a4": [210, 297], "letter": [215.9, 279.4]}[paper]
    box = read(sheet(programme(2), all_of(programme(2)), paper=paper)).pages[0].mediabox
    assert [round(float(edge) / 72 * 25.4, 1) for edge in (box.width, box.height)] == size


def test_the_same_agenda_gives_the_same_bytes():
    def made() -> bytes:
        return write_pdf(agenda_sheet(sheet(release(), all_of(release()), name="Eilidh Baird")))

    assert made() == made()


def test_a_child_minds_nothing():
    assert render_in_child(agenda_sheet(sheet(release(), all_of(release())))).complaints == ()


START = re.compile(r"^(\d\d:\d\d(?: [A-Z]{2,5}\b)?)")


def starts(reader: pypdf.PdfReader) -> list[str]:
    """The hours that stand before entries, in order."""
    lines = "\n".join(page.extract_text() for page in reader.pages).split("\n")
    return [found[1] for line in lines if (found := START.match(line))]


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(of=releases())
def test_sheet_and_calendar_tell_the_instants_of_the_release_when_clocks_change(of):
    made = sheet(of, all_of(of))
    zone = of.timetable.zone

    def hour(instant: datetime) -> str:
        local = instant.astimezone(zone)
        other = local.replace(fold=1 - local.fold)
        return f"{local:%H:%M}" + (f" {local:%Z}" if local.utcoffset() != other.utcoffset() else "")

    slots = sorted(of.timetable.slots, key=lambda one: one.starts)
    assert sorted(starts(read(made))) == sorted(hour(one.starts) for one in slots)
    inside = blocks_of(calendar(made))
    assert set(inside) == {str(one.uuid) for one in slots}
    for one in slots:
        utc = one.starts.astimezone(UTC)
        assert (
            f"{utc:DTSTART:%Y%m%dT%H%M%SZ}".encode() in inside[str(one.uuid)]
            or f":{one.starts.astimezone(zone):%Y%m%dT%H%M%S}".encode() in inside[str(one.uuid)]
        )


def test_nothing_of_a_speaker_who_was_not_picked_stands_in_it():
    of = release(replace(TIMETABLE, speakers=(*TIMETABLE.speakers, speaker("x", "Canary Private"))))
    pdf = write_pdf(agenda_sheet(sheet(of, {of.timetable.slots[0].uuid: Hold.WISH}, to=EN)))
    assert "Canary" not in words(pypdf.PdfReader(io.BytesIO(pdf)))
