"""What other systems call kinds of sessions, and languages."""

import pytest

from cwf.programme.imports.schedules.codes import kind_of, language_of
from cwf.programme.timetable import Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lecture", Kind.TALK), ("Lightning Talk", Kind.TALK), ("LIGHTNING_TALK", Kind.TALK),
        ("Hands-On", Kind.WORKSHOP), ("Panel discussion", Kind.PANEL), ("bof", Kind.BREAKOUT),
        ("Lunch", Kind.MEAL), ("keynote", Kind.KEYNOTE), ("exhibition", Kind.EXHIBITION),
        ("devroom", None), ("", None), ("other", None),
    ],
)  # fmt: skip
def test_kind(name: str, kind: Kind | None) -> None:
    assert kind_of(name) is kind


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("en", "en"), ("de-formal", "de"), ("pt_BR", "pt"), ("EN", "en"), ("English", "en"),
        ("deutsch", "de"), ("Danish", "da"), ("中文", "zh"), ("gsw", "gsw"), ("xx", None),
        ("Gibberish", None), ("e", None), ("english and german", None),
    ],
)  # fmt: skip
def test_language(name: str, language: str | None) -> None:
    assert language_of(name) == language
