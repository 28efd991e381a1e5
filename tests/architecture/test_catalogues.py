"""Every text of the interface is translated, and no catalogue keeps what is no longer said."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.source import ROOT

CATALOGUES = sorted((ROOT / "cwf" / "translations").glob("*/LC_MESSAGES/messages.po"))
KEYWORDS = ("_l", "lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")  # as in ./dev texts

Key = tuple[str, str | None]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The texts of code and templates as they are now."""
    pot = tmp_path_factory.mktemp("texts") / "messages.pot"
    extract = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    keywords = [word for keyword in KEYWORDS for word in ("-k", keyword)]
    subprocess.run(
        [*extract, "-F", "babel.cfg", *keywords, "-o", str(pot), "."], cwd=ROOT, check=True
    )
    return read(pot)


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parts[-3])


def key(message: Message) -> Key:
    """What a text is looked up by: its singular, and its context."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return text, message.context


def texts(catalogue: Catalog) -> dict[Key, Message]:
    """The messages of a catalogue but for its header."""
    return {key(message): message for message in catalogue if message.id}


def forms(message: Message) -> list[str]:
    """The translation in all its plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text: str) -> set[str]:
    """The names of the values that a text takes, as in %(name)s."""
    return set(re.findall(r"%\((\w+)\)", text))


def test_there_is_a_danish_catalogue() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["da"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_has_what_is_said_and_no_more(path: Path, said: Catalog) -> None:
    catalogue = read(path)
    assert sorted(set(texts(said)) - set(texts(catalogue)), key=str) == [], "missing"
    assert sorted(set(texts(catalogue)) - set(texts(said)), key=str) == [], "no longer said"
    assert [message.id for message in catalogue.obsolete.values()] == [], "obsolete"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_catalogue_is_translated(path: Path) -> None:
    messages = texts(read(path))
    assert [text for text, message in messages.items() if not all(forms(message))] == [], "empty"
    assert [text for text, message in messages.items() if message.fuzzy] == [], "fuzzy"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_take_the_same_values(path: Path) -> None:
    messages = texts(read(path)).values()
    assert [message.id for message in messages if takes_other_values(message)] == []


def takes_other_values(message: Message) -> bool:
    """Whether a translation names a value that is not given, or leaves one out."""
    singular, *plurals = [message.id] if isinstance(message.id, str) else message.id
    known = set().union(*map(placeholders, (singular, *plurals)))
    needed = set() if plurals else known
    return any(not needed <= placeholders(form) <= known for form in forms(message))


@pytest.mark.parametrize(
    ("message", "differs"),
    [
        (Message("Room %(name)s", "Rum %(name)s"), False),
        (Message("Room %(name)s", "Rum %(navn)s"), True),
        (Message("Room %(name)s", "Rum"), True),
        (Message(("One room", "%(num)s rooms"), ("Et rum", "%(num)s rum")), False),
    ],
)
def test_other_values_are_seen(message: Message, differs: bool) -> None:
    assert takes_other_values(message) is differs
