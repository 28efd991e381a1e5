"""Every page that can be opened speaks Danish under /da/, tried on the demonstration.

The pages are found as a reader finds them: by following links, as a stranger, an organiser and the
secretariat. What organisers wrote in English only is marked with its language and left out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from werkzeug.exceptions import HTTPException

from cwf import create_app
from cwf.clock import now
from cwf.database import db
from cwf.demo import accounts, loading
from cwf.people import queries
from cwf.people.actions import begin_sign_in
from tests.compiling import TRANSLATIONS
from tests.conftest import settings_for

ROLES = ("stranger", "organiser", "secretariat")
STARTS = ("/da/", "/da/account/", "/da/account/login", "/da/manage/", "/da/outbox", "/da/none")
PER_ENDPOINT = 3
SPOKEN = (
    "alt",
    "aria-label",
    "placeholder",
    "title",
    "data-busy",
    "data-now",
    "data-ended",
    "data-absent",
    "data-failed",
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEARD = [
    "Sign in",
    "Release 4, 20 October 2017",
    "Title or speaker",
    "This sentence never was in a catalogue.",
    "Dome of Visions; What is known, and by whom",
    "Log ind",
    "Version 4, 20. oktober 2017",
    "Dome of Visions",
    "Status",
    "Isle of Man",
]
# Words that Danish has not.
ENGLISH_WORDS = re.compile(
    r"\b(and|are|cannot|does|from|has|have|is|not|should|that|this|was|were|what|which|who|with|"
    r"you|your)\b",
    re.IGNORECASE,
)


@dataclass
class Page(HTMLParser):
    """What a page says in the language it declares, and where it leads."""

    html: str
    links: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, and attributes that are read out."""
        given = {name: value or "" for name, value in attrs}
        foreign = self._foreign or given.get("lang", "da") != "da"
        silent = foreign or tag in ("script", "style", "svg", "code", "pre", "textarea")
        if tag == "a":
            self.links.append(given.get("href", ""))
        if not foreign:
            self.said += [given[name] for name in SPOKEN if given.get(name)]
        if tag not in VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and what was left open within it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text."""
        text = " ".join(data.split())
        if text and not self._foreign:
            self.said.append(text)

    @property
    def _foreign(self) -> bool:
        return any(silent for _tag, silent in self._open)


def pattern(text: str) -> str:
    """A text of the catalogue as it stands on a page, with anything for its values."""
    parts = re.split(r"%\(\w+\)[sd]", " ".join(text.split()))
    return ".+".join(map(re.escape, parts))


def one_of(texts: list[str]) -> re.Pattern[str]:
    """Any of the texts, but for those that are hardly more than their values."""

    def is_worded(text: str) -> bool:
        words = re.sub(r"%\(\w+\)[sd]", "", text)
        return words == text or len(re.findall(r"[^\W\d_]", words)) > 3

    return re.compile("|".join(map(pattern, filter(is_worded, texts))))


@dataclass(frozen=True)
class Ear:
    """Tells English from Danish by the catalogue."""

    english: re.Pattern[str]
    danish: re.Pattern[str]
    told: str

    def objects_to(self, text: str) -> bool:
        """Whether a text is English of the catalogue, or has a word that only English has."""
        return not self.danish.fullmatch(text) and any(map(self._is_english, text.split("; ")))

    def _is_english(self, text: str) -> bool:
        # Names and titles of the demonstration, as they are or within the log.
        if (
            " " in text
            and text.removeprefix("en: ").removeprefix(": ").removesuffix(".") in self.told
        ):
            return False
        return bool(self.english.fullmatch(text) or ENGLISH_WORDS.search(text))


@pytest.fixture(scope="module")
def ear() -> Ear:
    """The ear of the catalogue."""
    with (TRANSLATIONS / "da" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="da") if message.id]
    english, danish = [], []
    for message in messages:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        told = [message.string] if isinstance(message.string, str) else list(message.string)
        danish += told
        english += [text for text in ids if text not in told]
    files = (Path(accounts.__file__).parent / "data").glob("*.yaml")
    content = " ".join(" ".join(file.read_text(encoding="utf-8") for file in files).split())
    return Ear(one_of(english), one_of(danish), content)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the demonstration loaded, for all tests of this file."""
    folder = tmp_path_factory.mktemp("danish")
    app = create_app(settings_for(folder, f"sqlite:///{folder / 'cwf.sqlite'}"))
    with app.app_context():
        upgrade()
        for _line in loading.load(now=now()):
            db.session.commit()
        accounts.add_accounts(now=now())
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def browser_of(app: Flask, role: str) -> FlaskClient:
    """A browser in which the demonstration's account of a role is signed in."""
    browser = app.test_client()
    email = next((one["email"] for one in accounts.told() if one["role"] == role), None)
    if email:
        with app.app_context():
            account = queries.account_by_email(email)
            key, unique = begin_sign_in(account, client="Firefox, Linux"), account.fs_uniquifier
            db.session.commit()
        with browser.session_transaction() as session:
            session.update(_user_id=unique, _fresh=True, sign_in=key, fs_paa=now().timestamp())
    return browser


def walk(app: Flask, browser: FlaskClient) -> Iterator[tuple[str, str, Page]]:
    """Follow all links that stay in Danish: endpoint, address and page; a few of each endpoint."""
    waiting, seen, count = list(STARTS), set(STARTS), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path)
        if answer.mimetype != "text/html":
            continue
        endpoint = endpoint_of(app, path)
        page = Page(answer.text)
        if answer.location:
            page.links.append(answer.location)
        yield endpoint, path, page
        for link in page.links:
            parts = urlsplit(urljoin(f"http://localhost{path}", link))
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc != "localhost" or not found.startswith("/da/") or found in seen:
                continue
            seen.add(found)
            count[endpoint_of(app, found)] += 1
            if count[endpoint_of(app, found)] <= PER_ENDPOINT:
                waiting.append(found)


def endpoint_of(app: Flask, path: str) -> str:
    """The endpoint behind an address."""
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path)[0]
    except HTTPException:
        return ""


@pytest.mark.parametrize("role", ROLES)
def test_pages_in_danish_say_nothing_in_english(demonstration: Flask, ear: Ear, role: str) -> None:
    heard = {
        (endpoint, text)
        for endpoint, _path, page in walk(demonstration, browser_of(demonstration, role))
        for text in page.said
        if ear.objects_to(text)
    }
    assert not heard, "\n".join(map(str, sorted(heard)))


def test_english_is_heard(ear: Ear) -> None:
    assert [text for text in HEARD if ear.objects_to(text)] == HEARD[:5]
