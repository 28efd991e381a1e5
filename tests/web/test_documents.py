"""Documents become tagged PDFs that load nothing foreign, and repeat byte for byte."""

import io
import subprocess
import sys

import pypdf
import pytest

from cwf.web.documents import STATIC, Attachment, Document, _fetcher, _weasyprint, write_pdf

PAGE = "@page { size: 100mm 100mm; @top-left { content: 'Head ' counter(page) } }"
# The least PNG there is: one pixel.
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def document(html="<h1>Blåbær</h1><p>Tekst</p>", **given):
    return Document(
        html=html, title="Et hæfte", language="da", created="2017-10-20T14:05:00Z", **given
    )


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_write_pdf_is_tagged_titled_and_in_its_language():
    reader = read(write_pdf(document()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a PDF boolean)
    assert root["/Lang"] == "da"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert reader.metadata.title == "Et hæfte"
    assert reader.metadata.creation_date_raw == "D:20171020140500Z"
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert [page.extract_text() for page in reader.pages] == ["Blåbær\nTekst"]


def test_write_pdf_twice_gives_the_same_bytes():
    assert write_pdf(document(style=PAGE)) == write_pdf(document(style=PAGE))


@pytest.mark.parametrize(("articles", "pages"), [(2, 1), (3, 1), (4, 2)])
def test_a_page_is_not_left_to_one_article(articles, pages):
    style = (
        "@page { size: 100mm 100mm; margin: 0 } section { page: list } * { margin: 0 }"
        " .art { height: 40mm } article { height: 29mm; break-inside: avoid }"
    )
    html = f"<section><div class=art></div>{'<article>Text</article>' * articles}</section>"
    lower = {"list": ".art { height: 10mm }"}
    assert len(read(write_pdf(document(html, style=style, tighter=lower))).pages) == pages
    assert len(read(write_pdf(document(html, style=style))).pages) == (1 if articles == 2 else 2)


def test_page_heads_are_artefacts():
    page = read(write_pdf(document(style=PAGE))).pages[0]
    content = page.get_contents().get_data()
    assert content.count(b"/Artifact\n<</Type /Pagination>>\nBDC") == 1
    assert content.count(b"/MCID") == 2


def test_head_cells_say_what_they_head():
    table = "<table><tr><th>A<th>B</tr><tr><th>C<td>D</tr></table>"
    found = [
        element["/A"]["/Scope"]
        for element in elements(read(write_pdf(document(table))))
        if element["/S"] == "/TH"
    ]
    assert found == ["/Column", "/Column", "/Row"]


def test_pictures_are_boxed_from_the_foot_of_the_page():
    style = "@page { size: 100pt; margin: 0 } * { margin: 0 } img { display: block; width: 20pt }"
    picture = f'<img alt="A dot" src="data:image/png;base64,{DOT}">'
    (figure,) = [
        element
        for element in elements(read(write_pdf(document(picture, style=style))))
        if element["/S"] == "/Figure"
    ]
    assert figure["/Alt"] == "A dot"
    assert [round(float(edge), 3) for edge in figure["/A"]["/BBox"]] == [0, 80, 20, 100]


def test_links_are_described_by_the_words_they_stand_on():
    links = '<p><a href="#there">To the end</a></p><p id="there">End</p>'
    annotations = read(write_pdf(document(links))).pages[0]["/Annots"]
    assert [link.get_object()["/Contents"] for link in annotations] == ["To the end"]


def test_a_file_lies_in_the_document_once_and_both_standards_are_named():
    note = Attachment(name="note.ics", description="En note", body=b"BEGIN:VCALENDAR")
    pdf = write_pdf(document(attachments=(note,)))
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert len(root["/AF"]) == 1
    named, file = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert named == "note.ics"
    file = file.get_object()
    assert file == root["/AF"][0].get_object()
    assert (file["/UF"], file["/Desc"], file["/AFRelationship"]) == ("note.ics", "En note", "/Data")
    inside = file["/EF"]["/F"].get_object()
    assert inside.get_data() == b"BEGIN:VCALENDAR"
    assert inside["/Subtype"] == "/text/calendar"
    assert inside["/Params"]["/ModDate"] == "D:20171020140500Z"
    told = reader.xmp_metadata.stream.get_data()
    assert b'pdfaid:part="3" pdfaid:conformance="A"' in told
    assert b'pdfuaid:part="1"' in told
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  (a PDF boolean)
    assert pdf == write_pdf(document(attachments=(note,)))


def elements(reader):
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        kids = waiting.pop(0).get("/K", [])
        found = [kid.get_object() for kid in kids if not isinstance(kid, int)]
        waiting.extend(kid for kid in found if "/K" in kid)
        yield from (kid for kid in found if "/S" in kid)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://127.0.0.1/x.png",
        "file://host/etc/hostname",
        "media:unknown",
        (STATIC / ".." / "wsgi.py").as_uri(),
        STATIC.as_uri() + "/%2e%2e/wsgi.py",
    ],
)
def test_fetcher_refuses(address):
    _weasyprint()
    with pytest.raises(ValueError, match="may not load"):
        _fetcher({}).fetch(address)


def test_fetcher_follows_no_link_out_of_static(tmp_path, monkeypatch):
    _weasyprint()
    static = tmp_path / "static"
    static.mkdir()
    (static / "kept").write_bytes(b"ours")
    (static / "out").symlink_to("/etc/hostname")
    monkeypatch.setattr("cwf.web.documents.STATIC", static)
    assert _fetcher({}).fetch((static / "kept").as_uri()).read() == b"ours"
    with pytest.raises(ValueError, match="may not load"):
        _fetcher({}).fetch((static / "out").as_uri())


def test_fetcher_serves_data_and_given_media():
    _weasyprint()
    assert _fetcher({}).fetch("data:text/plain,hello").read() == b"hello"
    assert _fetcher({"a1": b"bytes"}).fetch("media:a1").read() == b"bytes"


def test_importing_documents_leaves_weasyprint_out():
    said = subprocess.run(
        [sys.executable, "-c", "import cwf.web.rendering, sys; print('weasyprint' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=STATIC.parent,
    )
    assert said.stdout == "False\n"
