"""Heavy or wide libraries have one importer each, and a web process starts without WeasyPrint."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, foreign_imports, modules

ONE_IMPORTER = {
    "weasyprint": "cwf.web.documents",
    "icalendar": "cwf.web.calendars",
    "ortools": None,
}


def test_each_has_one_importer() -> None:
    found = {
        (library, module.name)
        for module in modules()
        for library in ONE_IMPORTER
        if any(parts[0] == library for parts in foreign_imports(module))
    }
    assert found - set(ONE_IMPORTER.items()) == set()


def test_wsgi_leaves_weasyprint_out(tmp_path: Path) -> None:
    script = "import sys, wsgi; print([n for n in ('wsgi', 'weasyprint') if n in sys.modules])"
    env = {**os.environ, "CWF_INSTANCE": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "['wsgi']"), ran.stderr
