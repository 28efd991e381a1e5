"""Organisers' Markdown as safe HTML, and as plain text.

HTML in it is off, and what comes out is cleaned again.
"""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "hr"}
TAGS = {"br", "em", "strong", "a", "code"} | BLOCKS | HEADINGS
SCHEMES = {"http", "https", "mailto"}
BREAKS = {"softbreak": " ", "hardbreak": "\n"}

_parser = MarkdownIt("commonmark", {"html": False, "breaks": False})


def html(source: str, top: int = 3) -> Markup:
    """Markdown as HTML of a few harmless elements.

    The highest heading that is used becomes h<top>, and the next ones follow without a gap,
    so that the page's own order of headings goes on, whatever the writer began with.
    """
    tokens = _parser.parse(source)
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top + used.index(token.tag), 6)}"
    rendered = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        rendered, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener"
    )
    return Markup(cleaned)  # noqa: S704 - cleaned in the line above


def data_block(json: str) -> Markup:
    """JSON for a <script type="application/ld+json">; it cannot end the element it stands in."""
    for character in "<>&\u2028\u2029":
        json = json.replace(character, f"\\u{ord(character):04x}")
    return Markup(json)  # noqa: S704 - escaped above


@lru_cache(maxsize=2048)  # the same abstract goes into every format of a release
def plain(markdown: str) -> str:
    """The words alone: paragraphs apart by an empty line, list items with a dash, links with
    their address behind them.

    >>> plain("See *the* [map](https://example.org/map)\\n\\n- one\\n- two")
    'See the map (https://example.org/map)\\n\\n- one\\n- two'
    """
    lines: list[str] = []
    item = ""
    for token in _parser.parse(markdown):
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
