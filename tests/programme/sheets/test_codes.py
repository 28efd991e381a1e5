"""Words by which people choose one of few things."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import force_locale

from cwf.programme.exports.labels import KIND_WORDS, ROLE_WORDS
from cwf.programme.forms.frame import HUES as OFFERED_HUES
from cwf.programme.forms.frame import MARKS as OFFERED_MARKS
from cwf.programme.forms.frame import OWN as OWN_HUE
from cwf.programme.forms.sessions import STATUS_WORDS
from cwf.programme.sheets import codes
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.timetable import Kind, PersonRole, Status

OWN = {"visit": {"en": "Living Lab", "da": "Levende laboratorium"}}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("keynote", Kind.KEYNOTE),
        (" Foredrag ", Kind.TALK),
        ("Levende  laboratorium", Kind.VISIT),
        ("living lab", Kind.VISIT),
        ("Frokost", Kind.MEAL),
        ("Panel discussion", Kind.PANEL),
    ],
)
def test_kinds_by_code_by_own_word_and_by_usual_ones(said: str, kind: Kind) -> None:
    assert codes.read_kind(said, OWN) is kind


def test_the_edition_s_own_word_is_before_a_usual_one() -> None:
    assert codes.read_kind("Tour", {"social": {"en": "Tour"}}) is Kind.SOCIAL


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_word_of_the_interface_is_understood(app: Flask, language: str) -> None:
    with force_locale(language):
        assert {kind: codes.read_kind(str(word), {}) for kind, word in KIND_WORDS.items()} == {
            kind: kind for kind in Kind
        }
        assert {one: codes.read_status(str(word)) for one, word in STATUS_WORDS.items()} == {
            status: status for status in Status
        }
        assert {one: codes.role_named(str(word)) for one, word in ROLE_WORDS.items()} == {
            role: role for role in PersonRole
        }


@pytest.mark.parametrize("language", ["en", "da"])
def test_what_is_written_is_the_word_of_the_interface(app: Flask, language: str) -> None:
    place = ("en", "da").index(language)
    with force_locale(language):
        for words, ours in (
            (KIND_WORDS, codes.KINDS),
            (STATUS_WORDS, codes.STATUSES),
            (ROLE_WORDS, codes.ROLES),
        ):
            assert {one: str(word).lower() for one, word in words.items()} == {
                one: said[place] for one, said in ours.items()
            }


def test_hues_and_marks_are_those_that_the_form_offers() -> None:
    assert ["", *codes.HUES, OWN_HUE] == [hue for hue, _word in OFFERED_HUES]
    assert codes.read_hue("#a0b1c2") == "#A0B1C2"
    assert ["", *codes.MARKS] == [mark for mark, _word in OFFERED_MARKS]


@pytest.mark.parametrize("said", ["yes", "Ja", "J", "x", "1", 1, True, "TRUE", "✓"])
def test_yes(said: Cell) -> None:
    assert codes.read_yes_no(said) is True


@pytest.mark.parametrize("said", ["no", "Nej", "n", "0", 0, False, "falsk", "-"])
def test_no(said: Cell) -> None:
    assert codes.read_yes_no(said) is False


@pytest.mark.parametrize(
    ("said", "tag"),
    [("en", "en"), ("Dansk", "da"), ("danish", "da"), ("中文", "zh"), ("kn", "kn"),
     ("en-GB", "en-GB"), ("Kannada", "kn")],
)  # fmt: skip
def test_languages_by_tag_and_by_name(said: str, tag: str) -> None:
    assert codes.read_language(said) == tag


@pytest.mark.parametrize(
    ("said", "code"), [("DK", "DK"), ("dk", "DK"), ("Danmark", "DK"), ("India", "IN"), ("UK", "GB")]
)
def test_countries_by_code_and_by_name(said: str, code: str) -> None:
    assert codes.read_country(said) == code


@pytest.mark.parametrize(
    ("read", "said", "what", "perhaps"),
    [
        (lambda cell: codes.read_kind(cell, OWN), "Worksop", "kind", "workshop"),
        (lambda cell: codes.read_kind(cell, OWN), "Living Laboratory", "kind", "living lab"),
        (codes.read_status, "Confirmd", "status", "confirmed"),
        (codes.read_language, "Danisch", "language", "danish"),
        (codes.read_country, "Denmrk", "country", "Denmark"),
        (codes.read_zone, "Europe/Kopenhagen", "zone", ""),
        (codes.read_zone, "../../etc/passwd", "zone", ""),
        (codes.read_hue, "rown", "hue", "rowan"),
        (codes.read_mark, "dot", "mark", "dots"),
    ],
)
def test_what_is_unknown_is_said_with_what_was_perhaps_meant(
    read: Callable[[Cell], object], said: str, what: str, perhaps: str
) -> None:
    with pytest.raises(Wrong) as wrong:
        read(said)
    assert wrong.value.code is Code.UNKNOWN
    assert {key: wrong.value.data[key] for key in ("what", "value", "perhaps")} == {
        "what": what, "value": said, "perhaps": perhaps,
    }  # fmt: skip
