"""Every endpoint declares who may call it, and all of them stand in one readable list.

`access.txt` holds each rule with its endpoints. A new endpoint fails until it is listed:
`python -m tests.architecture.test_access` writes the list anew; read the difference.
"""

import os
import tempfile
from pathlib import Path

import pytest
from flask import Flask

from cwf import create_app, settings
from cwf.web.access import matrix
from tests.architecture.source import ROOT

LIST = Path(__file__).with_name("access.txt")


def made(instance: Path) -> Flask:
    """The application, with nothing from the environment."""
    return create_app(settings.load({"CWF_INSTANCE": str(instance)}))


def listing(rules: dict[str, str]) -> str:
    """Each rule with its endpoints below it."""
    names = sorted(set(rules.values()))
    blocks = [
        "\n".join([f"{name}:", *(f"  {end}" for end in sorted(rules) if rules[end] == name)])
        for name in names
    ]
    return "\n\n".join(blocks) + "\n"


def test_every_endpoint_is_listed_under_its_rule(tmp_path: Path) -> None:
    assert listing(matrix(made(tmp_path))) == LIST.read_text(encoding="utf-8")


def test_endpoint_without_a_rule_is_refused(tmp_path: Path) -> None:
    app = made(tmp_path)
    app.view_functions["stray"] = lambda: ""
    with pytest.raises(RuntimeError, match="stray"):
        matrix(app)


if __name__ == "__main__":
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        LIST.write_text(listing(matrix(made(Path(folder)))), encoding="utf-8")
