"""Inside a slice role files stand above each other, and named rules are pure at the bottom."""

import pytest

from tests.architecture.source import (
    PLUMBING,
    RULE,
    SLICES,
    Module,
    foreign_imports,
    is_standard,
    level,
    modules,
    own_imports,
    parsed,
    role,
)

# Libraries that compute and neither read, write nor ask the time.
PURE = {"msgspec", "babel", "numpy"}
# Parts of the standard library that reach outside, or ask for time or chance.
IMPURE = {
    "asyncio", "ctypes", "ftplib", "getpass", "glob", "http", "imaplib", "io", "logging",
    "multiprocessing", "os", "pathlib", "platform", "poplib", "random", "secrets", "select",
    "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib.request", "webbrowser",
}  # fmt: skip
ROWS = {"models", "queries", "actions"}


def upward(module: Module) -> list[str]:
    """Imports within the slice that go up, or sideways from one role file to another."""
    here = level(module.parts)
    if here is None:
        return []
    found = []
    for parts in own_imports(module):
        there = level(parts)
        if there is None or parts[0] != module.parts[0] or parts == module.parts:
            continue
        sideways = there == here != RULE and role(parts) != role(module.parts)
        if there < here or sideways:
            found.append(f"{module.name} imports cwf.{'.'.join(parts)}")
    return found


def impure(module: Module) -> list[str]:
    """What a named rule imports and must not."""
    if level(module.parts) != RULE:
        return []
    outside = {
        ".".join(parts)
        for parts in foreign_imports(module)
        if parts[0] not in PURE
        and (not is_standard(parts) or parts[0] in IMPURE or ".".join(parts[:2]) in IMPURE)
    }
    inside = {f"cwf.{'.'.join(parts)}" for parts in own_imports(module) if level(parts) != RULE}
    return [f"{module.name} imports {name}" for name in sorted(outside | inside)]


def seeing_rows(module: Module) -> list[str]:
    """What an export imports of rows, forms, requests or the database."""
    if level(module.parts) is None or role(module.parts) != "exports":
        return []
    rows = {
        f"cwf.{'.'.join(parts)}"
        for parts in own_imports(module)
        if parts[0] == "database" or (level(parts) is not None and parts[1] in ROWS)
    }
    engines = {parts[0] for parts in foreign_imports(module) if parts[0].endswith("sqlalchemy")}
    return [f"{module.name} imports {name}" for name in sorted(rows | engines)]


def intruding(module: Module) -> list[str]:
    """Imports of a slice's rows by anything but models, queries, actions and its own entrance."""
    loads = module.parts[:1] == ("demo",) or module.parts[:2] in PLUMBING
    if loads or ROWS & set(module.parts[1:2]):
        return []
    return [
        f"{module.name} imports cwf.{'.'.join(parts)}"
        for parts in own_imports(module)
        if level(parts) is not None and parts[1] == "models" and module.parts != parts[:1]
    ]


def test_role_files_import_downwards() -> None:
    assert [line for module in modules() for line in upward(module)] == []


def test_named_rules_are_pure() -> None:
    assert [line for module in modules() for line in impure(module)] == []


def test_exports_see_no_rows() -> None:
    assert [line for module in modules() for line in seeing_rows(module)] == []


def test_rows_are_private_to_models_queries_and_actions() -> None:
    assert [line for module in modules() for line in intruding(module)] == []


def test_slices_hold_python_files_only_below_their_own_names() -> None:
    known = {*SLICES, "backup", "demo", "web"}
    folders = {module.parts[0] for module in modules() if len(module.parts) > 1}
    assert folders - known == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import cwf.programme.views", ["cwf.programme.actions imports cwf.programme.views"]),
        ("import cwf.programme.timetable", []),
        ("import cwf.programme.exports", ["cwf.programme.actions imports cwf.programme.exports"]),
        ("import cwf.programme.models", []),
    ],
)
def test_upward_import_is_seen(text: str, found: list[str]) -> None:
    assert upward(parsed(text, "programme", "actions")) == found


def test_sideways_import_is_seen() -> None:
    assert upward(parsed("import cwf.programme.jobs", "programme", "views")) == [
        "cwf.programme.views imports cwf.programme.jobs"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import flask", ["cwf.programme.conflicts imports flask"]),
        ("from urllib.request import urlopen", ["cwf.programme.conflicts imports urllib.request"]),
        ("from cwf.clock import now", ["cwf.programme.conflicts imports cwf.clock"]),
        ("from zoneinfo import ZoneInfo\nimport msgspec", []),
    ],
)
def test_impure_rule_is_seen(text: str, found: list[str]) -> None:
    assert impure(parsed(text, "programme", "conflicts")) == found


def test_export_of_rows_is_seen() -> None:
    module = parsed("import cwf.programme.models, sqlalchemy", "programme", "exports", "ics")
    assert seeing_rows(module) == [
        "cwf.programme.exports.ics imports cwf.programme.models",
        "cwf.programme.exports.ics imports sqlalchemy",
    ]


def test_view_of_rows_is_seen() -> None:
    assert intruding(parsed("import cwf.editions.models", "programme", "views")) == [
        "cwf.programme.views imports cwf.editions.models"
    ]
