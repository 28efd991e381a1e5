"""Where one stands in line: behind those who wait for nothing that one does not wait for, too.

One line leads to all places of a tree, and whoever can be served first is. Who came earlier but
belongs to a group that is full, too, is passed over as long as that is so; to count them would
tell a wait that nobody has.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cwf.registration.ledger import Ledger
from cwf.registration.places import ClaimState, Tree
from cwf.registration.turns import Entry, offers, units

# A node that has too few places, and whether they are to be ones that no node below sets aside.
Lack = tuple[int, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """One's `number`, from 1, and how many `others` came earlier and are not counted in it.

    If there were so many places more as the number says, in all that is full for one, one of them
    would be one's own, at the latest. The others would go first to a place of their own group.
    """

    number: int
    others: int = 0


def spots(tree: Tree, entries: Iterable[Entry], at: datetime) -> dict[int, Spot]:
    """By the id of a claim, where it stands among those who wait without an offer.

    `entries` are in the order of the queue, as `turns.settled` gives them. Who waits together with
    others waits for all that any of them waits for.
    """
    queue = list(entries)
    lacking = _lacking(Ledger(tree, offers(tree, queue), at), queue)
    before: Counter[frozenset[Lack]] = Counter()
    found: dict[int, Spot] = {}
    for entry in queue:
        if entry.state is ClaimState.WAITING:
            mine = lacking[entry.id]
            ahead = sum(number for theirs, number in before.items() if theirs <= mine)
            found[entry.id] = Spot(number=ahead + 1, others=before.total() - ahead)
            before[mine] += 1
    return found


def _lacking(ledger: Ledger, queue: Sequence[Entry]) -> Mapping[int, frozenset[Lack]]:
    """What keeps each waiting, by the ids of claims."""
    alone: dict[str, frozenset[Lack]] = {}
    found: dict[int, frozenset[Lack]] = {}
    for unit in units(queue, ClaimState.WAITING):
        if len(unit) > 1:
            found.update(dict.fromkeys((one.id for one in unit), _too_few_for(ledger, unit)))
            continue
        (one,) = unit
        if one.group not in alone:
            alone[one.group] = frozenset(_full_for(ledger, one.group))
        found[one.id] = alone[one.group]
    return found


def _too_few_for(ledger: Ledger, unit: Sequence[Entry]) -> frozenset[Lack]:
    """What keeps one of several waiting once the others have theirs; the ledger stays as it is."""
    found, seated = set[Lack](), list[tuple[int, str]]()
    for one in unit:
        node = ledger.node_for(one.group)
        if node is None:
            found.update(_full_for(ledger, one.group))
        else:
            ledger.add(node, one.group)
            seated.append((node, one.group))
    for node, group in seated:
        ledger.add(node, group, -1)
    return frozenset(found)


def _full_for(ledger: Ledger, group: str) -> Iterator[Lack]:
    """What one more of a group lacks: where places that are set aside do not help, both kinds.

    As `Ledger.refusing` goes up: above a node that sets its places aside any place will do, so who
    waits for one that nobody set aside is not before those who wait for the node's own.
    """
    common = True
    for node in ledger.lines.up(ledger.starts(group)[-1]):
        if ledger.room(node) == 0:
            yield node, False
        if common and ledger.free(node) == 0:
            yield from ((node, False), (node, True))
        common = common and not ledger.sets_aside(node)
    yield from ((node, False) for node in ledger.lines.across(group) if ledger.room(node) == 0)
