"""Functions, modules and templates stay short enough to be read as a text."""

import ast
from collections.abc import Iterator

from tests.architecture.source import ROOT, SLICES, Module, modules, parsed, shown, templates

FUNCTION = 40
MODULE = 250
TEMPLATE = 120
SHARED_FOLDERS = {"components", "print", "email", "errors"}


def long_functions(module: Module) -> Iterator[str]:
    """Functions over the limit, from `def` to their last line."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                yield f"{module.name}.{node.name}: {length} lines"


def test_functions_are_short() -> None:
    assert [line for module in modules() for line in long_functions(module)] == []


def test_modules_are_short() -> None:
    assert [
        f"{module.name}: {len(module.lines)} lines"
        for module in modules()
        if len(module.lines) > MODULE and not module.is_data
    ] == []


def test_templates_are_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in templates()}
    assert [f"{shown(p)}: {lines} lines" for p, lines in lengths.items() if lines > TEMPLATE] == []


def test_template_folders_are_slices_or_shared() -> None:
    folders = {path.name for path in (ROOT / "templates").glob("*") if path.is_dir()}
    assert folders - {*SLICES} - SHARED_FOLDERS == set()


def test_long_function_is_seen() -> None:
    text = "def short():\n    pass\n\n\ndef long():\n" + "    pass\n" * FUNCTION
    assert list(long_functions(parsed(text, "programme", "actions"))) == [
        "cwf.programme.actions.long: 41 lines"
    ]
