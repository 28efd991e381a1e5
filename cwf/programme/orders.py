"""What the programs are told that read a file, and that put remarks into one."""

from dataclasses import dataclass, field

from cwf.programme.columns import Asked, Remembered
from cwf.programme.incoming import Remark
from cwf.programme.sheets import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is known of a file, the draft apart: its name, what it was said to bring ("schedule",
    a noun, or "" for not known), and how to take it."""

    name: str
    brings: str = ""
    zone: str | None = None
    source: str = ""
    create_missing: bool = False
    asked: tuple[Asked, ...] | None = None
    remembered: Remembered = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


@dataclass(frozen=True, kw_only=True)
class Remarking:
    """A file's name, the sheets that were read, and remarks with sentences in a language.

    `headings` are those of the sheets, so that they are found in the same row again.
    """

    name: str
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    language: str
    remarks: tuple[Remark, ...]
    sentences: tuple[str, ...]
