"""What WeasyPrint leaves out of a tagged PDF, said on its objects right before they are written."""

from collections.abc import Iterator, Mapping
from typing import Any

# PDF/UA beside PDF/A: the part it holds to, and what that name means (ISO 19005-3 §6.6.2.3).
UA_TOO = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file holds to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def mend(document: Any, pdf: Any) -> None:
    """Says in the tags what WeasyPrint leaves out, on its objects, right before they are written.

    Page heads and folios become artefacts (they are marked, but stand in no tree), head cells get
    their Scope, pictures a BBox in the page's units (ISO 32000-1 §14.8.2.2, §14.8.5.7, §14.8.5.4),
    links the words they stand on as description (ISO 14289-1 §7.18.5).
    """
    _describe_links(document, type(pdf.info["Title"]))
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)  # WeasyPrint lists each file twice
    of = {thing.reference: thing for thing in pdf.objects}
    root = of[pdf.catalog["StructTreeRoot"]]
    read: set[tuple[bytes, int]] = set()
    for element in _elements(root, of):
        read.update((element["Pg"], kid) for kid in element["K"] if isinstance(kid, int))
        if element["S"] == "/TH":
            _, row, column = element["ID"].string.split("-")  # as WeasyPrint names a head cell
            element["A"]["Scope"] = "/Row" if column == "0" and row != "0" else "/Column"
        elif element["S"] == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = of[element["Pg"]]["MediaBox"][3]
            box = (left * 0.75, height - bottom * 0.75, right * 0.75, height - top * 0.75)
            element["A"]["BBox"] = type(element["A"]["BBox"])(box)
    parents = of[root["ParentTree"]]["Nums"]
    for number, page in enumerate(pdf.page_references):
        owners = parents[2 * number + 1]
        unread = {mark for mark in range(len(owners)) if (page, mark) not in read}
        owners[:] = [b"null" if mark in unread else own for mark, own in enumerate(owners)]
        _make_artefacts(of[of[page]["Contents"]].stream, unread)


def _describe_links(document: Any, string: Any) -> None:
    for page in document.pages:
        for box in page._page_box.descendants():
            if link := getattr(box, "link_annotation", None):
                words = (part.text for part in box.descendants() if hasattr(part, "text"))
                link["Contents"] = string("".join(words))


def _elements(element: Any, of: Mapping[bytes, Any]) -> Iterator[Any]:
    for kid in element["K"]:
        child = of.get(kid) if isinstance(kid, bytes) else None
        if child and child["Type"] == "/StructElem":
            yield child
            yield from _elements(child, of)


def _make_artefacts(stream: list[Any], marks: set[int]) -> None:
    """A marked sequence stands in a stream as three items: tag, properties, BDC."""
    for place, item in enumerate(stream):
        if isinstance(item, dict) and item.get("MCID") in marks:
            stream[place - 1] = "/Artifact"
            item.clear()
            item["Type"] = "/Pagination"
