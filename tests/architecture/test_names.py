"""Files are named for the question they answer."""

from tests.architecture.source import ROOT, shown

NAMELESS = {
    "common", "commons", "helper", "helpers", "misc", "service", "services", "shared", "stuff",
    "tools", "util", "utilities", "utils",
}  # fmt: skip


def test_no_file_or_folder_is_nameless() -> None:
    found = [
        shown(path)
        for folder in ("cwf", "templates", "static", "tests")
        for path in sorted((ROOT / folder).rglob("*"))
        if "vendor" not in path.parts and path.name.split(".")[0].lstrip("_") in NAMELESS
    ]
    assert found == []
