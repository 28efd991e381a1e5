"""What public pages are told between releases, of things that other slices know."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Alive:
    """A line of the live fragment: of what (a slot's number, a word), and in what words.

    `kind` and `icon` are those of a tag; `data` is what scripts go by, as data attributes.
    """

    name: str
    text: str
    kind: str = ""
    icon: str = ""
    data: dict[str, str] = field(default_factory=dict)
