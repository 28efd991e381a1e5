"""What the names in a sheet refer to: things of its own workbook, and things of the draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cwf.programme.incoming import Noun
from cwf.programme.sheets.codes import alike
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.texts import bare, short
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Texts

OFFERED = 12  # names that a remark counts up
GUESSES = 300  # unknown names for which the nearest is looked for: it takes time


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something that can be referred to: how (`ref`), under which id, and by which names."""

    ref: str
    id: str
    names: tuple[str, ...]


class Names:
    """Looks things of one noun up by id, else by name."""

    def __init__(self, what: str, things: Iterable[Named]) -> None:
        self.what = what
        self.refs: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.named: dict[str, list[str]] = {}
        self.shown: dict[str, str] = {}
        self.offered: list[str] = []
        self.guesses = GUESSES
        for one in things:
            self.offered += one.names[:1]
            if one.id:
                self.refs[one.id] = one.ref
                self.ids[one.ref] = one.id
            for name in filter(None, one.names):
                found = self.named.setdefault(bare(name), [])
                if one.ref not in found:
                    found.append(one.ref)
                self.shown.setdefault(bare(name), name)

    def find(self, said: str) -> str:
        """The reference meant; raises Wrong where there is none, or several."""
        if said in self.refs:
            return self.refs[said]
        found = self.named.get(bare(said), [])
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(self.ids.get(ref, ref) for ref in found)
            raise Wrong(Code.SEVERAL_SO_NAMED, what=self.what, value=short(said), known=ids)
        self.guesses -= 1
        guess = alike(said, self.named) if self.guesses >= 0 else ""
        perhaps = self.shown.get(guess, "")
        known = ", ".join(filter(None, dict.fromkeys(self.offered[:OFFERED])))
        raise Wrong(Code.UNKNOWN, what=self.what, value=short(said), perhaps=perhaps, known=known)

    def knows(self, said: str) -> bool:
        """Whether anything is so called."""
        return said in self.refs or bare(said) in self.named

    def written(self, ref: str, names: Sequence[str]) -> str:
        """The first of these names that means this and nothing else, else its id."""
        for name in names:
            if name and ";" not in name and "\n" not in name and self._means(name, ref):
                return name
        return self.ids.get(ref, ref)

    def _means(self, name: str, ref: str) -> bool:
        try:
            return self.find(name) == ref
        except Wrong:
            return False


def standing_names(standing: Standing, noun: Noun) -> list[Named]:
    """Things of the draft, a room with its venue, too."""
    return [
        Named(ref=entry.slug, id=entry.slug, names=names_of(entry, standing))
        for entry in standing.of[noun]
    ]


def names_of(entry: Entry, standing: Standing) -> tuple[str, ...]:
    """What an entry is called, in the edition's languages first."""
    if entry.noun is Noun.SPEAKER:
        return (entry.name, entry.values.get("sort_name") or "")
    texts = entry.values.get("title" if entry.noun is Noun.SESSION else "name") or {}
    names = in_order(texts, standing.languages)
    if entry.noun is Noun.ROOM:
        venue = standing.entry.get((Noun.VENUE, entry.values.get("venue") or ""))
        houses = in_order(venue.values["name"], standing.languages) if venue else ()
        return names + tuple(f"{name} ({house})" for name in names for house in houses)
    return names


def in_order(texts: Texts, languages: Sequence[str]) -> tuple[str, ...]:
    """The texts, those in the edition's languages first, each once."""
    tags = (*languages, *sorted(texts))
    return tuple(dict.fromkeys(texts[tag] for tag in tags if texts.get(tag)))


def region_names(standing: Standing, regions: Mapping[str, Texts]) -> list[Named]:
    """The regions by slug and by name."""
    return [
        Named(ref=slug, id=slug, names=in_order(regions.get(slug, {}), standing.languages))
        for slug in standing.regions
    ]


def parts(written: str) -> list[str]:
    """The parts of a cell with several things: by semicolons or lines."""
    return [part.strip() for part in written.replace("\n", ";").split(";") if part.strip()]
