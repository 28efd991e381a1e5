"""Organisers' Markdown as safe HTML: HTML in it is off, and what comes out is cleaned again."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code", "hr"}
SCHEMES = {"http", "https", "mailto"}

_parser = MarkdownIt("commonmark", {"html": False, "breaks": False})


def html(source: str) -> Markup:
    """Markdown as HTML of a few harmless elements; headings begin at h3."""
    rendered = _parser.render(source)
    for one, other in (("h2", "h4"), ("h1", "h3")):
        rendered = rendered.replace(f"<{one}>", f"<{other}>").replace(f"</{one}>", f"</{other}>")
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
