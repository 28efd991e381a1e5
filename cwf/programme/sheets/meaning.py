"""What the words in cells mean for one edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.programme.incoming import Item, Noun
from cwf.programme.merging.bounds import LONGEST
from cwf.programme.sheets.lines import Lines
from cwf.programme.sheets.names import Names, region_names
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Row
from cwf.programme.sheets.texts import bare, short
from cwf.programme.sheets.vocabulary import Vocabulary
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.standing import Entry, Standing


@dataclass
class Meaning:
    """Looks up what cells name; `made` are the things that are added since nobody knows them."""

    standing: Standing
    vocabulary: Vocabulary
    create_missing: bool
    names: Mapping[Noun, Names]
    made: dict[tuple[Noun, str], Item] = field(default_factory=dict)

    @cached_property
    def regions(self) -> Names:
        """The regions of the network."""
        return Names("region", region_names(self.standing, self.vocabulary.regions))

    @cached_property
    def zone(self) -> ZoneInfo:
        """The edition's zone."""
        return ZoneInfo(self.standing.zone)

    @cached_property
    def owners(self) -> dict[UUID, Entry]:
        """Sessions by the ids of their slots."""
        return {
            placing.uuid: entry
            for entry in self.standing.of[Noun.SESSION]
            for placing in entry.values["placings"]
        }

    @property
    def language(self) -> str:
        """The edition's first language: of names that say none."""
        return self.standing.languages[0] if self.standing.languages else "en"

    @property
    def day_first(self) -> bool:
        """Whether 02-11-2026 is in November here, as it is but for English alone."""
        return any(language != "en" for language in self.standing.languages)

    def find(self, noun: Noun, said: str, lines: Lines, code: str, row: Row | None = None) -> str:
        """The reference for a name; what nobody knows is added, or raises Wrong."""
        try:
            return self.names[noun].find(said)
        except Wrong as wrong:
            if wrong.code is not Code.UNKNOWN or not self.create_missing:
                raise
            return self._make(noun, said, lines, code, row)

    def _make(self, noun: Noun, said: str, lines: Lines, code: str, row: Row | None) -> str:
        if len(said) > LONGEST["name"]:
            raise Wrong(Code.TOO_LONG, most=LONGEST["name"], length=len(said))
        key = noun, bare(said)
        if key not in self.made:
            made = Wrong(Code.IS_MADE, what=noun.value, value=short(said))
            lines.wrong(made, code, row, error=False)
            name = said if noun is Noun.SPEAKER else {self.language: said}
            self.made[key] = Item(noun=noun, key=f"+{noun.value}!{bare(said)}", name=said,
                                  values={"name": name}, where=lines.where(code, row))  # fmt: skip
        return self.made[key].key
