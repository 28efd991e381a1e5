"""The demonstration, loaded into a folder of its own and served while pictures are taken."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from werkzeug.serving import make_server

from cwf import clock, create_app
from cwf.database import db
from cwf.demo import accounts, loading
from tests.conftest import settings_for


@contextmanager
def served(folder: Path) -> Iterator[tuple[Flask, str]]:
    """The application and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    told = settings_for(folder, f"sqlite:///{folder / 'cwf.sqlite'}")
    app = create_app(replace(told, port=port, base_url=url, demo=True))
    with app.app_context():
        upgrade()
        now = clock.now()
        for _ in loading.load(now=now):
            db.session.commit()
        accounts.add_accounts(now=now)
        db.session.commit()
        db.session.remove()
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield app, url
    server.shutdown()
    thread.join()


def password(role: str) -> tuple[str, str]:
    """The address and the password of a demo account."""
    return next((one["email"], one["password"]) for one in accounts.told() if one["role"] == role)
