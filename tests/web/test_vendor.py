"""Every vendored file is the one that the lock file names."""

import hashlib
import json
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
OURS = {"fonts/print/CWFMarks-400.ttf"}  # drawn from the marks of the brief, not vendored
LOCK = json.loads((STATIC / "vendor" / "lock.json").read_text("utf-8"))


@pytest.mark.parametrize("entry", LOCK, ids=lambda entry: entry["file"])
def test_vendored_file_is_as_locked(entry):
    assert hashlib.sha256((STATIC / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_lock_names_every_vendored_file():
    found = {
        path.relative_to(STATIC).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file() and path.name != "lock.json"
    }
    assert found - OURS == {entry["file"] for entry in LOCK}
