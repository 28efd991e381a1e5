"""Things that go away at a test's word: a database behind a wire that can be cut, a full disk."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from cwf import clock
from cwf.database import db, only_reading
from cwf.programme.actions import publishing
from cwf.programme.exports import renderings
from cwf.programme.shown import Shown
from tests.programme.conftest import ADA, Forum, elsewhere, forum  # noqa: F401 - fixtures


class Wire:
    """A TCP proxy that can be cut, and mended at the same port."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._ends: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Let connections through."""
        self._listener = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Break all connections and let none through."""
        assert self._listener
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            self._ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(engines: dict[str, Flask | str]) -> Iterator[Wire]:
    """A wire to the PostgreSQL of the tests."""
    behind = engines["postgresql"]
    if isinstance(behind, str):
        pytest.skip(behind)
    url = make_url(behind.extensions["cwf_settings"].database_url)
    made = Wire(url.host or "", url.port or 5432)
    yield made
    made.cut()


def publish(forum: Forum) -> None:  # noqa: F811
    """Publish as the page does, renderings and all."""
    with only_reading():
        prepared = publishing.prepare(forum.edition, at=clock.now(), author="Ada", note={})
        shown = Shown(release=prepared.release, before=publishing.latest_release(forum.edition))
        rendered = list(renderings.render_all(shown, "http://localhost"))
    publishing.publish(forum.edition, prepared, rendered, actor=ADA)
    db.session.commit()
