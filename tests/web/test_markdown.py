"""Organisers' Markdown: safe, and in the page's own order of headings."""

import pytest

from cwf.web.markdown import html


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
    ],
)
def test_html_lets_nothing_dangerous_through(source, expected):
    assert html(source).replace("\n\n", "\n") == expected
