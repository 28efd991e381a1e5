"""Places as one would keep them on paper: somebody looks at the list every single minute.

Nothing here jumps from event to event, or counts what a claim says already: the slow, plain way,
against which the real one is compared.
"""

from dataclasses import dataclass, field

OFFER = 30  # minutes


@dataclass
class Paper:
    """One tree. Minutes count from noon; a person's place is of a group's part or of all ("")."""

    capacity: int
    now: int = 0
    closes: int | None = None
    closed: bool = False
    parts: dict[str, tuple[int, int | None]] = field(default_factory=dict)  # number, until
    places: dict[int, str] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)  # whoever waits or has an offer
    offers: dict[int, tuple[str, int]] = field(default_factory=dict)  # of which part, until
    ended: dict[int, str] = field(default_factory=dict)
    group: dict[int, str] = field(default_factory=dict)

    def wait_until(self, minute: int) -> None:
        """Look every minute."""
        while self.now < minute:
            self.now += 1
            for person, (_, until) in list(self.offers.items()):
                if until <= self.now:
                    self.end(person, "lapsed")
            self.serve()

    def open(self) -> bool:
        return not self.closed and (self.closes is None or self.now < self.closes)

    def used(self, part: str) -> int:
        """Places of a part that are taken or offered."""
        return list(self.places.values()).count(part) + [
            one for one, _ in self.offers.values()
        ].count(part)

    def holds(self, part: str) -> bool:
        until = self.parts[part][1]
        return until is None or self.now < until

    def held(self) -> int:
        """Places that are kept for groups and nobody has."""
        kept = sum(
            max(0, number - self.used(part))
            for part, (number, _) in self.parts.items()
            if self.holds(part)
        )
        return min(kept, self.left())

    def left(self) -> int:
        return max(0, self.capacity - len(self.places) - len(self.offers))

    def place_for(self, person: int) -> str | None:
        """The part of which somebody gets a place; None: there is none."""
        part = self.group[person]
        if self.left() == 0:
            return None
        if part in self.parts and self.holds(part) and self.used(part) < self.parts[part][0]:
            return part
        return "" if self.left() > self.held() else None

    def serve(self) -> None:
        for person in self.queue:
            if person in self.offers or not self.open():
                continue
            part = self.place_for(person)
            if part is not None:
                until = self.now + OFFER
                self.offers[person] = part, min(until, self.closes) if self.closes else until

    def end(self, person: int, how: str) -> None:
        self.places.pop(person, None)
        self.offers.pop(person, None)
        if person in self.queue:
            self.queue.remove(person)
        self.ended[person] = how

    def take(self, person: int, *, wait: bool) -> str:
        if self.closed:
            return "closed"
        if person in self.places:
            return "already"
        if person in self.offers:
            return self.accept(person)
        if not self.open():
            return "closed"
        if person in self.queue:
            return "waiting"
        part = self.place_for(person)
        if part is None and not wait:
            return "full"
        self.ended.pop(person, None)
        if part is None:
            self.queue.append(person)
            return "waiting"
        self.places[person] = part
        return "taken"

    def accept(self, person: int) -> str:
        if self.closed:
            return "closed"
        if person in self.places:
            return "already"
        if person not in self.offers:
            return "not_offered"
        self.places[person] = self.offers.pop(person)[0]
        self.queue.remove(person)
        return "taken"

    def give_up(self, person: int) -> bool:
        if person not in self.places and person not in self.queue:
            return False
        self.end(person, "given_up")
        self.serve()
        return True

    def resize(self, capacity: int) -> int:
        self.capacity = capacity
        while self.offers and len(self.places) + len(self.offers) > capacity:
            del self.offers[[one for one in self.queue if one in self.offers][-1]]
        self.serve()
        return max(0, len(self.places) - capacity)

    def hold_back(self, part: str, number: int, until: int | None) -> None:
        if number:
            self.parts[part] = number, until
            room = max(0, number - list(self.places.values()).count(part))
            theirs = [one for one in self.queue if self.offers.get(one, ("",))[0] == part]
            for person in theirs[room:]:
                self.offers[person] = "", self.offers[person][1]
        elif self.parts.pop(part, None):
            self.places = {p: "" if of == part else of for p, of in self.places.items()}
            self.offers = {
                p: ("" if of == part else of, end) for p, (of, end) in self.offers.items()
            }
        self.serve()

    def state(self, person: int) -> tuple[str, int | None, int | None] | None:
        """What a person has, where they stand, until when it is offered (minutes)."""
        if person in self.ended:
            return self.ended[person], None, None
        if person not in self.places and person not in self.queue:
            return None
        if self.closed:
            return "cancelled", None, None
        if person in self.places:
            return "place", None, None
        if person in self.offers:
            return "offered", None, self.offers[person][1]
        waiting = [one for one in self.queue if one not in self.offers]
        return "waiting", waiting.index(person) + 1, None


