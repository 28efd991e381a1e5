"""Two delegations to a small forum, its host, and the head of one of them."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from flask.testing import FlaskClient

from cwf.people.models import Account
from tests.browsing import Browser
from tests.delegations.parties import NOON, Party, leads, two_parties
from tests.programme.conftest import Forum, forum, staff

__all__ = ["forum", "staff"]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def parties(forum: Forum) -> tuple[Party, Party]:
    """Scotland and Oklahoma, and somebody who comes individually."""
    return two_parties(forum)


@pytest.fixture
def host(
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Browser:
    """An organiser of the forum."""
    return Browser(signed_in(staff(forum, "organiser")))


@pytest.fixture
def ailsa(
    parties: tuple[Party, Party],
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Browser:
    """The head of Scotland."""
    made = account("ailsa@example.org", name="Ailsa Morrison")
    leads(parties[0], made)
    return Browser(signed_in(made))
