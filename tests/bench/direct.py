"""One document laid out by WeasyPrint's own `write_pdf`, in a process of its own.

A document as JSON on standard input; answers with a line of JSON: seconds of CPU of `write_pdf`
with the parsing before it, and of the whole process, imports and fonts included.
"""

import json
import logging
import sys
import time
from base64 import b64decode

from cwf.web import documents
from cwf.web.documents import STATIC, Document


def main() -> None:
    """Lay it out once."""
    given = json.load(sys.stdin)
    given["media"] = {key: b64decode(data) for key, data in given["media"].items()}
    document = Document(**given)
    logging.disable(logging.WARNING)
    weasyprint = documents._weasyprint()
    began = time.process_time()
    fonts = weasyprint.text.fonts.FontConfiguration()
    options = {"url_fetcher": documents._fetcher(document.media), "base_url": f"{STATIC.as_uri()}/"}
    sheets = [
        weasyprint.CSS(
            filename=STATIC / name, font_config=fonts, url_fetcher=options["url_fetcher"]
        )
        for name in document.stylesheets
    ]
    sheets.append(weasyprint.CSS(string=document.style, font_config=fonts, **options))
    page = weasyprint.HTML(string=documents._whole(document), **options)
    laid = page.render(stylesheets=sheets, font_config=fonts)  # what HTML.write_pdf begins with
    laid.write_pdf(pdf_variant="pdf/ua-1")
    now = time.process_time()
    told = {"write": now - began, "whole": now, "pages": len(laid.pages)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
