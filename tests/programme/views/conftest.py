"""Browsers for the organisers' pages."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cwf.people.models import Account
from tests.programme.conftest import Forum

HERE = "/en/manage/editions/2017"


class Browser:
    """A signed-in browser that fills in the form of a page and sends it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **kwargs) -> TestResponse:
        return self.client.get(path if path.startswith("/") else f"{HERE}/{path}", **kwargs)

    def send(self, path: str, form_of: str | None = None, **changes) -> TestResponse:
        """Post to a path the form found there (or at `form_of`) with some values changed.

        A value of None is left out.
        """
        shown = self.get(form_of or path)
        assert shown.status_code == 200, shown.status
        return self.post(path, {**fields(shown.text), **changes})

    def post(self, path: str, data: dict) -> TestResponse:
        """Post values as they are, with the token of the session."""
        if "csrf_token" not in data:
            data = {"csrf_token": token(self.get("places/").text), **data}
        sent = {name: value for name, value in data.items() if value is not None}
        return self.client.post(path if path.startswith("/") else f"{HERE}/{path}", data=sent)


def token(page: str) -> str:
    """The token of any form of a page, or of none if it has no form."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "no form"
    return found[1]


def fields(page: str) -> dict[str, str | list[str]]:
    """The values of the largest form of a page, as a browser would send them."""
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", page, re.S)
    form = max(forms, key=len)
    values: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value, kind = (_attribute(tag, key) for key in ("name", "value", "type"))
        if kind in ("checkbox", "radio") and "checked" not in tag:
            continue
        if name and kind not in ("file", "submit"):
            _add(values, name, value)
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        _add(values, name, unescape(text.removeprefix("\r\n")))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option[^>]*selected[^>]*value="([^"]*)"', options) or re.search(
            r'<option[^>]*value="([^"]*)"[^>]*selected', options
        )
        first = chosen or re.search(r'<option[^>]*value="([^"]*)"', options)
        if first:
            _add(values, name, unescape(first[1]))
    return values


def _add(values: dict[str, str | list[str]], name: str, value: str) -> None:
    if name in values:
        before = values[name]
        values[name] = [*(before if isinstance(before, list) else [before]), value]
    else:
        values[name] = value


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


@pytest.fixture
def editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    """An editor of the forum."""
    return Browser(signed_in(staff(forum, "editor")))


@pytest.fixture
def second_editor(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    """Another one, at the same time."""
    return Browser(signed_in(staff(forum, "editor", "second@example.org")))
