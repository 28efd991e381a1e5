"""Organisers' Markdown: safe, and in the page's own order of headings."""

import pytest

from cwf.web.markdown import html, plain


@pytest.mark.parametrize(
    ("source", "top", "expected"),
    [
        ("# A\n\n## B", 2, "<h2>A</h2>\n<h3>B</h3>\n"),
        ("## A\n\n#### B", 2, "<h2>A</h2>\n<h3>B</h3>\n"),
        ("### A", 3, "<h3>A</h3>\n"),
        ("# A\n\n## B\n\n### C", 5, "<h5>A</h5>\n<h6>B</h6>\n<h6>C</h6>\n"),
    ],
)
def test_html_lets_headings_follow_those_of_the_page(source, top, expected):
    assert html(source, top) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        (
            "[a](https://example.org)",
            '<p><a href="https://example.org" rel="noopener">a</a></p>\n',
        ),
        ("![a](https://example.org/a.png)", "<p></p>\n"),
        ("```sh\na\n```", "<pre><code>a\n</code></pre>\n"),
    ],
)
def test_html_lets_nothing_dangerous_through(source, expected):
    assert html(source).replace("\n\n", "\n") == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", ""),
        ("One *two* **three** `four`", "One two three four"),
        ("# Title\n\nText\nruns on", "Title\n\nText runs on"),
        ("line  \nbreak", "line\nbreak"),
        ("[map](https://example.org/map)", "map (https://example.org/map)"),
        ("<https://example.org>", "https://example.org"),
        ("Before\n\n- one\n- two\n\nAfter", "Before\n\n- one\n- two\n\nAfter"),
        ("- one\n  - inner\n- two", "- one\n  - inner\n- two"),
        ("<b>bold</b> & so", "<b>bold</b> & so"),
        ("> said", "said"),
        ("```\ncode\n```", "code"),
        ("![a picture](x.png)", "a picture"),
    ],
)
def test_plain_loses_the_marks_and_keeps_the_words(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected
