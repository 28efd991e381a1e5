"""A browser for tests that go through forms as a person does."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "a lake in the morning"
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
LINK = re.compile(r"http://localhost(/\S+)")


class Browser:
    """Sends along the token of the page it is on."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str) -> TestResponse:
        """A page."""
        return self.client.get(path)

    def post(
        self, path: str, data: dict[str, Any] | None = None, *, page: str = ""
    ) -> TestResponse:
        """A form of a page, which has the form's own address unless told."""
        found = TOKEN.search(self.client.get(page or path).data)
        token = found.group(1).decode() if found else ""
        return self.client.post(path, data={"csrf_token": token, **(data or {})})

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """By password."""
        return self.post("/en/account/login", {"email": email, "password": password, **more})

    def is_signed_in(self) -> bool:
        """Whether the account home opens."""
        return self.client.get("/en/account/").status_code == 200


def link(body: str) -> str:
    """The path of the link in a mail."""
    found = LINK.search(body)
    assert found, body
    return found.group(1)
