"""Which forums are long enough over, for what is kept until some time after one."""

from datetime import datetime

from sqlalchemy import func, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.keeping import Since, due


def over_by(
    at: datetime, *, since: Since = Since.FORUM, days: int = 0, years: int = 0
) -> list[int]:
    """The ids of editions that ended that long before `at`, each on its own clock.

    One without dates has not ended.
    """
    last = func.coalesce(Edition.ends, Edition.starts)
    found = db.session.execute(select(Edition.id, last, Edition.zone).where(last.is_not(None)))
    return [
        edition_id
        for edition_id, ends, zone in found
        if due(ends, zone, since=since, days=days, years=years) <= at
    ]
