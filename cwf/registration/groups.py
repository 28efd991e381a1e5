"""For whom places are: how groups are written, and which nodes of a tree count whom.

A group is a path of codes, then tags: "int/d12/official", "int+full", "+full", or a plain "press".
A node counts those whose path leads through its own and who have all of its tags.
"""

from collections.abc import Iterable

LONGEST = 40  # letters: as rows keep them


def write(path: Iterable[str], tags: Iterable[str] = ()) -> str:
    """A group of codes. Raises ValueError for a code that cannot be one, or too many letters."""
    codes, tags = list(path), sorted(set(tags))
    for code in (*codes, *tags):
        if not code or set(code) & set("/+"):
            raise ValueError(f"not a code: {code!r}")
    group = "".join(("/".join(codes), *(f"+{tag}" for tag in tags)))
    if len(group) > LONGEST:
        raise ValueError(f"more than {LONGEST} letters: {group}")
    return group


def read(group: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The codes of its path, and its tags."""
    path, *tags = group.split("+")
    return tuple(path.split("/")) if path else (), frozenset(tags)


def path_of(group: str) -> str:
    """The path alone, without tags."""
    return group.partition("+")[0]


def paths(group: str) -> list[str]:
    """The paths of the nodes that lead to it, the nearest first, without the root's: ""."""
    path = path_of(group)
    found = []
    while path:
        found.append(path)
        path = path.rpartition("/")[0]
    return found


def below(path: str, above: str) -> bool:
    """Whether a path leads through another, or is it."""
    return not above or path == above or path.startswith(f"{above}/")


def counted(group: str, node: str) -> bool:
    """Whether a node of that group counts who is of this one, if nothing else keeps them off."""
    if not below(path_of(group), path_of(node)):
        return False
    return "+" not in node or read(node)[1] <= read(group)[1]


def nested(group: str) -> bool:
    """Whether several nodes may count who is of a group, besides the root."""
    return "/" in group or "+" in group
