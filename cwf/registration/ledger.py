"""How many places of each node of a tree are free, and for whom.

A node that holds places back has set them aside in the node above: who comes for them needs no
more of it than that it is not full outright. Who comes for a place that nobody set aside competes
for what is left of the node above after all that its nodes hold back; and so on up to the root.
More may be granted below a node than it has room for: then who comes first has the place.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from cwf.registration.groups import counted, paths
from cwf.registration.places import Part, Tree

Offers = Mapping[int, int]  # by the id of a node: how many of its places are offered


class Lines:
    """Which nodes of a tree count whom."""

    def __init__(self, tree: Tree) -> None:
        self.root = tree.id
        self._parents = {part.id: part.parent or tree.id for part in tree.parts if not part.across}
        self._across = [part for part in tree.parts if part.across]
        self._known: dict[int, tuple[int, ...]] = {tree.id: (tree.id,)}

    def up(self, node: int) -> tuple[int, ...]:
        """The ids of a node and those above it, the root last; of one that goes across: its own."""
        found = self._known.get(node)
        if found is None:
            above = self.up(self._parents[node]) if node in self._parents else ()
            found = self._known[node] = (node, *above)
        return found

    def across(self, group: str) -> tuple[int, ...]:
        """Those that bound people of a group wherever else they are counted."""
        return tuple(part.id for part in self._across if counted(group, part.group))

    def all(self, node: int, group: str) -> tuple[int, ...]:
        """All nodes that count who has a place of a node: those above it, and those across."""
        return (*self.up(node), *self.across(group))


class Ledger:
    """A tree at an instant, in which places can be counted in and out to see what is left.

    Places that are offered count as if they were taken.
    """

    def __init__(self, tree: Tree, offers: Offers, at: datetime) -> None:
        self.tree = tree
        self.parts: dict[int, Part] = {part.id: part for part in tree.parts}
        self._at = at
        self._node_of = {part.group: part.id for part in tree.parts if not part.across}
        self.lines = Lines(tree)
        self._room: dict[int, int | None] = {tree.id: _unused(tree.capacity, tree.taken)}
        self._room.update((part.id, _unused(part.capacity, part.taken)) for part in tree.parts)
        for node, number in offers.items():
            for one in self.lines.up(node):
                self._use(one, number)
        # What the nodes right below each set aside in it; the deepest first.
        self._below = dict.fromkeys(self._room, 0)
        for part in sorted(tree.parts, key=lambda part: -len(part.group)):
            if not part.across:
                self._below[part.parent or tree.id] += self.kept(part.id)

    def group(self, node: int) -> str:
        """Of whom a node is; "" of the root."""
        return self.parts[node].group if node in self.parts else ""

    def room(self, node: int) -> int | None:
        """How many places of a node nobody has and nobody was offered; None: without bound."""
        room = self._room[node]
        return None if room is None else max(0, room)

    def held(self, node: int) -> int:
        """How many of those are set aside for nodes below it."""
        room = self._room[node]
        return self._below[node] if room is None else min(self._below[node], max(0, room))

    def free(self, node: int) -> int | None:
        """How many are for anybody whom the node counts; None: as many as one likes."""
        room = self.room(node)
        return None if room is None else room - self.held(node)

    def kept(self, node: int) -> int:
        """How many places a node sets aside in the node above it, for itself or nodes below it."""
        return self.room(node) or 0 if self.sets_aside(node) else self.held(node)

    def sets_aside(self, node: int) -> bool:
        """Whether unused places of a node are held back from the node above it."""
        part = self.parts.get(node)
        return bool(part and not part.across and part.capacity is not None and part.holds(self._at))

    def node_for(self, group: str) -> int | None:
        """Whose place somebody of that group gets: of the deepest node that may; None: none.

        Whether others wait is not asked: who comes last asks when all who wait have been served.
        """
        if any(self.room(one) == 0 for one in self.lines.across(group)):
            return None
        for node in self.starts(group):
            if self.refusing(node) is None:
                return node
        return None

    def starts(self, group: str) -> list[int]:
        """The nodes of which somebody may get a place, in the order in which they are asked."""
        found = []
        for node in self._path(group):
            part = self.parts.get(node)
            if part is None or not part.spills or part.holds(self._at):
                found.append(node)
            if part is None or not part.spills:
                break
        return found

    def refusing(self, start: int) -> int | None:
        """The last node, going up, that has no room for one more of those of `start`; or None."""
        found, common = None, True
        for node in self.lines.up(start):
            if (self.free(node) if common else self.room(node)) == 0:
                found = node
            common = common and not self.sets_aside(node)
        return found

    def may_take(self, group: str) -> int | None:
        """How many places people of that group may take one after another; None: without bound."""
        limits = [self.room(one) for one in self.lines.across(group)]
        common = True
        for node in self.lines.up(self.starts(group)[0]):
            limits.append(self.free(node) if common else self.room(node))
            common = common and not self.sets_aside(node)
        return min((limit for limit in limits if limit is not None), default=None)

    def add(self, node: int, group: str, number: int = 1) -> None:
        """Count places in; with a negative number, out."""
        kept = None
        for one in self.lines.up(node):
            if kept is not None:
                self._below[one] += kept
            before = self.kept(one)
            self._use(one, number)
            kept = self.kept(one) - before
        for one in self.lines.across(group):
            self._use(one, number)

    def lift(self, node: int, group: str) -> None:
        """Count a place out for whoever has it to move: where they stay, there is room for them."""
        self.add(node, group, -1)
        for one in self.lines.all(node, group):
            room = self._room[one]
            if room is not None and room < 1:
                self._room[one] = 1

    def _use(self, node: int, number: int) -> None:
        room = self._room[node]
        if room is not None:
            self._room[node] = room - number

    def _path(self, group: str) -> Iterable[int]:
        yield from (self._node_of[path] for path in paths(group) if path in self._node_of)
        yield self.tree.id


def _unused(capacity: int | None, taken: int) -> int | None:
    return None if capacity is None else capacity - taken


def offered(tree: Tree, offers: Offers) -> int:
    """How many places of a tree are offered."""
    across = {part.id for part in tree.parts if part.across}
    return sum(number for node, number in offers.items() if node not in across)
