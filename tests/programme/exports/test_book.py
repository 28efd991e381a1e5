"""The programme book: one PDF that says what the release says, in its reader's language."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pypdf
import pytest
from flask import Flask
from hypothesis import Phase, given, settings
from pypdf.generic import Destination

from cwf import i18n
from cwf.programme.exports.book import PAPERS, BookOptions, BookTexts, book
from cwf.programme.release import Release
from cwf.programme.selection import Selection
from cwf.programme.timetable import Appearance, PersonRole, Region
from cwf.settings import ROOT
from cwf.web import templating
from cwf.web.documents import write_pdf
from cwf.web.rendering import render_in_child
from tests.programme.exports.material import (
    SECOND,
    TIMETABLE,
    at,
    noticed,
    release,
    session,
    slot,
    speaker,
)
from tests.programme.exports.test_exports_agree import releases
from tests.programme.strategies import large_timetable, sample_timetable

INDIA = Region(slug="karnataka", name={"en": "Karnataka"}, country="IN")


@pytest.fixture(autouse=True, scope="module")
def press() -> Iterator[None]:
    """An application that knows languages and templates only."""
    app = Flask("press", root_path=str(ROOT), template_folder="templates")
    app.extensions["cwf_settings"] = SimpleNamespace(demo=False)
    i18n.init_app(app)
    templating.init_app(app)
    with app.app_context():
        yield


@pytest.fixture(autouse=True)
def words(press: None) -> None:
    """The application of this module instead of the folder's smaller one."""


def printed(of: Release, language: str = "en", **texts: str) -> pypdf.PdfReader:
    document = book(of, options=BookOptions(language=language), texts=BookTexts(**texts))
    return pypdf.PdfReader(io.BytesIO(write_pdf(document)))


def text(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def bookmarks(reader: pypdf.PdfReader) -> list[str]:
    def flat(items: list) -> Iterator[str]:
        for item in items:
            if isinstance(item, Destination):
                yield str(item.title)
            else:
                yield from flat(item)

    return list(flat(reader.outline))


def test_book_is_tagged_titled_and_dated_by_the_release():
    reader = printed(release())
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Creativity World Forum 2030: programme"
    assert reader.metadata.creation_date == SECOND


def test_book_has_bookmarks_for_days_groups_and_regions():
    assert bookmarks(printed(release())) == [
        "How to read this book",
        "Contents",
        "Wednesday 15 May",
        "Keynotes",
        "Wednesday, by time",
        "13:00",
        "16:00",
        "Thursday 16 May",
        "Thursday, by time",
        "01:00",
        "Friday 17 May",
        "Keynotes",
        "Who is here",
        "Places",
        "Concert Hall",
        "Dome",
    ]


def test_book_names_sessions_places_and_hours():
    said = text(printed(release()))
    for words in (
        "Shape your\nfuture",
        "Ada Berg",
        "10:00–11:15",
        "Great Room, Small Room, Concert Hall",
        "Tur til Ærø",
        "from 13:00, Foyer, Dome",
        "Unplaced lunch to 15:00",
        "to 03:00, Foyer, Concert Hall",
        "Hall Street 1, Aarhus",
    ):
        assert words in said


def test_book_tells_of_cancellation_and_substitution_in_words():
    said = text(printed(release()))
    assert "Cancelled: Storm" in said
    assert "Ada Berg steps in for carl-holm." in said


def test_book_in_danish_writes_danish_hours_and_days():
    reader = printed(release(), "da")
    said = text(reader)
    assert reader.trailer["/Root"]["/Lang"] == "da"
    assert "10.00–11.15" in said
    assert "Byer for mennesker" in said
    assert "Onsdag 15. maj" in bookmarks(reader)


def test_every_page_but_the_cover_names_the_release():
    feet = [page.extract_text() for page in printed(release()).pages][1:]
    left = [page for page in feet[::2] if "Release 2, 1 April 2030, 14:00" in page]
    assert len(left) == len(feet[::2])


def test_what_is_not_real_is_said_on_paper():
    assert "Times and places are illustrative" in text(printed(noticed(illustrative=True)))
    assert "An invented edition" in text(printed(noticed(invented=True)))
    assert "illustrative" not in text(printed(release()))


def test_book_prints_every_script_with_a_character_of_its_own():
    people = (
        speaker(
            "rao", "Ananya Rao", original_name="ಅನನ್ಯ ರಾವ್", original_language="kn", region=INDIA
        ),
        speaker("li", "Li Wen", original_name="李雯", original_language="zh", country="CN"),
        speaker("joshi", "Meera Joshi", original_name="मीरा जोशी", original_language="hi"),
    )
    panel = session(
        9, "panel", people=tuple(Appearance(speaker=p.slug, role=PersonRole.HOST) for p in people)
    )
    of = release(
        replace(
            TIMETABLE,
            speakers=people,
            sessions=(panel,),
            slots=(slot(1, "panel", at(15, 9), at(15, 10), "great"),),
        )
    )
    reader = printed(of)
    said = text(reader)
    assert "李雯" in said
    assert "\ufffd" not in said
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/ToUnicode" in font.get_object()


def test_people_stand_in_the_order_of_the_language():
    people = tuple(speaker(name.lower(), name, country="DK") for name in ("Åse", "Bo", "Zoe"))
    panel = session(
        9, "panel", people=tuple(Appearance(speaker=p.slug, role=PersonRole.HOST) for p in people)
    )
    of = release(
        replace(
            TIMETABLE,
            speakers=people,
            sessions=(panel,),
            slots=(slot(1, "panel", at(15, 9), at(15, 10)),),
        )
    )

    def order(language: str) -> list[str]:
        last = [
            page.extract_text()
            for page in printed(of, language).pages
            if "Åse" in page.extract_text()
        ][-1]
        return re.findall("Åse|Bo|Zoe", last)

    assert order("en") == ["Åse", "Bo", "Zoe"]
    assert order("da") == ["Bo", "Zoe", "Åse"]


def test_markdown_of_the_edition_is_set_and_html_is_not():
    said = text(
        printed(release(), practical="Take *line* 2 <b>now</b>", welcome="# Welcome\n\nHello")
    )
    assert "Take line 2 <b>now</b>" in said
    assert "Hello" in said


def test_a_part_keeps_the_numbers_of_the_whole_and_says_what_it_is():
    part = Selection(days=(date(2030, 5, 17),))
    document = book(release(), options=BookOptions(language="en", selection=part))
    said = text(pypdf.PdfReader(io.BytesIO(write_pdf(document))))
    assert "A part of the programme\nFriday 17 May" in said
    assert "Cities <for> people; again" in said
    assert "1Ada Berg" in said
    assert "Tur til Ærø" not in said
    assert "Dome" not in said


def test_tracks_that_have_but_a_name_need_no_key():
    marked = tuple(replace(track, mark="dots") for track in TIMETABLE.tracks)
    explained = "Every track has a question"
    assert explained in text(printed(release(replace(TIMETABLE, tracks=marked))))
    assert explained not in text(printed(release()))


def test_the_same_release_gives_the_same_bytes():
    options = BookOptions(language="en")
    assert write_pdf(book(release(), options=options)) == write_pdf(
        book(release(), options=options)
    )


def test_a_programme_that_has_everything_prints_without_complaint():
    of = replace(release(), timetable=sample_timetable())
    rendered = render_in_child(book(of, options=BookOptions(language="da")))
    assert rendered.complaints == ()


def test_three_hundred_sessions_stay_within_their_memory_and_lose_none():
    of = replace(release(), timetable=large_timetable(300))
    rendered = render_in_child(book(of, options=BookOptions(language="en", paper="a4")))
    assert rendered.peak_bytes < 300 * 2**20
    assert rendered.complaints == ()
    said = " ".join(text(pypdf.PdfReader(io.BytesIO(rendered.pdf))).split())
    lost = [one.slug for one in of.timetable.sessions if one.title["en"] not in said]
    assert lost == []


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        ("a5", (148, 210)),
        ("a4", (210, 297)),
        ("letter", (215.9, 279.4)),
        ("half-letter", (139.7, 215.9)),
    ],
)
def test_every_paper_has_its_size(paper, size):
    document = book(release(), options=BookOptions(language="en", paper=paper))
    sheet = pypdf.PdfReader(io.BytesIO(write_pdf(document))).pages[3].mediabox
    assert [round(float(edge) / 72 * 25.4, 1) for edge in (sheet.width, sheet.height)] == list(size)


