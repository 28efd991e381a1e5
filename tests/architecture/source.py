"""The source of the application as data: modules, what they import, functions, templates."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLICES = (
    "regions",
    "people",
    "editions",
    "programme",
    "registration",
    "agendas",
    "delegations",
    "attendance",
    "network",
)
# The role files of a slice from the top down; those on one line do not import each other.
LEVELS = (
    {"views", "public_views", "api", "cli", "jobs"},
    {"exports", "imports", "forms"},
    {"actions"},
    {"queries"},
    {"models"},
)
RULE = len(LEVELS)
# Modules of a slice that are neither role file nor named rule, each with its reason.
PLUMBING = {
    ("people", "sign_in"): "sets up Flask-Security-Too and says who is signed in",
}


@dataclass(frozen=True)
class Module:
    """One Python file below cwf/; `parts` is its dotted name without `cwf`."""

    path: Path
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its dotted name."""
        return ".".join(("cwf", *self.parts))

    @property
    def lines(self) -> list[str]:
        """Its text."""
        return self.path.read_text(encoding="utf-8").splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))

    @property
    def is_data(self) -> bool:
        """Whether it only states facts: no function, no class."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return not any(isinstance(node, kinds) for node in ast.walk(self.tree))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the application, migrations apart."""
    found = []
    for path in sorted((ROOT / "cwf").rglob("*.py")):
        parts = path.relative_to(ROOT / "cwf").with_suffix("").parts
        if parts[0] != "migrations":
            found.append(Module(path, parts[:-1] if parts[-1] == "__init__" else parts))
    return tuple(found)


@cache
def templates() -> tuple[Path, ...]:
    """Every template."""
    return tuple(sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file()))


def shown(path: Path) -> str:
    """A path as messages name it."""
    return path.relative_to(ROOT).as_posix()


def level(parts: tuple[str, ...]) -> int | None:
    """Where a module of a slice stands: 0 for views … 4 for models, RULE for a named rule.

    None for what is no file of a slice, for a slice's own `__init__` and for PLUMBING.
    """
    if len(parts) < 2 or parts[0] not in SLICES or parts[:2] in PLUMBING:
        return None
    return next((depth for depth, roles in enumerate(LEVELS) if parts[1] in roles), RULE)


def role(parts: tuple[str, ...]) -> str:
    """The name of the file's role: `views` for cwf.programme.views and what is below it."""
    return parts[1]


def imports(module: Module) -> Iterator[tuple[str, ...]]:
    """What it imports anywhere in it, as dotted parts; for `from a import b`, a.b if a module."""
    known = {found.parts for found in modules()}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.name} imports relatively"
            origin = tuple((node.module or "").split("."))
            for alias in node.names:
                full = (*origin, alias.name)
                yield full if origin[0] == "cwf" and full[1:] in known else origin


def own_imports(module: Module) -> Iterator[tuple[str, ...]]:
    """What it imports of the application, without the leading `cwf`."""
    yield from (parts[1:] for parts in imports(module) if parts[0] == "cwf" and len(parts) > 1)


def foreign_imports(module: Module) -> Iterator[tuple[str, ...]]:
    """What it imports from elsewhere."""
    yield from (parts for parts in imports(module) if parts[0] != "cwf")


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with its dotted callee: `db.session.commit`, `now`; `?` for what has no name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """An expression of names and attributes as it is written."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def parsed(text: str, *parts: str) -> Module:
    """A module made up for a test; its tree is that of the text."""
    module = Module(ROOT / "cwf" / Path(*parts).with_suffix(".py"), parts)
    module.__dict__["tree"] = ast.parse(text)
    return module


def is_standard(parts: tuple[str, ...]) -> bool:
    """Whether it comes with Python."""
    return parts[0] in sys.stdlib_module_names
