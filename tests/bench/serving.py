"""Web processes as the Procfile starts them, and what they take."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.stand import ROOT, Stand

PLANNER = "wsgi:app"
HELLO = "tests.bench.hello:app"
TIMEOUT = 60


@dataclass(frozen=True, kw_only=True)
class Server:
    """A gunicorn that answers."""

    port: int
    pid: int

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict, bytes]:
        """Status, headers and body as they were sent (gzipped, where they are)."""
        return get(self.port, path, headers)

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [
            int(pid)
            for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ]

    def memory(self) -> float:
        """The proportional share of the largest worker in MiB."""
        return max(map(pss, self.workers()))


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict, bytes]:
    """Ask 127.0.0.1 once."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def pss(pid: int) -> float:
    """The proportional set size of a process in MiB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"no Pss of {pid}")


def web_command() -> str:
    """The line of the Procfile that serves."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    return next(line for line in lines if line.startswith("web:")).removeprefix("web:").strip()


@contextmanager
def serving(stand: Stand, target: str = PLANNER, path: str = "/") -> Iterator[Server]:
    """An application under the Procfile's own command, on a free port; ends with it."""
    port = _free_port()
    command = web_command().replace(PLANNER, target)
    process = stand.spawn("sh", "-c", command, CWF_PORT=str(port))
    try:
        until_answered(process, port, path)
        yield Server(port=port, pid=process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=TIMEOUT)


def until_answered(process: subprocess.Popen[str], port: int, path: str) -> None:
    """Return with the first answer that is no failure; raises RuntimeError where none comes."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            status, _, _ = get(port, path)
        except OSError:
            time.sleep(0.005)
            continue
        if status < 400:
            return
        raise RuntimeError(f"{path} answered {status}")
    raise RuntimeError("no answer in a minute")


def _free_port() -> int:
    """One of BENCH_PORTS ("8300-8339") where that is set, else any."""
    first, _, last = os.environ.get("BENCH_PORTS", "0-0").partition("-")
    for port in range(int(first), int(last) + 1):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise RuntimeError("no free port")
