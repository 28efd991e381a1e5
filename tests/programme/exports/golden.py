"""What an export is expected to be, byte for byte, as plain files that a person can read.

After a change that is meant: `CWF_GOLDEN=write ./dev test …`, and read the difference in git.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "golden"


def check_golden(name: str, data: bytes) -> None:
    """Compare with tests/golden/<name>, or write it."""
    path = FOLDER / name
    if os.environ.get("CWF_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()
