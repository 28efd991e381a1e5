"""Categories in which nobody gets a place at once, for whoever is about to register."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from cwf.database import db
from cwf.registration.groups import write
from cwf.registration.models import Admission
from cwf.registration.queries.nodes import nodes


def full_categories(edition_id: int, categories: Iterable[str], at: datetime) -> tuple[str, ...]:
    """Those in which all wait, wherever they come from, in their order.

    A category whose places depend on the country is left out: of that a stranger says nothing yet.
    Three statements at most.
    """
    root_id = db.session.scalar(select(Admission.root_id).where(Admission.edition_id == edition_id))
    found = nodes(root_id, at) if root_id is not None else []
    if not found:
        return ()
    all_wait = found[0].takeable == 0 and not any(one.kept for one in found)
    without = {one.group for one in found if one.takeable == 0}
    return tuple(one for one in categories if all_wait or write((), (one,)) in without)
