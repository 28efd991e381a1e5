"""Markdown in which somebody put a tag or two: these become Markdown, all else stays."""

import re

CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
MARKDOWN = re.compile(r"`|\*\*\S|\]\(|^(?:#{1,6}|[-*+]|\d{1,9}\.|>)\s", re.MULTILINE)
BLOCK = re.compile(
    r"<(?:p|ul|ol|li|div|h[1-6]|pre|blockquote|table|dl|section|article|a)[\s>/]", re.IGNORECASE
)
TAG = re.compile(r"</?(b|strong|i|em|br|u|span|font|small|sub|sup|code)(?:\s[^<>]*)?/?>(\n?)", re.I)
SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "br": "\\\n"}


def outside_code(text: str) -> str:
    """The text without its code: there a tag is what is being told of."""
    return CODE.sub("", text) if "`" in text else text


def is_markdown(text: str) -> bool:
    """Whether it is Markdown for all its tags: it has signs of Markdown, and no tag of a block."""
    return BLOCK.search(text) is None and MARKDOWN.search(text) is not None


def without_tags(text: str) -> str:
    """With signs of Markdown for the tags, code apart.

    >>> without_tags("- one<br>more\\n- <b>two</b> `<b>`")
    '- one\\\\\\nmore\\n- **two** `<b>`'
    """
    parts = CODE.split(text)
    parts[::2] = [TAG.sub(_sign, part) for part in parts[::2]]
    return "".join(parts)


def _sign(tag: re.Match[str]) -> str:
    sign = SIGNS.get(tag[1].lower(), "")
    return sign if sign.endswith("\n") else sign + tag[2]
