"""Compiled catalogues for tests: git keeps the words, not what gettext reads."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "cwf" / "translations"


def compile_catalogues() -> None:
    """Compile each catalogue that is newer than its compiled form; workers may do it at once."""
    for words in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compiled = words.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= words.stat().st_mtime:
            continue
        with words.open("rb") as file:
            catalogue = read_po(file, locale=words.parts[-3])
        made = compiled.with_suffix(f".{os.getpid()}")
        with made.open("wb") as file:
            write_mo(file, catalogue)
        made.replace(compiled)
