"""Load by wrk: 16 connections that stay open, every answer compared with the expected one."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.serving import Server

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 16
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address with what its right answer is: status, bytes of body, ETag ("" for none)."""

    server: Server
    path: str
    status: int
    length: int
    etag: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Load:
    """What came back: answers a second; milliseconds."""

    rate: float
    p50: float
    p99: float


def aim_at(server: Server, path: str, headers: Mapping[str, str], status: int = 200) -> Target:
    """Ask once, and expect the same from now on; raises RuntimeError for another status."""
    found, given, body = server.get(path, headers)
    if found != status:
        raise RuntimeError(f"{path} answered {found}, not {status}")
    return Target(
        server=server,
        path=path,
        status=status,
        length=len(body),
        etag=given.get("ETag", ""),
        headers=headers,
    )


def press(target: Target, *, seconds: int, pause: float = 0) -> Load:
    """Ask for `seconds`, each connection again at once or after `pause` ms on average.

    Raises RuntimeError if a single answer is another than the expected one, or fails.
    """
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT)]
    for name, value in target.headers.items():
        words += ["-H", f"{name}: {value}"]
    done = subprocess.run(
        [*words, f"http://127.0.0.1:{target.server.port}{target.path}"],
        env={
            **os.environ,
            "BENCH_STATUS": str(target.status),
            "BENCH_LENGTH": str(target.length),
            "BENCH_ETAG": target.etag,
            "BENCH_PAUSE": f"{pause:.3f}",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.rpartition("JSON ")[2])
    if told["wrong"] or told["failed"] or not told["answers"]:
        raise RuntimeError(f"{target.path}: wrong answers: {told}")
    return Load(rate=told["answers"] / told["seconds"], p50=told["p50"], p99=told["p99"])
