"""The link that ends notices: a button first, one press then, and no way to another's."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf.agendas.exports.notice import token
from cwf.agendas.queries.notices import wants_mails
from cwf.database import db
from cwf.people.models import Account
from cwf.web.signing import sign
from tests.agendas.jobs.test_notices import take_part
from tests.programme.conftest import Forum


@pytest.fixture
def kinds(forum: Forum, account: Callable[..., Account]) -> dict[str, int]:
    return {
        "account": account("ada@example.org").id,
        "participant": take_part(forum, "kim@x.org").id,
    }


@pytest.mark.parametrize("kind", ["account", "participant"])
def test_looking_changes_nothing_pressing_ends_them_and_they_can_be_had_again(
    client: FlaskClient, kinds: dict[str, int], kind: str
) -> None:
    path = f"/en/notices/{token(kind, kinds[kind])}"
    reader = {f"{kind}_id": kinds[kind]}

    def wanted() -> bool | None:
        db.session.expire_all()
        return wants_mails(**reader)

    page = client.get(path)
    assert (page.status_code, wanted()) == (200, True)
    assert "No more such mails" in page.text
    assert "Set-Cookie" not in page.headers
    for _ in range(2):
        answer = client.post(path)
        assert (answer.status_code, wanted()) == (200, False)
    assert "You get no more mails about changes." in answer.text
    client.post(path, data={"mails": "1"})
    assert wanted() is True


def test_a_mail_program_presses_the_button_itself(
    client: FlaskClient, kinds: dict[str, int]
) -> None:
    path = f"/da/notices/{token('account', kinds['account'])}"
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wants_mails(account_id=kinds["account"]) is False


def test_what_is_not_signed_or_nobodys_is_not_there(
    app: Flask, client: FlaskClient, kinds: dict[str, int]
) -> None:
    good = token("account", kinds["account"])
    wrong = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        "x",
        token("account", 999),
        token("participant", 999),
        token("edition", 1),
        sign("feeds", "account", kinds["account"]),
        sign("notices", kinds["account"]),
    ]
    for one in wrong:
        assert client.get(f"/en/notices/{one}").status_code == 404
        assert client.post(f"/en/notices/{one}").status_code == 404
    assert wants_mails(account_id=kinds["account"]) is True
