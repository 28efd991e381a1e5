"""What the names by which things of a file refer to each other mean."""

from cwf.programme.incoming import Noun, Remark, Where
from cwf.programme.merging.finding import Found, bare, names_of
from cwf.programme.standing import Standing


class References:
    """From a reference to the slug it means: keys of the file, else slugs, else names."""

    def __init__(self, standing: Standing, found: Found) -> None:
        self.keys = {(match.item.noun, match.item.key): match.slug for match in found.matches}
        self.slugs = {
            *standing.entry,
            *((match.item.noun, match.slug) for match in found.matches),
        }
        self.named: dict[tuple[Noun, str], set[str]] = {}
        for entry in standing.entries:
            for name in names_of(entry):
                self.named.setdefault((entry.noun, name), set()).add(entry.slug)
        for match in found.matches:
            name = bare(match.item.name)
            self.named.setdefault((match.item.noun, name), set()).add(match.slug)

    def slug(self, noun: Noun, name: str, where: Where) -> str | Remark:
        """The slug of what is meant; a remark if it is nothing, or may be several things."""
        key = noun, name
        if key in self.keys:
            return self.keys[key]
        if key in self.slugs:
            return name
        named = self.named.get((noun, bare(name)), set())
        if len(named) == 1:
            return next(iter(named))
        code = "ambiguous-reference" if named else "unknown-reference"
        return Remark(code=code, where=where, data={"noun": noun, "name": name})
