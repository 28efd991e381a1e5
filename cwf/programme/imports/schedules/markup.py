"""HTML as Markdown; a text without any is Markdown or plain already, and stays what it is.

Every step is linear in the length of the text. What comes out is cleaned again when it is shown.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from cwf.programme.imports.schedules.signs import (
    MARKS,
    attribute,
    begun,
    escaped,
    fence_around,
    marked,
    spaced,
    unfinished,
)
from cwf.programme.imports.schedules.strays import is_markdown, outside_code, without_tags

HTML = re.compile(
    r"</?(?:p|br|hr|ul|ol|li|a|em|strong|b|i|u|h[1-6]|div|span|pre|code|blockquote|table|tr|td|th"
    r"|tbody|thead|dl|dt|dd|img|font|section|article|small|sub|sup)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
DOUBLE = re.compile(" {2,}")

BLOCKS = {"p", "div", "section", "article", "table", "tr", "dl", "dt", "dd", "tbody", "thead"}
HIDDEN = {"script", "style"}
CELL = " | "
DEEPEST = 8


def markdown(text: str) -> str:
    """The text as Markdown.

    >>> markdown("<p>See <a href='https://a.example'>the <em>map</em></a></p><ul><li>1</li></ul>")
    'See [the *map*](https://a.example)\\n\\n- 1'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "<" not in text or not HTML.search(outside_code(text)):
        return text
    if is_markdown(text):
        return without_tags(text)
    writer = _Writer()
    text, end = _uncommented(text), 0
    for token in TOKEN.finditer(text):
        writer.say(text[end : token.start()])
        end = token.end()
        writer.tag(token[2].lower(), token[3], closes=bool(token[1]))
    writer.say(text[end:])
    writer.flush()
    return "\n".join(writer.lines)


def _uncommented(text: str) -> str:
    kept, end = [], 0
    while (begin := text.find("<!--", end)) >= 0:
        kept.append(text[end:begin])
        closed = text.find("-->", begin + 4)
        if closed < 0:
            return "".join(kept)
        end = closed + 3
    return "".join(kept) + text[end:]


@dataclass
class _Container:
    """A list, a list item or a quotation that is open."""

    tag: str
    number: int = 0
    first: str = ""
    rest: str = ""
    begun: bool = False


@dataclass
class _Writer:
    """Lines written so far, the words of the block at hand, and what is open around them."""

    lines: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spans: list[tuple[str, str, int]] = field(default_factory=list)
    containers: list[_Container] = field(default_factory=list)
    heading: str = ""
    verbatim: bool = False
    hidden: str = ""
    in_item: bool = False

    def say(self, text: str) -> None:
        """Words between two tags."""
        if not text or self.hidden:
            return
        text = unescape(text).replace("\xa0", " ")
        if self.verbatim:
            self.words.append(text)
            return
        plain = spaced(text)
        in_code = any(tag == "code" for tag, _href, _start in self.spans)
        self.words.append(plain if in_code else escaped(plain))

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        """A tag that opens, closes or stands alone."""
        if self.hidden or name in HIDDEN:
            self.hidden = "" if closes and name == self.hidden else self.hidden or name
        elif self.verbatim and not (name == "pre" and closes):
            pass
        elif name in MARKS or name in ("a", "code"):
            self._close_span(name) if closes else self._open_span(name, attributes)
        elif name == "br":
            self.words.append("\n")  # no other is left in words
        elif name == "img":
            self.say(attribute(ALT, attributes))
        elif name in ("td", "th") and not closes and self.words:
            self.words.append(CELL)
        else:
            self._block(name, closes=closes)

    def _block(self, name: str, *, closes: bool) -> None:
        if name == "hr":
            self.flush()
            self._write(["---"])
        elif len(name) == 2 and name[0] == "h" and name[1] in "123456":
            self.flush()
            self.heading = "" if closes else "#" * int(name[1]) + " "
        elif name == "pre":
            self._fence() if closes else self.flush()
            self.verbatim = not closes
        elif name in ("ul", "ol", "li", "blockquote"):
            self.flush()
            self._leave(name) if closes else self._enter(name)
        elif name in BLOCKS:
            self.flush()

    def _open_span(self, name: str, attributes: str) -> None:
        if len(self.spans) < DEEPEST:
            href = unescape(attribute(HREF, attributes)) if name == "a" else ""
            self.spans.append((name, href.strip(), len(self.words)))

    def _close_span(self, name: str) -> None:
        if not any(tag == name for tag, _href, _start in self.spans):
            return
        while self.spans:
            tag, href, start = self.spans.pop()
            words = "".join(self.words[start:])
            self.words[start:] = [marked(tag, href, words)]
            if tag == name:
                return

    def flush(self) -> None:
        """End the block at hand."""
        if not self.words:
            self.spans.clear()
            return
        while self.spans:
            self._close_span(self.spans[-1][0])
        text = "".join(self.words)
        self.words.clear()
        if "  " in text and "`" not in text:
            text = DOUBLE.sub(" ", text)
        lines = [line.strip(" ") for line in text.strip(" \n").split("\n")]
        if not any(lines):
            return
        if self.heading:
            self._write([self.heading + unfinished(" ".join(lines))])
        else:
            broken = [begun(line) + "\\" for line in lines[:-1]]
            self._write([*broken, begun(lines[-1])])

    def _fence(self) -> None:
        code = "".join(self.words).strip("\n")
        self.words.clear()
        if code.strip():
            fence = fence_around(code, least=3)
            self._write([fence, *code.split("\n"), fence])

    def _enter(self, name: str) -> None:
        if len(self.containers) >= DEEPEST:
            return
        new = _Container(tag=name)
        if name == "blockquote":
            new.first = new.rest = "> "
        elif name == "li":
            around = next(
                (one for one in reversed(self.containers) if one.tag in ("ul", "ol")), None
            )
            if around is not None and around.tag == "ol":
                around.number += 1
                new.first = f"{around.number}. "
            else:
                new.first = "- "
            new.rest = " " * len(new.first)
        self.containers.append(new)

    def _leave(self, name: str) -> None:
        if any(one.tag == name for one in self.containers):
            while self.containers.pop().tag != name:
                pass

    def _write(self, lines: list[str]) -> None:
        """Put lines below what is written, apart by an empty one unless items of a list follow."""
        begins = any(one.tag == "li" and not one.begun for one in self.containers)
        if self.lines and not (begins and self.in_item):
            self.lines.append("".join(one.rest for one in self.containers if one.begun).rstrip())
        for line in lines:
            lead = "".join(one.rest if one.begun else one.first for one in self.containers)
            self.lines.append(lead + line if line else lead.rstrip())
            for one in self.containers:
                one.begun = True
        self.in_item = any(one.tag == "li" for one in self.containers)
