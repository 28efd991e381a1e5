"""What a sheet and its columns mean, guessed by their names."""

import pytest

from cwf.programme.incoming import Noun
from cwf.programme.sheets.columns import choose, familiar, guess, is_remarks, mapping_of, noun_of
from cwf.programme.sheets.fields import FIELDS, fields_of, target_of, targets
from cwf.programme.sheets.table import REMARKS, Format, Table


def table(*headings: str, name: str = "") -> Table:
    """A sheet with these headings and no rows."""
    return Table(name=name, format=Format.XLSX, headings=headings,
                 columns=tuple(range(1, len(headings) + 1)), heading_row=1, rows=())  # fmt: skip


def guessed(noun: Noun, *headings: str) -> dict[str, str]:
    """Targets by heading in an edition in English and Danish."""
    return mapping_of(guess(table(*headings), noun, languages=("en", "da")))


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Title", "title:en"),
        ("Title [da]", "title:da"),
        ("Titel (dansk)", "title:da"),
        ("Danish title", "title:da"),
        ("title_da", "title:da"),
        ("Titel - English", "title:en"),
        ("Title [kn]", "title:kn"),
        ("Abstract (engelsk)", "abstract:en"),
        ("Starts (Europe/Copenhagen)", "starts"),
        ("Begynder (Europe/Copenhagen)", "starts"),
        ("Starttid:", "starts"),
        ("START", "starts"),
        ("Slut", "ends"),
        ("Varighed (min)", "minutes"),
        ("Oplægsholder(e)", "people"),
        ("Speaker names", "people"),
        ("Lokale", "rooms"),
        ("Session type", "kind"),
        ("Sesion type", "kind"),
        ("Shoe size", ""),
    ],
)
def test_a_column_of_sessions(heading: str, target: str) -> None:
    assert guessed(Noun.SESSION, heading) == {heading: target}


@pytest.mark.parametrize(
    ("noun", "headings", "found"),
    [
        (
            Noun.SESSION,  # as pretalx writes them
            ("ID", "Proposal title", "Session type", "Track", "Speaker names", "Room", "Start",
             "End", "State", "Abstract", "Internal notes"),
            ("id", "title:en", "kind", "track", "people", "rooms", "starts", "ends", "status",
             "abstract:en", "staff_note"),
        ),
        (
            Noun.SESSION,  # as Sched has it
            ("Event Name", "Event Start Date", "Event End Date", "Event Type", "Venue",
             "Description", "Speakers"),
            ("title:en", "starts", "ends", "kind", "rooms", "abstract:en", "people"),
        ),
        (
            Noun.SESSION,
            ("Dato", "Tid", "Programpunkt", "Spor", "Sal", "Medvirkende", "Noter"),
            ("day", "hours", "title:en", "track", "rooms", "people", "staff_note"),
        ),
        (
            Noun.SPEAKER,
            ("Fornavn", "Efternavn", "Virksomhed", "Land", "Bio", "Website"),
            ("first_name", "last_name", "affiliation:en", "country", "biography:en", "links"),
        ),
        (
            Noun.ROOM,
            ("Room name", "Building", "Capacity", "Wheelchair accessible", "Teleslynge"),
            ("name:en", "venue", "seats", "step_free", "hearing_loop"),
        ),
    ],
)  # fmt: skip
def test_sheets_of_other_systems_and_habits(
    noun: Noun, headings: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert noun_of(table(*headings)) is noun
    assert guessed(noun, *headings) == dict(zip(headings, found, strict=True))


def test_no_two_columns_hold_the_same() -> None:
    assert guessed(Noun.SESSION, "Name", "Title", "Start", "Starts") == {
        "Name": "", "Title": "title:en", "Start": "", "Starts": "starts",
    }  # fmt: skip


def test_what_is_remembered_wins_over_the_guess() -> None:
    found = guess(table("Title", "Headline", "Room"), Noun.SESSION, languages=("en",),
                  remembered={"headline": "title:en", "Room": ""})  # fmt: skip
    assert [(one.target, one.confidence, one.remembered) for one in found] == [
        ("", 0.0, False),
        ("title:en", 1.0, True),
        ("", 1.0, True),
    ]


def test_a_surer_word_has_more_confidence() -> None:
    sure, likely, perhaps = (
        guess(table(heading), Noun.SESSION, languages=("en",))[0].confidence
        for heading in ("Title", "Proposal title", "Propsal title")
    )
    assert sure == 1.0 > likely > perhaps > 0


@pytest.mark.parametrize(
    ("tables", "chosen"),
    [
        (("Foo",), [("Foo", Noun.SESSION)]),
        (("Notes", "Rooms"), [("Rooms", Noun.ROOM)]),
        (("Programpunkter", "Talere", "Lokaler", "x"),
         [("Lokaler", Noun.ROOM), ("Talere", Noun.SPEAKER), ("Programpunkter", Noun.SESSION)]),
    ],
)  # fmt: skip
def test_sheets_named_for_nouns_are_read_else_the_first(
    tables: tuple[str, ...], chosen: list[tuple[str, Noun]]
) -> None:
    made = [table("Title", name=name) for name in tables]
    assert [(one.name, noun) for one, noun in choose(made)] == chosen


@pytest.mark.parametrize("noun", Noun)
@pytest.mark.parametrize("place", [0, 1])
def test_our_own_headings_mean_their_fields(noun: Noun, place: int) -> None:
    headings = {one.words[place]: one.name for one in FIELDS[noun]}
    assert len(headings) == len(FIELDS[noun])
    found = guessed(noun, *headings)
    assert {heading: target_of(code).field for heading, code in found.items()} == headings


def test_targets_are_fields_in_the_edition_s_languages() -> None:
    codes = [one.code for one in targets(Noun.TRACK, ("en", "da"))]
    assert codes == ["id", "name:en", "name:da", "question:en", "question:da", "hue", "mark"]
    assert all(target_of(code).code == code for code in codes)
    assert set(fields_of(Noun.TRACK)) == {"id", "name", "question", "hue", "mark"}


def test_remarks_are_known_and_somebody_s_own_are_not() -> None:
    assert all(is_remarks(heading) for heading in REMARKS)
    assert not is_remarks("Remarks")


def test_headings_are_told_from_cells() -> None:
    assert familiar("Titel (dansk)")
    assert not familiar("The city as a workshop")
