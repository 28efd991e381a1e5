"""What tests share: the application on a real database, on every engine that is reachable.

Each worker has its own databases. SQLite's is a copied file, PostgreSQL's is emptied before each
test. A test that names `app`, `client` or `session` runs once per engine; `pure` code needs none.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from flask import Flask, g, request_finished, request_started
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import HealthCheck
from hypothesis import settings as examples
from sqlalchemy import text

from cwf import create_app
from cwf.clock import now
from cwf.database import db
from cwf.people.actions import begin_sign_in
from cwf.people.models import SECRETARIAT, Account, Role
from cwf.settings import Settings
from tests.compiling import compile_catalogues

POSTGRES = "postgres@127.0.0.1:5432"
CI = os.environ.get("CI") == "true"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

# A busy machine is slow at everything: how long an example takes says nothing about the code.
examples.register_profile(
    "any-machine",
    deadline=None,
    derandomize=CI,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
examples.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: tests of faults wait as long, and try as often, as in earnest."""
    parser.addoption("--long", action="store_true", help="the long form of tests of faults")


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form is asked for."""
    return bool(request.config.getoption("--long"))


def settings_for(instance: Path, database_url: str) -> Settings:
    """Settings of a test: nothing from the environment."""
    return Settings(
        instance=instance,
        host="127.0.0.1",
        port=8000,
        base_url="http://localhost",
        database_url=database_url,
        redis_url=None,
        mail_url=None,
        mail_from="forum@example.org",
        trusted_proxies=0,
        metrics_token="a-token-for-the-tests",
        demo=False,
        secret_key="a secret key for the tests, nothing else",
        totp_key="a second secret key for the tests only.",
        testing=True,
    )


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    """Danish is spoken in tests even where ./dev did not compile it."""
    compile_catalogues()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with material that is not part of it."""
    if not SHARED.is_dir():
        assert not CI, "../shared is absent"
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(scope="session")
def engines(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[dict[str, Flask | str]]:
    """An application per engine, migrated once; instead of one, the reason for its absence."""
    folder = tmp_path_factory.mktemp("instance")
    found: dict[str, Flask | str] = {
        "sqlite": create_app(settings_for(folder, f"sqlite:///{folder / 'cwf.sqlite'}"))
    }
    name = f"cwf_test_{worker_id}_{os.getpid()}"
    try:
        with psycopg.connect(f"postgresql://{POSTGRES}/postgres", autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"')
            # what a test writes need not outlive the machine's power
            admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    except psycopg.OperationalError as error:
        if CI:
            raise
        found["postgresql"] = f"PostgreSQL is not reachable: {error}"
    else:
        url = f"postgresql+psycopg://{POSTGRES}/{name}"
        found["postgresql"] = create_app(settings_for(folder, url))
    for application in found.values():
        if isinstance(application, Flask):
            request_started.connect(_begin_afresh, application)
            request_finished.connect(_keep_committed, application)
            with application.app_context():
                upgrade()
                db.engine.dispose()
    shutil.copy(folder / "cwf.sqlite", folder / "empty.sqlite")
    yield found
    if isinstance(found["postgresql"], Flask):
        with found["postgresql"].app_context():
            db.engine.dispose()
        with psycopg.connect(f"postgresql://{POSTGRES}/postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _begin_afresh(application: Flask, **more: object) -> None:
    """A test's context outlives its requests; what one of them knew, the next must not."""
    g.__dict__.clear()


def _keep_committed(application: Flask, **more: object) -> None:
    """What a view changed and did not commit is lost, as it is outside of tests."""
    db.session.rollback()


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, engines: dict[str, Flask | str]) -> Iterator[Flask]:
    """The application on an empty, migrated database, within an application context."""
    application = engines[request.param]
    if isinstance(application, str):
        pytest.skip(application)
    with application.app_context():
        _empty(application)
        yield application
        db.session.remove()
        db.engine.dispose()


def _empty(application: Flask) -> None:
    instance = application.extensions["cwf_settings"].instance
    application.extensions["cwf_shelf"].clear()
    application.extensions["cwf_last_known"].forget()
    for kept in ("cwf_release", "cwf_feed_blocks"):
        if kept in application.extensions:
            application.extensions[kept].cache_clear()
    if db.engine.dialect.name == "sqlite":
        for ending in ("-wal", "-shm"):
            (instance / f"cwf.sqlite{ending}").unlink(missing_ok=True)
        shutil.copy(instance / "empty.sqlite", instance / "cwf.sqlite")
        return
    # Deleting what is there would be faster, and the rows of the next test in no order.
    tables = ", ".join(f'"{name}"' for name in db.metadata.tables)
    with db.engine.begin() as connection:
        # the audit log refuses to be emptied; its triggers rest for this transaction
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger's browser."""
    return app.test_client()


@pytest.fixture
def account(app: Flask) -> Callable[..., Account]:
    """Make an account: `account("ada@example.org", secretariat=True)`."""

    def make(email: str, *, name: str = "", secretariat: bool = False) -> Account:
        made = Account(
            email=email,
            name=name or email.partition("@")[0].title(),
            fs_uniquifier=f"u-{email}",
            created=datetime(2026, 1, 1, tzinfo=UTC),
            confirmed_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        if secretariat:
            role = db.session.query(Role).filter_by(name=SECRETARIAT).one_or_none()
            made.roles = [role or Role(name=SECRETARIAT)]
        db.session.add(made)
        db.session.commit()
        return made

    return make


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Account], FlaskClient]:
    """A browser in which an account is signed in."""

    def sign_in(account: Account) -> FlaskClient:
        browser = app.test_client()
        key = begin_sign_in(account, client="Firefox, Linux")
        db.session.commit()
        with browser.session_transaction() as session:
            session["_user_id"] = account.fs_uniquifier
            session["_fresh"] = True
            session["sign_in"] = key
            session["fs_paa"] = now().timestamp()
        return browser

    return sign_in


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of the xdist worker, or "main"."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")
