"""Organisers' Markdown as safe HTML: HTML in it is off, and what comes out is cleaned again."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "code", "hr"} | HEADINGS
SCHEMES = {"http", "https", "mailto"}

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


def plain(source: str) -> str:
    """Markdown as plain text: what is read aloud, paragraphs parted by an empty line."""
    return "\n\n".join(
        "".join(
            "\n" if child.type in ("softbreak", "hardbreak") else child.content
            for child in token.children or []
        )
        for token in _parser.parse(source)
        if token.type == "inline"
    )
