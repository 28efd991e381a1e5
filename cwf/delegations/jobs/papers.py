"""What the worker makes of sheets that are asked for here (the job `papers`)."""

from collections.abc import Callable
from datetime import datetime

from cwf.agendas.actions.papers import Wish
from cwf.delegations.booklet import BOOKLET
from cwf.delegations.exports.booklet import booklet_document
from cwf.delegations.exports.list_sheet import list_sheet
from cwf.delegations.exports.told import tell
from cwf.delegations.forms.lists import WORDS
from cwf.delegations.lists import List
from cwf.delegations.queries.booklet import booklet_of
from cwf.delegations.queries.lists import list_of, scope_of
from cwf.editions.queries import name_of
from cwf.i18n import speaking
from cwf.web.documents import Document
from cwf.web.templating import own_text


def make_list(wish: Wish, at: datetime) -> Document:
    """A list as it stands; raises NotFound where its delegation is gone."""
    kind, scope = List(wish.kind), scope_of(wish.edition_id, wish.subject)
    with speaking(wish.language):
        whose, forum = own_text(scope.whose), own_text(name_of(scope.edition))
        told = tell(list_of(kind, scope), WORDS, ends=scope.edition.ends, whose=whose)
    zone = scope.edition.zone
    return list_sheet(told, language=wish.language, forum=forum, zone=zone, at=at)


def make_booklet(wish: Wish, at: datetime) -> Document:
    """A delegation's booklet as it stands; raises NotFound where the delegation is gone."""
    scope = scope_of(wish.edition_id, wish.subject)
    assert scope.delegation is not None
    with speaking(wish.language):
        forum = f"Creativity World Forum {own_text(name_of(scope.edition))}"
    return booklet_document(
        booklet_of(scope.delegation),
        WORDS,
        language=wish.language,
        forum=forum,
        zone=scope.edition.zone,
        at=at,
    )


MAKERS: dict[str, Callable[[Wish, datetime], Document]] = {
    **dict.fromkeys(List, make_list),
    BOOKLET: make_booklet,
}
