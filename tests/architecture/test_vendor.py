"""What is vendored is what its table says."""

import hashlib
import re

from tests.architecture.source import ROOT


def test_vendored_files_have_the_noted_sums() -> None:
    folder = ROOT / "tests" / "vendor"
    rows = re.findall(
        r"^\| `([^`]+)` .* `([0-9a-f]{64})` \|$", (folder / "README.md").read_text(), re.M
    )
    assert rows != []
    found = [(name, hashlib.sha256((folder / name).read_bytes()).hexdigest()) for name, _ in rows]
    assert found == rows
