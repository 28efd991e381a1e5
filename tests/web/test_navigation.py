"""The organisers' menu."""

import pytest

from cwf.web.navigation import Entry


@pytest.mark.parametrize(
    ("endpoint", "current"),
    [
        ("programme_manage.sessions", True),
        ("programme_manage.session_new", True),
        ("programme_manage.tracks", False),
        (None, False),
    ],
)
def test_entry_is_current_on_its_pages(endpoint: str | None, current: bool) -> None:
    entry = Entry(
        endpoint="programme_manage.sessions", label="Sessions", also=("programme_manage.session",)
    )
    assert entry.is_current(endpoint) is current
