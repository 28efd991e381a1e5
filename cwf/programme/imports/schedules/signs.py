"""The signs of Markdown: set around words, or taken their meaning."""

import re

# Whatever may mean something; whether it does is seen by what stands beside it.
SIGN = re.compile(r"[*`_<&!\]\\]")
ENTITY = re.compile(r"&#?\w{1,40};")
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
AT_START = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-\s*){3,}$|=+\s*$|~~~")
COUNTED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
RUNS = re.compile(r"`+")
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


def spaced(text: str) -> str:
    """The text with single spaces, at its ends, too."""
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def begun(line: str) -> str:
    """A line of words that does not begin like something else."""
    if AT_START.match(line):
        return "\\" + line
    return COUNTED.sub(r"\1\\\2", line, count=1) if COUNTED.match(line) else line


def unfinished(heading: str) -> str:
    """A heading whose last sign does not end it."""
    return f"{heading[:-1]}\\#" if heading.endswith("#") else heading


def escaped(words: str) -> str:
    """Words in which no sign means anything to Markdown."""
    return SIGN.sub(_escape, words)


def _escape(found: re.Match[str]) -> str:
    sign, words, end = found[0], found.string, found.end()
    after, before = words[end : end + 1], words[end - 2 : end - 1]
    means = {
        "_": not (before.isalnum() and after.isalnum()),
        "<": after.isalpha() or after in ("/", "!", "?"),
        "&": not after or bool(ENTITY.match(words, end - 1)),
        "!": after in ("", "["),
        "]": after in ("", "(", ":"),
        "\\": not after or after in PUNCTUATION,
    }
    return f"\\{sign}" if means.get(sign, True) else sign


def fence_around(code: str, *, least: int) -> str:
    """As many backticks as do not stand in the code."""
    longest = max(map(len, RUNS.findall(code)), default=0)
    return "`" * max(least, longest + 1)


def attribute(pattern: re.Pattern[str], attributes: str) -> str:
    """The value of an attribute of a tag, "" where it has none."""
    found = pattern.search(attributes)
    return next(filter(None, found.groups()), "") if found else ""


def marked(tag: str, href: str, words: str) -> str:
    """Words of a span with their marks; spaces at the ends stay outside."""
    core = words.strip()
    if not core:
        return words
    before, after = words[: words.index(core)], words[words.index(core) + len(core) :]
    if tag == "a":
        inner = _link(core, href)
    elif tag == "code":
        fence = fence_around(core, least=1)
        pad = " " if core[0] == "`" or core[-1] == "`" else ""
        inner = f"{fence}{pad}{core}{pad}{fence}"
    else:
        inner = f"{MARKS[tag]}{core}{MARKS[tag]}"
    return before + inner + after


def _link(words: str, href: str) -> str:
    if not href or re.match(r"(?i)\s*(javascript|data|vbscript):", href):
        return words
    href = re.sub(r"[\s<>]", lambda sign: f"%{ord(sign[0]):02X}", href)
    if "(" in href or ")" in href or not href:
        href = f"<{href}>"
    return f"[{words}]({href})"
