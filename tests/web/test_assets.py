"""The bundles: small, kept for ever, and never wrong after a new version."""

import gzip

import pytest

from cwf.web import assets


@pytest.mark.parametrize(
    ("name", "limit"), [("public.css", 14 * 1024), ("site.js", 7 * 1024), ("asked.js", 1024)]
)
def test_bundle_stays_within_its_budget(name, limit):
    assert len(assets.assets()[name].packed) <= limit


def test_asset_is_served_under_its_hash_for_ever(client):
    answer = client.get(assets.asset_url("public.css"), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.vary
    assert gzip.decompress(answer.data) == assets.assets()["public.css"].body


def test_asset_of_an_older_version_answers_with_the_current_one_for_a_while(client):
    answer = client.get("/assets/000000000000/public.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=600"
    assert answer.data == assets.assets()["public.css"].body


def test_unknown_asset_is_not_found(client):
    assert client.get("/assets/000000000000/nothing.css").status_code == 404


def test_minify_css_keeps_quoted_text_and_descendants():
    text = '/* why */\n.a :is(b) , .c {\n  color: red;\n  mask: url("data:x, {  y: z }");\n}\n'
    assert assets.minify_css(text) == '.a :is(b),.c{color:red;mask:url("data:x, {  y: z }")}'


def test_minify_js_drops_comment_lines_only():
    assert assets.minify_js('// why\n  a("//b");\n\n  c();\n') == 'a("//b");\nc();'


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Lin Qiuyue", False), ("林秋月", True), ("अनीता, ಅನಿತಾ, João", False)],
)
def test_with_han_finds_chinese_letters_only(text, expected):
    assert assets.with_han(text) is expected
