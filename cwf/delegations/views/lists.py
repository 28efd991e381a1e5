"""Lists to take along: the host's of all, and a delegation's of its own.

Every format is made of the same `Told`, and reach is asked at each look, at a file as at a page.
What names people is kept by no cache.
"""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock
from cwf.agendas.actions.papers import Wish
from cwf.agendas.papers import Sheet, seal
from cwf.agendas.queries.papers import paper_of
from cwf.agendas.views.papers import A_MINUTE, sent, unkept, waiting, wanted
from cwf.delegations.exports.list_table import MEDIA_TYPES, list_csv, list_xlsx
from cwf.delegations.exports.told import Told, shown, tell
from cwf.delegations.forms.lists import WORDS
from cwf.delegations.lists import List
from cwf.delegations.queries.access import LEADS, delegation_in_reach, edition_of
from cwf.delegations.queries.lists import Scope, list_of, lists_of
from cwf.delegations.views.frame import page
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.i18n import language
from cwf.web.access import requires
from cwf.web.limits import count
from cwf.web.templating import own_text

# In the order in which they are shown. What is said of a delegation to others is the host's to say.
OF_ALL = tuple(List)
OF_ONE = tuple(kind for kind in List if kind is not List.NAMES)
KINDS = f"any({', '.join(List)})"

