"""Where it is measured: an instance and a database made for the run, with editions of three sizes.

Nothing of the surroundings is read: every CWF_* of the environment is left out.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import text

from cwf import create_app, settings
from cwf.database import db
from tests.compiling import compile_catalogues

ROOT = Path(__file__).resolve().parents[2]
SIZES = {75: "large-75", 300: "large", 1200: "large-1200"}
SLUG = SIZES[300]


@dataclass(frozen=True, kw_only=True)
class Stand:
    """A folder of its own, and the environment in which all processes of the run live."""

    folder: Path
    environ: Mapping[str, str]

    def app(self) -> Flask:
        """The application in this process."""
        return create_app(settings.load(self.environ))

    def spawn(self, *command: str, **more: str) -> subprocess.Popen[str]:
        """Start a program of the project; its errors go to a file in the folder."""
        with (self.folder / "stderr.log").open("a") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environ, **more},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def flask(self, *words: str) -> str:
        """Run a command of `flask` to its end; raises RuntimeError with what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"flask {' '.join(words)}: {done.stderr[-2000:]}")
        return done.stdout


@contextmanager
def stand(postgresql: str | None = None, *, sizes: Iterable[int] = tuple(SIZES)) -> Iterator[Stand]:
    """A stand on SQLite, or on a database of its own on that server (USER@HOST:PORT)."""
    compile_catalogues()
    with tempfile.TemporaryDirectory(prefix="cwf-bench-") as name:
        folder = Path(name)
        with _database(postgresql) as url:
            environ = {k: v for k, v in os.environ.items() if not k.startswith("CWF_")}
            environ |= {
                "PATH": f"{Path(sys.executable).parent}:{environ['PATH']}",
                "CWF_INSTANCE": name,
                **({"CWF_DATABASE_URL": url} if url else {}),
            }
            made = Stand(folder=folder, environ=environ)
            made.flask("db", "upgrade")
            for sessions in sizes:
                made.flask("demo", "load", "--large", "--sessions", str(sessions))
            yield made


@contextmanager
def _database(server: str | None) -> Iterator[str | None]:
    if server is None:
        yield None
        return
    name = f"cwf_bench_{os.getpid()}_{secrets.token_hex(3)}"
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"postgresql+psycopg://{server}/{name}"
    finally:
        with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def settled() -> None:
    """Have the database look at what was just put into it, as any PostgreSQL does by itself within
    a minute; until then it plans as if the tables were empty."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def calibrate() -> float:
    """Milliseconds of CPU for a job that never changes: what absolute times stand beside."""
    began = time.process_time()
    words = " ".join(f"{number * number % 9973:x}" for number in range(60_000)).encode()
    for _ in range(3):
        zlib.decompress(zlib.compress(words, 6))
    return (time.process_time() - began) * 1000
