"""Which thing of the draft each thing of a file is; and what the new ones will be called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cwf.programme.incoming import Incoming, Item, Noun, Remark
from cwf.programme.slugs import free, slug_of
from cwf.programme.standing import Entry, Standing

# What others refer to by name: two of one name cannot be told apart then.
REFERRED_TO = {Noun.VENUE, Noun.ROOM, Noun.TRACK}


@dataclass(frozen=True, kw_only=True)
class Match:
    """A thing of the file, the entry that it is (None: it is new), and the slug it has then."""

    item: Item
    entry: Entry | None
    slug: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """All things of a file in the order of writing, and what was odd about them."""

    matches: tuple[Match, ...]
    remarks: tuple[Remark, ...]


def find(standing: Standing, incoming: Incoming) -> Found:
    """Find each thing by slug, else by its key in the source, else by name."""
    matches: list[Match] = []
    remarks: list[Remark] = []
    for noun in Noun:
        items = [item for item in incoming.items if item.noun is noun]
        finder = _Finder(noun, standing, incoming.source)
        certain = {id(item): finder.surely(item) for item in items}
        finder.claimed = {entry.slug for entry in certain.values() if entry}
        finder.expect(item for item in items if certain[id(item)] is None)
        found = [(item, certain[id(item)] or finder.by_name(item)) for item in items]
        taken = {entry.slug for entry in standing.of[noun]}
        claimed: set[str] = set()
        for item, entry in found:
            slug = entry.slug if entry else _new_slug(item, taken)
            if entry and slug in claimed:
                remarks.append(_remark("twice", item))
            claimed.add(slug)
            taken.add(slug)
            matches.append(Match(item=item, entry=entry, slug=slug))
        remarks += [_remark("ambiguous-name", item) for item in finder.ambiguous]
    return Found(matches=tuple(matches), remarks=tuple(remarks))


class _Finder:
    """Looks for things of one noun among those that stand."""

    def __init__(self, noun: Noun, standing: Standing, source: str) -> None:
        entries = standing.of[noun]
        self.source = source
        self.by_slug = {entry.slug: entry for entry in entries}
        self.by_key = {
            entry.source_key: entry
            for entry in entries
            if source and entry.source == source and entry.source_key is not None
        }
        self.named: dict[str, list[Entry]] = {}
        for entry in entries:
            for name in names_of(entry):
                self.named.setdefault(name, []).append(entry)
        self.claimed: set[str] = set()
        self.wanted: Counter[str] = Counter()
        self.ambiguous: list[Item] = []

    def surely(self, item: Item) -> Entry | None:
        """By slug, else by key."""
        if item.slug and item.slug in self.by_slug:
            return self.by_slug[item.slug]
        return self.by_key.get(item.source_key) if item.source_key else None

    def expect(self, items: Iterable[Item]) -> None:
        """Tell which items are going to be looked for by name."""
        self.wanted = Counter(bare(item.name) for item in items)

    def by_name(self, item: Item) -> Entry | None:
        """The one entry of that name which belongs to no other source, if there is just one.

        What another item is for certain is not it: a second "Lunch" with an address of its own.
        """
        found = [
            entry
            for entry in self.named.get(bare(item.name), ())
            if self._free(entry, item) and not (item.slug and entry.slug in self.claimed)
        ]
        if len(found) == 1 and self.wanted[bare(item.name)] == 1:
            return found[0]
        if len(found) > 1 and item.noun in REFERRED_TO:
            self.ambiguous.append(item)
        return None

    def _free(self, entry: Entry, item: Item) -> bool:
        venue = item.values.get("venue")
        if item.noun is Noun.ROOM and venue and len(self.named[bare(item.name)]) > 1:
            return bare(str(venue)) in {bare(str(entry.values["venue"]))}
        return entry.source is None or not item.source_key


def bare(name: str) -> str:
    """A name without what readers do not tell apart: capitals and spaces."""
    return " ".join(name.casefold().split())


def names_of(entry: Entry) -> set[str]:
    """The names that an entry has in any language, bare."""
    texts = entry.values.get("title" if entry.noun is Noun.SESSION else "name")
    names = texts.values() if isinstance(texts, dict) else ()
    return {bare(name) for name in (entry.name, *names) if name}


def _new_slug(item: Item, taken: set[str]) -> str:
    given = item.slug if item.slug and slug_of(item.slug) == item.slug else ""
    return free(given or slug_of(item.name) or item.noun.value, taken)


def _remark(code: str, item: Item) -> Remark:
    return Remark(code=code, where=item.where, data={"noun": item.noun, "name": item.name})
