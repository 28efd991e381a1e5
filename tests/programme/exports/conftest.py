"""Exports need a language to speak, and nothing else of an application."""

from collections.abc import Iterator

import pytest
from flask import Flask

from cwf import i18n


@pytest.fixture(autouse=True, scope="module")
def words() -> Iterator[None]:
    """An application that knows languages only."""
    app = Flask("words")
    i18n.init_app(app)
    with app.app_context():
        yield
