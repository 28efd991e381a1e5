"""What is installed is pinned, with hashes, from whatever index the machine is set up for."""

import re

import pytest

from tests.architecture.source import ROOT

FILES = ("requirements.txt", "requirements-dev.txt")


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert [
        line for line in lines if not re.match(r"[\w.-]+(\[[\w,]+\])?==\S+.*--hash=", line)
    ] == []
    assert len(lines) > 10


@pytest.mark.parametrize("name", [*FILES, "requirements.in", "requirements-dev.in", "dev"])
def test_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("http://127.0.0.1", "")
    text = text.replace("http://%s:%s", "").replace("--no-emit-index-url", "")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", text) == []