def test_papers_are_those_that_are_drawn():
    drawn = {path.stem for path in (ROOT / "static" / "print").glob("*.css")}
    others = {
        "agenda", "agenda-letter", "attendance", "attendance-letter", "booklet", "door",
        "door-letter", "list", "ticket", "ticket-a4", "ticket-phone", "tickets",
        "tickets-letter",
    }  # fmt: skip
    assert drawn - others - {"book"} == set(PAPERS)


# What the list by time says of one placing: day, start, title, place, end.
FACTS = re.compile(
    r"^(?P<until>(?:to|from) \d\d:\d\d(?: [A-Z]+)?)(?:, (?P<place>[^,]+(?:, [^,]+)*))?$"
)
TITLE = re.compile(r"^\d+ (Kept|Other|Called off)$")
START = re.compile(r"^\d\d:\d\d(?: [A-Z]+)?$")


def read_back(reader: pypdf.PdfReader) -> set[tuple[int, str, str, str, str]]:
    found, day, start, title = set(), 0, "", ""
    for line in text(reader).split("\n"):
        if line.endswith(", by time"):
            day += 1
        elif START.match(line):
            start = line
        elif match := TITLE.match(line):
            title = match[1]
        elif day and title and (facts := FACTS.match(line)):
            found.add((day, start, title, facts["place"] or "", facts["until"]))
            title = ""
    return found


def to_be_read(of: Release) -> set[tuple[int, str, str, str, str]]:
    timetable = of.timetable
    zone = timetable.zone

    def hour(instant: datetime) -> str:
        local = instant.astimezone(zone)
        other = local.replace(fold=1 - local.fold)
        return f"{local:%H:%M}" + (f" {local:%Z}" if local.utcoffset() != other.utcoffset() else "")

    return {
        (
            timetable.days.index(timetable.day(one)) + 1,
            hour(one.starts),
            timetable.session[one.session].title["en"],
            ", ".join(
                [
                    *(timetable.room[r].name["en"] for r in one.rooms),
                    *["Concert Hall"] * bool(one.rooms),
                ]
            ),
            f"to {hour(one.ends)}" if one.ends else f"from {hour(one.starts)}",
        )
        for one in timetable.slots
    }


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(of=releases())
def test_book_says_what_the_release_says_through_the_nights_when_clocks_change(of):
    assert read_back(printed(of)) == to_be_read(of)
