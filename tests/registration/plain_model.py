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
