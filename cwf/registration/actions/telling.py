"""That people were told of an offer, or of its being taken back: once each."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update

from cwf.database import db
from cwf.registration.models import Claim
from cwf.registration.queries.offers import Untold


def tell(claim: Untold, at: datetime) -> bool:
    """Note that a mail is written; False: another has done so, or the claim is another by now.

    Of an offer that is taken back nothing is left to tell then.
    """
    told = (
        update(Claim)
        .where(
            Claim.id == claim.id,
            Claim.state == claim.state,
            Claim.offered.is_not_distinct_from(claim.offered),
            Claim.told.is_not_distinct_from(claim.told),
        )
        .values(told=at if claim.told is None else None)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", db.session.execute(told)).rowcount == 1
