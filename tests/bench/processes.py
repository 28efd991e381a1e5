"""Web processes: memory after all that was asked of them, and time to the first answer."""

import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from statistics import median

from tests.bench.load import GZIP
from tests.bench.rows import Figure
from tests.bench.serving import Server, serving
from tests.bench.stand import ROOT, SIZES, SLUG, Stand
from tests.bench.warm import programme

MEMORY = ("web memory",)
START = ("start",)


def memory(planner: Server) -> Iterator[Figure]:
    """After the runs, and after a walk through all formats, views and filters of three sizes."""
    before = planner.memory()
    for slug in SIZES.values():
        for ending in ("", ".ics", ".xml", ".json"):
            for language in ("en", "da"):
                for query in ("", "?track=track-1", "?room=room-1", "?view=grid"):
                    path = f"/{language}{programme(slug, ending).removeprefix('/en')}{query}"
                    for _ in planner.workers():
                        planner.get(path, GZIP)
    yield Figure(
        name=MEMORY[0],
        rounds=(planner.memory(),),
        note=f"the larger of two workers; {before:.0f} MiB before the walk through all formats",
    )


def start(stand: Stand, *, rounds: int) -> Iterator[Figure]:
    """From the Procfile's command to the first programme page, against importing the packages.

    Wall time. The yardstick is Python importing every package that requirements.txt names, as
    it is installed; what `import wsgi` really needs of them is told beside.
    """
    everything, needed = _modules(), _needed()
    found, strict, walls = [], [], []
    for number in range(rounds + 1):
        bare, some = _importing(everything), _importing(needed)
        began = time.perf_counter()
        with serving(stand, path=programme(SLUG)):
            wall = time.perf_counter() - began
        if number:  # the first round writes what Python compiles
            found.append(wall / bare)
            strict.append(wall / some)
            walls.append(wall)
    yield Figure(
        name=START[0],
        rounds=tuple(found),
        note=f"{min(walls):.2f} s; {median(strict):.2f} × the import of only those packages that "
        "a web process loads",
    )


def _modules() -> list[str]:
    """The importable names of all that requirements.txt pins and that is installed here."""
    pinned = {
        line.partition("==")[0].partition("[")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if "==" in line
    }
    return sorted(
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier()
        and not module.startswith("_")
        and {owner.lower().replace("_", "-") for owner in owners} & pinned
    )


def _needed() -> list[str]:
    """Of these, what is loaded once the application stands."""
    asked = "import sys, wsgi; print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return sorted(set(loaded.stdout.split()) & set(_modules()))


def _importing(modules: list[str]) -> float:
    """Seconds for a Python that imports these and ends; one that cannot be imported is passed."""
    program = (
        "import sys, importlib\n"
        "for name in sys.argv[1:]:\n"
        "    try: importlib.import_module(name)\n"
        "    except Exception: pass\n"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, *modules], capture_output=True, check=True)
    return time.perf_counter() - began
