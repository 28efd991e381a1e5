"""All editions with what each promised and what is told of it, the one looked from first."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from cwf.attendance import history
from cwf.attendance.comparison import told_by
from cwf.attendance.queries.cards import cards_of
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.history import earlier, own
from cwf.editions.models import Edition


def editions(edition: Edition, *, at: datetime) -> list[history.Edition]:
    """This edition, with its targets and what is counted of them at `at`; then the others."""
    today = at.astimezone(ZoneInfo(edition.zone)).date()
    cards, _kept = cards_of(edition, evidence(edition, at=at), today=today)
    here, last = own(edition), edition.ends or edition.starts
    over = last is not None and today > last
    here = replace(here, said=(*here.said, *told_by(cards, here.said, over=over)))
    return [one for one in (here, *earlier(edition)) if one.said]
