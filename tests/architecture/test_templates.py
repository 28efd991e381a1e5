"""Templates trust no text and carry no script or style of their own (the CSP would refuse them)."""

import re

import pytest

from tests.architecture.source import Module, calls, modules, parsed, shown, templates

SAFE = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false")
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")",
    re.IGNORECASE,
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
# Markdown is cleaned before it is called safe; the shapes of portraits hold nothing from outside.
MARKUP = {"cwf.web.markdown", "cwf.web.portraits"}


def offences(text: str, pattern: re.Pattern[str]) -> list[str]:
    """What a template has of it, comments apart."""
    return [found.group().strip() for found in pattern.finditer(COMMENT.sub("", text))]


def in_templates(pattern: re.Pattern[str]) -> list[str]:
    """What all templates have of it."""
    return [
        f"{shown(path)}: {found}"
        for path in templates()
        for found in offences(path.read_text(encoding="utf-8"), pattern)
    ]


def trusting(module: Module) -> list[str]:
    """Where code calls a text safe: `Markup(text)` of anything but a literal."""
    return [
        f"{module.name}:{node.lineno}"
        for node, name in calls(module.tree)
        if name.split(".")[-1] == "Markup"
        and not all(type(argument).__name__ == "Constant" for argument in node.args)
    ]


def test_no_template_calls_a_text_safe() -> None:
    assert in_templates(SAFE) == []


def test_no_template_has_inline_script_or_style() -> None:
    assert in_templates(INLINE) == []


def test_only_markdown_and_our_own_drawings_make_markup() -> None:
    found = [line for module in modules() if module.name not in MARKUP for line in trusting(module)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ text | safe }}", ["| safe"]),
        ("{{ text|e }} is safe", []),
    ],
)
def test_safe_is_seen(text: str, found: list[str]) -> None:
    assert offences(text, SAFE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color: red">', ["style="]),
        ('<button onclick="go()">', ['onclick="']),
        ("<script>go()</script>", ["<script"]),
        ('<script src="/static/js/app.js" defer></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ("{# <style> is not for us #}", []),
    ],
)
def test_inline_is_seen(text: str, found: list[str]) -> None:
    assert offences(text, INLINE) == found


def test_markup_of_a_value_is_seen() -> None:
    assert trusting(parsed("Markup(text)\nMarkup('&nbsp;')", "web", "filters")) == [
        "cwf.web.filters:1"
    ]
