"""What is known to move the numbers of an edition: its deadline, prices, releases, campaigns."""

from sqlalchemy import Date, bindparam, cast, literal, null, select, union_all

from cwf.attendance.days import day_of, days_before
from cwf.attendance.forecast import Known
from cwf.attendance.models import Campaign
from cwf.database import UtcDateTime, db
from cwf.editions.models import Edition
from cwf.programme.models import Release
from cwf.registration.models import Fee, RegistrationTerms

# In one statement, for it is asked of each earlier edition, too: (kind, instant, day).
NO_DAY, NO_INSTANT = cast(null(), Date), cast(null(), UtcDateTime)
TOLD = union_all(
    *(
        select(literal(kind), instant, day).where(table.edition_id == bindparam("edition_id"))
        for kind, table, instant, day in (
            ("deadline", RegistrationTerms, RegistrationTerms.closes, NO_DAY),
            ("price", Fee, NO_INSTANT, Fee.early_until),
            ("release", Release, Release.at, NO_DAY),
            ("campaign", Campaign, NO_INSTANT, Campaign.starts),
        )
    )
)


def milestones(edition: Edition) -> tuple[Known, ...]:
    """Each with how many days before the eve of the forum; those after it are left out."""
    if edition.starts is None:
        return ()
    rows = db.session.execute(TOLD, {"edition_id": edition.id}).all()
    days = [(kind, day) for kind, _, day in rows if day]
    days += [(kind, day_of(at, edition.zone)) for kind, at, _ in rows if at]
    told = {(kind, days_before(edition.starts, day)) for kind, day in days}
    return tuple(Known(kind=kind, day=day) for kind, day in sorted(told) if day >= 0)
