"""Markdown as plain text, for formats that show text as it is written."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark", {"html": False})
BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@lru_cache(maxsize=2048)  # the same abstract goes into every format of a release
def plain(markdown: str) -> str:
    """The words alone: paragraphs apart by an empty line, list items with a dash, links with
    their address behind them.

    >>> plain("See *the* [map](https://example.org/map)\\n\\n- one\\n- two")
    'See the map (https://example.org/map)\\n\\n- one\\n- two'
    """
    lines: list[str] = []
    item = ""
    for token in MARKDOWN.parse(markdown):
        if token.type == "list_item_open":
            item = "  " * (token.level // 2) + "- "
        elif token.type in {"inline", "fence", "code_block"}:
            words = _words(token.children) if token.children else token.content.rstrip()
            close = bool(item) and bool(lines) and lines[-1].lstrip().startswith("- ")
            lines += [item + words] if close or not lines else ["", item + words]
            item = ""
    return "\n".join(lines)


def _words(tokens: list[Token]) -> str:
    said = ""
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), len(said)))
        elif token.type == "link_close":
            address, start = links.pop()
            if said[start:] != address:
                said += f" ({address})"
        else:
            said += BREAKS.get(token.type, token.content)
    return said
