"""What is not for the public is in no byte of any export."""

import pytest

from cwf.programme.exports.ics import room_ics, session_ics, speaker_ics
from cwf.programme.exports.jsonld import session_jsonld
from tests.programme.exports.material import EN, EXPECTED, release
from tests.programme.exports.sayings import READERS

PARTS = {
    **{name: write for name, (write, _) in READERS.items()},
    "session.ics": lambda of, at: session_ics(of, "opening", at),
    "speaker.ics": lambda of, at: speaker_ics(of, "ada-berg", at),
    "room.ics": lambda of, at: room_ics(of, "great", at),
    "session.jsonld": lambda of, at: (session_jsonld(of.timetable, "opening", at) or "").encode(),
}


@pytest.mark.parametrize("part", PARTS)
def test_private_words_are_in_no_export(part: str) -> None:
    data = PARTS[part](release(), EN).decode().replace("\r\n ", "")
    assert "opening" in data
    for canary in (str(EXPECTED), "secret.author", "@example.org", "expected"):
        assert canary not in data
