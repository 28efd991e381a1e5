"""Places counted anew from claims, against what the counters of the tree say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from cwf.database import db
from cwf.registration.groups import paths
from cwf.registration.ledger import Lines
from cwf.registration.places import OPEN, ClaimState, Tree
from cwf.registration.queries.trees import CLAIMS, QUOTAS, read_trees
from cwf.registration.turns import would_be_over

Claims = list[tuple[ClaimState, int, str, int]]  # state, node, group, how many of these


@dataclass(frozen=True, kw_only=True, slots=True)
class Untrue:
    """A number of a node that is not what the claims say; `what` is the counter's name."""

    root_id: int
    node: int
    group: str
    what: str
    said: int
    counted: int


def counted_anew(root_id: int) -> Counter[int]:
    """How many places of each node of a tree are taken, by the claims."""
    tree = read_trees([root_id])[root_id]
    return _taken(tree, _claims(root_id))


def untrue(edition_id: int | None = None) -> list[Untrue]:
    """Every counter that does not say what the claims say; of one edition, or of all."""
    roots = select(QUOTAS.c.id).where(QUOTAS.c.parent_id.is_(None)).order_by(QUOTAS.c.id)
    if edition_id is not None:
        roots = roots.where(QUOTAS.c.edition_id == edition_id)
    trees = read_trees(db.session.scalars(roots))
    return [fault for root in sorted(trees) for fault in _faults(trees[root])]


def _faults(tree: Tree) -> Iterator[Untrue]:
    claims = _claims(tree.id)
    taken = _taken(tree, claims)
    waiting = sum(number for state, _, _, number in claims if state in OPEN)

    def fault(node: int, group: str, what: str, said: int, counted: int) -> Iterator[Untrue]:
        if said != counted:
            yield Untrue(
                root_id=tree.id, node=node, group=group, what=what, said=said, counted=counted
            )

    for node, group, capacity, said, over in (
        (tree.id, "", tree.capacity, tree.taken, tree.over),
        *((part.id, part.group, part.capacity, part.taken, part.over) for part in tree.parts),
    ):
        yield from fault(node, group, "taken", said, taken[node])
        yield from fault(node, group, "over", over, would_be_over(taken[node], capacity))
    yield from fault(tree.id, "", "waiting", tree.waiting, waiting)
    for (node, group), number in _elsewhere(tree, claims).items():
        yield from fault(node, group, "elsewhere", number, 0)


def _claims(root_id: int) -> Claims:
    found = (
        select(CLAIMS.c.state, CLAIMS.c.quota_id, CLAIMS.c.group_code, func.count())
        .where(CLAIMS.c.root_id == root_id, CLAIMS.c.state.in_((ClaimState.PLACE, *OPEN)))
        .group_by(CLAIMS.c.state, CLAIMS.c.quota_id, CLAIMS.c.group_code)
    )
    return [(ClaimState(state), *rest) for state, *rest in db.session.execute(found)]


def _taken(tree: Tree, claims: Claims) -> Counter[int]:
    lines, taken = Lines(tree), Counter[int]()
    for state, node, group, number in claims:
        if state is ClaimState.PLACE:
            for one in lines.all(node, group):
                taken[one] += number
    return taken


def _elsewhere(tree: Tree, claims: Claims) -> Counter[tuple[int, str]]:
    """Places and offers that are not of the node that counts all of their group."""
    nodes = {part.group: part for part in tree.parts if not part.across}
    found: Counter[tuple[int, str]] = Counter()
    for state, node, group, number in claims:
        line = [nodes[path] for path in paths(group) if path in nodes]
        own = [part.id for part in line] + [tree.id]
        firm = next((place for place, part in enumerate(line) if not part.spills), len(line))
        if state is not ClaimState.WAITING and node not in own[: firm + 1]:
            found[node, group] += number
    return found
