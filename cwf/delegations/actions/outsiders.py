"""Who takes part without the delegation, and so is the host's to let come with it (0025).

Whoever leads it would else read what anybody said of diet and stay by knowing their address.
"""

from sqlalchemy import select

from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.registration.actions.entrants import Known
from cwf.registration.categories import UNDER_WAY, Channel
from cwf.registration.details import same_address
from cwf.registration.queries.particulars import said_of


def is_outsider(delegation: Delegation, written: str | None) -> bool:
    """Whether that address is of somebody who came without any delegation and is no member yet.

    Who cancelled is one, too, while there is something that they said.
    """
    email = same_address(written) if written else None
    row = Known(delegation.edition_id, [email]).row_of(email) if email else None
    if row is None or row.channel == Channel.DELEGATION:
        return False
    if db.session.scalar(select(Member.id).where(Member.participant_id == row.id)) is not None:
        return False
    return row.standing in UNDER_WAY or said_of(row.id) is not None
