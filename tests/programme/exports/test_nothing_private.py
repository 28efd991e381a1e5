"""What is not for the public is in no byte of any export."""

import io
from collections.abc import Callable, Iterator

import pypdf
import pytest
from flask import Flask

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.atom import changes_atom
from cwf.programme.exports.ics import room_ics, session_ics, speaker_ics
from cwf.programme.exports.jsonld import session_jsonld
from cwf.programme.release import Release
from tests.programme.exports.material import EN, EXPECTED, release
from tests.programme.exports.sayings import WRITERS

WRITTEN: dict[str, Callable[[Release, Addresses], bytes]] = {
    **WRITERS,
    "session.ics": lambda of, to: session_ics(of, "opening", to),
    "speaker.ics": lambda of, to: speaker_ics(of, "ada-berg", to),
    "room.ics": lambda of, to: room_ics(of, "great", to),
    "session.jsonld": lambda of, to: (session_jsonld(of.timetable, "opening", to) or "").encode(),
    "changes.atom": lambda of, to: changes_atom([of], to),
}


@pytest.fixture(autouse=True, scope="module")
def words(engines: dict[str, Flask | str]) -> Iterator[None]:
    """The whole application, since pages are among the formats."""
    app = engines["sqlite"]
    assert isinstance(app, Flask)
    with app.app_context():
        yield


def said(name: str, data: bytes) -> str:
    """All that can be read of it, unfolded."""
    if name != "pdf":
        return data.decode().replace("\r\n ", "")
    reader = pypdf.PdfReader(io.BytesIO(data))
    return "\n".join([str(reader.metadata), *(sheet.extract_text() for sheet in reader.pages)])


@pytest.mark.parametrize("name", WRITTEN)
def test_private_words_are_in_no_export(name: str) -> None:
    told = said(name, WRITTEN[name](release(), EN))
    assert "2030" in told
    for canary in (str(EXPECTED), "secret.author", "@example.org"):
        assert canary not in told