# --- a tree of any depth, and people who come together ---


def leads_to(node: str, group: str) -> bool:
    """Whether a node counts a group, by their codes one after another."""
    path, *tags = group.split("+")
    above, *wanted = node.split("+")
    codes, own = [one for one in path.split("/") if one], [one for one in above.split("/") if one]
    return codes[: len(own)] == own and set(wanted) <= set(tags)


@dataclass
class Nested:
    """A tree whose nodes let nobody spill over; every number is counted from the people anew."""

    capacity: int | None
    now: int = 0
    nodes: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)  # number, until
    group: dict[int, str] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    queue: list[int] = field(default_factory=list)
    offers: dict[int, int] = field(default_factory=dict)  # until
    ended: dict[int, str] = field(default_factory=dict)
    party: dict[int, int] = field(default_factory=dict)
    together: set[int] = field(default_factory=set)  # people
    parties: int = 0

    def bound(self, node: str) -> int | None:
        return self.capacity if node == "" else self.nodes[node][0]

    def used(self, node: str) -> int:
        """Places of a node that are taken or offered."""
        return sum(leads_to(node, self.group[who]) for who in [*self.places, *self.offers])

    def room(self, node: str) -> float:
        bound = self.bound(node)
        return float("inf") if bound is None else max(0, bound - self.used(node))

    def holds(self, node: str) -> bool:
        number, until = self.nodes[node]
        return number is not None and (until is None or self.now < until)

    def above(self, node: str) -> str:
        """The nearest node that leads to one; the root for want of any."""
        leading = [one for one in self.nodes if "+" not in one and leads_to(one, node)]
        return max((one for one in leading if one != node), key=len, default="")

    def aside(self, node: str) -> float:
        """What a node keeps for itself, or for those below it, of the node above."""
        if node and self.holds(node):
            return self.room(node)
        return min(self.room(node), self.below(node))

    def below(self, node: str) -> float:
        kept = (self.aside(one) for one in self.nodes if "+" not in one and self.above(one) == node)
        return sum(kept)

    def may(self, group: str, own: tuple[str, ...] = ()) -> bool:
        """Whether there is a place for one more; in nodes of one's `own` there is room for one."""
        return not self.full(group, own)

    def full(self, group: str, own: tuple[str, ...] = ()) -> set[tuple[str, str]]:
        """All nodes with no place for one more: none at all, or none that is everybody's."""
        found, common = set[tuple[str, str]](), True
        nodes = [one for one in self.nodes if "+" not in one and leads_to(one, group)]
        for node in [*sorted(nodes, key=len, reverse=True), ""]:
            room = max(1 if node in own else 0, self.room(node))
            if room <= 0:
                found.add((node, "any"))
            if common and room - min(room, self.below(node)) <= 0:
                found |= {(node, "any"), (node, "everybody's")}
            common = common and not (node and self.holds(node))
        across = [one for one in self.nodes if "+" in one and leads_to(one, group)]
        there = [node for node in across if node not in own and self.room(node) <= 0]
        return found | {(node, "any") for node in there}

    def stands(self, who: int) -> tuple[int, int]:
        """Where somebody stands who waits, and how many came earlier who wait for more."""
        waiting = [one for one in self.queue if one not in self.offers]
        before = waiting[: waiting.index(who)]
        ahead = [one for one in before if self.lacks(one) <= self.lacks(who)]
        return len(ahead) + 1, len(before) - len(ahead)

    def lacks(self, who: int) -> set[tuple[str, str]]:
        """What is full for somebody, or for one of those whom they wait with."""
        offers, found = dict(self.offers), set[tuple[str, str]]()
        waiting = [one for one in self.queue if one not in self.offers]
        for one in next(unit for unit in self.units(waiting) if who in unit):
            full = self.full(self.group[one])
            found |= full
            if not full:
                self.offers[one] = 0
        self.offers = offers
        return found

    def wait_until(self, minute: int) -> None:
        """Look every minute."""
        while self.now < minute:
            self.now += 1
            for who in [one for one, until in self.offers.items() if until <= self.now]:
                self.end(who, "lapsed")
            self.serve()

    def units(self, people: list[int]) -> list[list[int]]:
        """Each alone, or with those whom they wait together with."""
        found: list[list[int]] = []
        for who in people:
            if any(who in unit for unit in found):
                continue
            party = self.party[who] if who in self.together else None
            whole = [one for one in people if one in self.together and self.party[one] == party]
            found.append(whole if party is not None else [who])
        return found

    def serve(self) -> None:
        for unit in self.units([who for who in self.queue if who not in self.offers]):
            for who in unit:
                if not self.may(self.group[who]):
                    for one in unit:
                        self.offers.pop(one, None)
                    break
                self.offers[who] = self.now + OFFER

    def change(self) -> None:
        """After less room or more: take back what no longer fits, serve who can be served."""
        offers, self.offers = self.offers, {}
        for unit in self.units([who for who in self.queue if who in offers]):
            self.offers.update((who, offers[who]) for who in unit)
            if any(
                (bound := self.bound(node)) is not None
                and self.used(node) > bound
                and any(leads_to(node, self.group[who]) for who in unit)
                for node in ["", *self.nodes]
            ):
                for who in unit:
                    del self.offers[who]
        self.serve()

    def end(self, who: int, how: str) -> None:
        self.places = [one for one in self.places if one != who]
        self.queue = [one for one in self.queue if one != who]
        self.offers.pop(who, None)
        self.party.pop(who, None)
        self.together.discard(who)
        self.ended[who] = how

    def accept(self, who: int) -> str:
        if who in self.places:
            return "already"
        if who not in self.offers:
            return "not_offered"
        del self.offers[who]
        self.queue.remove(who)
        self.together.discard(who)
        self.places.append(who)
        return "taken"

    def take_all(self, people: dict[int, str], wait: str) -> dict[int, str]:
        found = {}
        for who in people:
            if who in self.places or who in self.offers:
                found[who] = self.accept(who)
            elif who in self.queue:
                found[who] = "waiting"
        fresh = [who for who in people if who not in found]
        for who in fresh:
            self.group[who] = people[who]
            if self.may(people[who]):
                self.places.append(who)
        got = [who for who in fresh if who in self.places]
        if wait == "whole" and len(got) < len(fresh):
            self.places = [who for who in self.places if who not in got]
            got = []
        if len(got) < len(fresh):
            self.parties += 1
        for who in fresh:
            if who in got or wait != "no":
                self.ended.pop(who, None)
            found[who] = "taken" if who in got else "full" if wait == "no" else "waiting"
            if found[who] == "waiting":
                self.queue.append(who)
                self.party[who] = self.parties
                self.together |= {who} if wait == "whole" else set()
        return {who: found[who] for who in people}

    def give_up(self, who: int) -> bool:
        if who not in self.places and who not in self.queue:
            return False
        self.end(who, "given_up")
        self.serve()
        return True

    def regroup(self, who: int, group: str) -> str:
        if who not in self.places and who not in self.queue:
            return "not_offered"
        before = self.group[who]
        if group == before:
            return "already"
        self.group[who] = group
        if who in self.queue and who not in self.offers:
            self.serve()
            return "waiting"
        placed, until = who in self.places, self.offers.pop(who, 0)
        self.places = [one for one in self.places if one != who]
        own = [one for one in ["", *self.nodes] if leads_to(one, before) and leads_to(one, group)]
        may = self.may(group, tuple(own))
        self.group[who] = group if may else before
        if placed:
            self.places.append(who)
        else:
            self.offers[who] = until
        if may:
            self.change()
        return "full" if not may else "taken" if placed else "waiting"

    def state(self, who: int) -> tuple[str, int | None, int | None] | None:
        """What a person has, where they stand, until when it is offered (minutes)."""
        if who in self.places:
            return "place", None, None
        if who in self.offers:
            return "offered", None, self.offers[who]
        if who in self.queue:
            return "waiting", self.stands(who)[0], None
        return (self.ended[who], None, None) if who in self.ended else None
