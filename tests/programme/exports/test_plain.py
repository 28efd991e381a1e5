"""Markdown loses its marks and keeps its words."""

import pytest

from cwf.programme.exports.plain import plain


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
def test_plain_of_markdown(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected
