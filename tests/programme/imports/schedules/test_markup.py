"""HTML as Markdown says the same words; what is none stays as it is."""

import re
import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.imports.schedules.markup import markdown
from cwf.web.markdown import html

NASTY = st.text("aB9 *_`[]()<>&#+-=.!~|\\\"'1:/é你\n", max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Plain *Markdown* with 1 < 2 & <3", "Plain *Markdown* with 1 < 2 & <3"),
        ("<p>One</p>\n<p>Two<br>lines</p>", "One\n\nTwo\\\nlines"),
        ("a <b>bold</b> and <i>soft</i> word", "a **bold** and *soft* word"),
        ("<strong> spaced </strong>out", "**spaced** out"),
        ("<a href='https://a.example/x_(y)'>x</a>", "[x](<https://a.example/x_(y)>)"),
        ("<a href='javascript:alert(1)'>x</a>", "x"),
        ("<ul><li>1<ol><li>a</li><li>b</li></ol></li><li>2</li></ul>",
         "- 1\n  1. a\n  2. b\n- 2"),
        ("<h1>Head</h1><p>1. no list</p><p># no head</p><p>- no item</p>",
         "# Head\n\n1\\. no list\n\n\\# no head\n\n\\- no item"),
        ("<pre><code>a &lt; b\n  c</code></pre>", "```\na < b\n  c\n```"),
        ("<p>see <code>x*y</code></p>", "see `x*y`"),
        ("<blockquote><p>q</p><p>r</p></blockquote>after", "> q\n>\n> r\n\nafter"),
        ("<p>snake_case but _not_ *this*</p>", "snake_case but \\_not\\_ \\*this\\*"),
        ("<script>alert(1)</script><p>x<!-- gone --></p>", "x"),
        ("<p>&lt;script&gt; &amp;amp; done</p>", "\\<script> \\&amp; done"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\n\nc"),
        ("<img src='x' alt='A picture'> <p></p><em></em>", "A picture"),
        ("<p>Look!<a href='https://a.example'>x</a> [a]<span>: b</span></p>",
         "Look\\![x](https://a.example) [a\\]: b"),
        ("Use `<p>` and *say* so", "Use `<p>` and *say* so"),
        ("- one<br>more\n- <b>two</b>", "- one\\\nmore\n- **two**"),
        ("**Bold** <br/>\n`x<br>y` <https://a.example>",
         "**Bold** \\\n`x<br>y` <https://a.example>"),
        ("<p>unclosed <b>bold", "unclosed **bold**"),
    ],
)  # fmt: skip
def test_markdown(text: str, expected: str) -> None:
    assert markdown(text) == expected


def words(rendered: str) -> str:
    """What is read aloud, without spaces."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", rendered))


@given(st.lists(NASTY, max_size=6))
def test_words_cut_by_tags_stay_the_same(texts: list[str]) -> None:
    source = "<p>" + "<span></span>".join(escape(text) for text in texts) + "</p>"
    expected = re.sub(r"\s+", "", "".join(escape(text, quote=False) for text in texts))
    assert words(html(markdown(source))) == expected


@given(st.lists(NASTY, max_size=4), st.sampled_from(["p", "li", "h2", "blockquote", "div"]))
def test_rendered_words_are_those_of_the_html(texts: list[str], tag: str) -> None:
    """Whatever the words are: none of them means anything to Markdown."""
    source = "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
    expected = re.sub(r"\s+", "", "".join(escape(text, quote=False) for text in texts))
    assert words(html(markdown(source))) == expected


@given(st.text("<>/abpulio&;!-='\" hrefscd\\`*\n", max_size=200))
def test_whatever_looks_like_html_is_read(text: str) -> None:
    assert isinstance(html(markdown(text)), str)


@pytest.mark.parametrize(
    "part",
    ["<div>", "<ul><li>", "<b>", "<a <a ", "<!--", "<p><b>x", "<em>a</em>", "<code>`", "&", "<br>",
     "<td>x", "<blockquote>", "`<b>", "``` ", "<pre>", "</p>", "<a href='", "<p>- "],
)  # fmt: skip
def test_time_grows_with_the_length_only(part: str) -> None:
    """Twice the text in at most some four times the time, and never minutes."""
    began = time.process_time()
    markdown("<p>" + part * 20_000)
    markdown("- " + part * 20_000)
    assert time.process_time() - began < 3
