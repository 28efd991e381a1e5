"""Documents are laid out by a child with limits, and every way it can fail has a name."""

import io
import subprocess

import pypdf
import pytest

from cwf.web.documents import Document, write_pdf
from cwf.web.press import Limits
from cwf.web.rendering import Failed, Press, TooBig, TooSlow, render_in_child

PAGE = "@page { size: 100mm 100mm; @top-left { content: 'Head ' counter(page) } }"


def document(html="<h1>Blåbær</h1><p>Tekst</p>", **given):
    return Document(
        html=html, title="Et hæfte", language="da", created="2017-10-20T14:05:00Z", **given
    )


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def pages(count):
    return "<p>A line of text</p>" * 20 * count


def test_child_gives_the_same_bytes_and_its_cost():
    wanted = document(html=pages(3), style=PAGE)
    rendered = render_in_child(wanted)
    assert rendered.pdf == write_pdf(wanted)
    assert rendered.pages == len(read(rendered.pdf).pages)
    assert 0 < rendered.seconds < 60
    assert 10 * 2**20 < rendered.peak_bytes < 300 * 2**20
    assert rendered.complaints == ()


def test_refused_address_leaves_the_document_whole_and_is_told():
    rendered = render_in_child(document('<p>Text <img alt="" src="file:///etc/hostname"></p>'))
    assert read(rendered.pdf).pages[0].extract_text().strip() == "Text"
    assert any("may not load file:///etc/hostname" in line for line in rendered.complaints)


def test_child_without_memory_is_too_big():
    with pytest.raises(TooBig):
        render_in_child(document(html=pages(400)), limits=Limits(memory=200 * 2**20))


def test_child_with_a_large_result_is_too_big():
    with pytest.raises(TooBig):
        render_in_child(document(), limits=Limits(size=100))


def test_child_out_of_cpu_is_too_slow():
    with pytest.raises(TooSlow):
        render_in_child(document(html=pages(400)), limits=Limits(cpu=1))


def test_child_out_of_time_is_too_slow():
    with pytest.raises(TooSlow):
        render_in_child(document(), limits=Limits(wall=0.05))


def test_child_that_goes_wrong_says_why():
    with pytest.raises(Failed, match=r"nowhere\.css"):
        render_in_child(document(stylesheets=("print/nowhere.css",)))


def test_child_has_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("CWF_SECRET_KEY", "not-for-children")
    seen = {}
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: seen.update(k) or real(*a, **k))
    render_in_child(document())
    assert sorted(set(seen["env"]) - {"LD_LIBRARY_PATH"}) == ["HOME", "LANG", "PATH", "TMPDIR"]


def test_a_press_gives_each_document_the_bytes_that_it_has_alone():
    wanted = [document(html=pages(2), style=PAGE), document("<p>Short</p>"), document()]
    with Press() as press:
        assert [press.lay_out(one).pdf for one in wanted] == [write_pdf(one) for one in wanted]


def test_a_press_tells_of_each_document_what_was_minded_of_it():
    refused = document('<p>Text <img alt="" src="file:///etc/hostname"></p>')
    with Press() as press:
        minded = [press.lay_out(one).complaints for one in (refused, document(), refused)]
    assert [len(lines) for lines in minded] == [1, 0, 1]


def test_one_that_goes_wrong_does_not_hold_back_those_after_it():
    with Press() as press:
        with pytest.raises(Failed, match=r"nowhere\.css"):
            press.lay_out(document(stylesheets=("print/nowhere.css",)))
        assert press.lay_out(document()).pages == 1


@pytest.mark.parametrize(
    ("limits", "why"),
    [(Limits(memory=200 * 2**20), TooBig), (Limits(cpu=2), TooSlow), (Limits(wall=3), TooSlow)],
)
def test_one_that_is_too_much_is_followed_by_a_new_child(limits, why):
    with Press(limits) as press:
        with pytest.raises(why):
            press.lay_out(document(html=pages(400)))
        assert press.lay_out(document()).pages == 1


def test_seconds_of_cpu_are_counted_for_each_document():
    with Press(Limits(cpu=3)) as press:
        assert [press.lay_out(document(html=pages(12))).pages for _ in range(6)] == [10] * 6
