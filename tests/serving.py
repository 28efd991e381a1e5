"""Real processes of the application, for tests in which something goes away."""

import os
import socket
from pathlib import Path


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings_of(instance: Path, **settings: str) -> dict[str, str]:
    """The environment of a process: this one's without its CWF_*, and what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CWF_")}
    return {**kept, "CWF_INSTANCE": str(instance), **settings}
