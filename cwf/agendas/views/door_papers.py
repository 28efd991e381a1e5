"""A door list to take along: on paper, made while one waits, and for a spreadsheet, at once."""

from uuid import UUID

from flask import Response, redirect, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock
from cwf.agendas.actions import papers
from cwf.agendas.exports.door_table import MEDIA_TYPE, door_xlsx
from cwf.agendas.papers import DOOR, Sheet, seal
from cwf.agendas.queries import papers as queries
from cwf.agendas.queries.door import door_list
from cwf.agendas.views.listed import bp
from cwf.agendas.views.papers import A_MINUTE, sent, size_asked, unkept, waiting, wanted
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.registration.forms.words import CATEGORIES
from cwf.web.access import requires
from cwf.web.limits import count


@bp.get("/<uuid:uuid>/door.xlsx")
@requires(RUN_EDITION)
def table(edition: str, uuid: UUID) -> AnyResponse:
    """The door list as it stands, for a spreadsheet."""
    here = edition_in_reach(current_user, edition)
    words = {code.value: str(word) for code, word in CATEGORIES.items()}
    answer = Response(door_xlsx(door_list(here, uuid, clock.now()), words), mimetype=MEDIA_TYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{here.slug}-door.xlsx")
    return unkept(answer)


@bp.post("/<uuid:uuid>/papers")
@requires(RUN_EDITION)
def want_paper(edition: str, uuid: UUID) -> AnyResponse:
    """Have the door list made as it stands, on the paper `size`."""
    here, size = edition_in_reach(current_user, edition), size_asked()
    door = door_list(here, uuid, clock.now())
    count("papers", A_MINUTE)
    wish = papers.Wish(
        edition_id=here.id,
        kind=DOOR,
        size=size,
        language=language(),
        seal=seal(door.slot, door.title, door.rooms, door.counts, door.lines, size, language()),
        subject=uuid,
    )
    return redirect(url_for(".paper", edition=edition, uuid=uuid, paper=wanted(wish)), 303)


@bp.get("/<uuid:uuid>/papers/<uuid:paper>")
@requires(RUN_EDITION)
def paper(edition: str, uuid: UUID, paper: UUID) -> AnyResponse:
    """The door list is being prepared; when it is there, on to it."""
    sheet = _sheet(edition, uuid, paper)
    file = url_for(".paper_file", edition=edition, uuid=uuid, paper=paper)
    return waiting(sheet, file, back=url_for(".slot", edition=edition, uuid=uuid))


@bp.get("/<uuid:uuid>/papers/<uuid:paper>.pdf")
@requires(RUN_EDITION)
def paper_file(edition: str, uuid: UUID, paper: UUID) -> AnyResponse:
    """The door list on paper."""
    return sent(_sheet(edition, uuid, paper), f"{edition}-door.pdf")


def _sheet(edition: str, uuid: UUID, paper: UUID) -> Sheet:
    here = edition_in_reach(current_user, edition)
    found = queries.door_paper(here.id, uuid, paper, clock.now())
    if found is None:
        raise NotFound
    return found
