"""The draft as files that can be mended and sent back."""

from flask import Response
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf.editions.queries import READ_DRAFT, edition_in_reach
from cwf.programme.exports.sheets.workbook import csv_of, workbook
from cwf.programme.incoming import Noun
from cwf.programme.queries.imports import vocabulary
from cwf.programme.queries.standing import standing
from cwf.programme.views import bp
from cwf.web.access import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

# Files of the draft; None: a workbook of everything.
FILES = {
    "programme.xlsx": None,
    "sessions.csv": Noun.SESSION,
    "speakers.csv": Noun.SPEAKER,
    "rooms.csv": Noun.ROOM,
}


@bp.get("/draft/<file>")
@requires(READ_DRAFT)
def draft_file(edition: str, file: str) -> Response:
    """The draft as it stands, private figures included; read again, it changes nothing."""
    here = edition_in_reach(current_user, edition)
    if file not in FILES:
        raise NotFound
    draft, noun, words = standing(here), FILES[file], vocabulary(here)
    if noun:
        made = csv_of(draft, noun, vocabulary=words)
    else:
        made = workbook(draft, vocabulary=words)
    answer = Response(made, content_type=CSV if noun else XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{here.slug}-{file}")
    return answer