bp = Blueprint("lists_manage", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>/lists")
own = Blueprint("lists", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>/lists")


@bp.get("/")
@requires(KEEP_REGISTRATIONS)
def lists(edition: str) -> AnyResponse:
    """All lists of an edition, each with how many are on it."""
    scope = _of_all(edition)
    told = _told_all(OF_ALL, scope)
    return _page("delegations/lists_manage.html", scope, told=told)


@bp.get(f"/<{KINDS}:kind>")
@requires(KEEP_REGISTRATIONS)
def one(edition: str, kind: str) -> AnyResponse:
    """One list of an edition, as every format tells it."""
    scope = _of_all(edition)
    told = _told(List(kind), scope)
    return _page("delegations/list_manage.html", scope, one=told, shown=shown)


@bp.get(f"/<{KINDS}:kind>.<any(xlsx, csv):extension>")
@requires(KEEP_REGISTRATIONS)
def table(edition: str, kind: str, extension: str) -> AnyResponse:
    """One list of an edition for a spreadsheet."""
    scope = _of_all(edition)
    return _table(_told(List(kind), scope), extension, f"{scope.edition.slug}-{kind}")


@bp.post(f"/<{KINDS}:kind>/papers")
@requires(KEEP_REGISTRATIONS)
def want_paper(edition: str, kind: str) -> AnyResponse:
    """Have a list of an edition made on paper."""
    paper = _want(List(kind), _of_all(edition))
    return redirect(url_for(".paper", edition=edition, kind=kind, paper=paper), 303)


@bp.get(f"/<{KINDS}:kind>/papers/<uuid:paper>")
@requires(KEEP_REGISTRATIONS)
def paper(edition: str, kind: str, paper: UUID) -> AnyResponse:
    """It is being prepared; when it is there, on to it."""
    sheet = _sheet(kind, _of_all(edition), paper)
    file = url_for(".paper_file", edition=edition, kind=kind, paper=paper)
    return waiting(sheet, file, back=url_for(".one", edition=edition, kind=kind))


@bp.get(f"/<{KINDS}:kind>/papers/<uuid:paper>.pdf")
@requires(KEEP_REGISTRATIONS)
def paper_file(edition: str, kind: str, paper: UUID) -> AnyResponse:
    """A list of an edition on paper."""
    return sent(_sheet(kind, _of_all(edition), paper), f"{edition}-{kind}.pdf")


@own.get("/")
@requires(LEADS)
def own_lists(delegation: UUID) -> AnyResponse:
    """The lists of a delegation, and its booklet."""
    scope = _of_one(delegation)
    assert scope.delegation
    return page("delegations/lists.html", scope.delegation, told=_told_all(OF_ONE, scope))


@own.get(f"/<{KINDS}:kind>")
@requires(LEADS)
def own_one(delegation: UUID, kind: str) -> AnyResponse:
    """One list of a delegation."""
    scope = _of_one(delegation)
    assert scope.delegation
    told = _told(_of_heads(kind), scope)
    return page("delegations/list.html", scope.delegation, one=told, shown=shown)


@own.get(f"/<{KINDS}:kind>.<any(xlsx, csv):extension>")
@requires(LEADS)
def own_table(delegation: UUID, kind: str, extension: str) -> AnyResponse:
    """One list of a delegation for a spreadsheet."""
    told = _told(_of_heads(kind), _of_one(delegation))
    return _table(told, extension, f"delegation-{kind}")


@own.post(f"/<{KINDS}:kind>/papers")
@requires(LEADS)
def want_own_paper(delegation: UUID, kind: str) -> AnyResponse:
    """Have a list of a delegation made on paper."""
    paper = _want(_of_heads(kind), _of_one(delegation))
    return redirect(url_for(".own_paper", delegation=delegation, kind=kind, paper=paper), 303)


@own.get(f"/<{KINDS}:kind>/papers/<uuid:paper>")
@requires(LEADS)
def own_paper(delegation: UUID, kind: str, paper: UUID) -> AnyResponse:
    """It is being prepared; when it is there, on to it."""
    sheet = _sheet(kind, _of_one(delegation), paper)
    file = url_for(".own_paper_file", delegation=delegation, kind=kind, paper=paper)
    return waiting(sheet, file, back=url_for(".own_one", delegation=delegation, kind=kind))


@own.get(f"/<{KINDS}:kind>/papers/<uuid:paper>.pdf")
@requires(LEADS)
def own_paper_file(delegation: UUID, kind: str, paper: UUID) -> AnyResponse:
    """A list of a delegation on paper."""
    return sent(_sheet(kind, _of_one(delegation), paper), f"delegation-{kind}.pdf")


def _of_all(edition: str) -> Scope:
    return Scope(edition=edition_in_reach(current_user, edition))


def _of_one(delegation: UUID) -> Scope:
    row = delegation_in_reach(current_user, delegation)
    return Scope(edition=edition_of(row), delegation=row)


def _of_heads(kind: str) -> List:
    """The list, where a delegation has one of its own; raises NotFound."""
    if List(kind) not in OF_ONE:
        raise NotFound
    return List(kind)


def _told(kind: List, scope: Scope) -> Told:
    ends, whose = scope.edition.ends, own_text(scope.whose)
    return tell(list_of(kind, scope), WORDS, ends=ends, whose=whose)


def _told_all(kinds: tuple[List, ...], scope: Scope) -> list[Told]:
    ends, whose = scope.edition.ends, own_text(scope.whose)
    return [tell(one, WORDS, ends=ends, whose=whose) for one in lists_of(kinds, scope)]


def _page(template: str, scope: Scope, **context: object) -> AnyResponse:
    return unkept(make_response(render_template(template, edition=scope.edition, **context)))


def _table(told: Told, extension: str, name: str) -> AnyResponse:
    made = list_xlsx(told) if extension == "xlsx" else list_csv(told, language=language())
    answer = Response(made, content_type=MEDIA_TYPES[extension])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{extension}")
    return unkept(answer)


def _want(kind: List, scope: Scope) -> UUID:
    """The name of the sheet, wanted from now on if there is none that says the same."""
    told = _told(kind, scope)
    count("papers", A_MINUTE)
    wish = Wish(
        edition_id=scope.edition.id,
        kind=kind,
        size="a4",
        language=language(),
        seal=seal(told, language()),
        subject=scope.subject,
    )
    return wanted(wish)


def _sheet(kind: str, scope: Scope, paper: UUID) -> Sheet:
    found = paper_of(scope.edition.id, kind, scope.subject, paper, clock.now())
    if found is None:
        raise NotFound
    return found
