"""A place of a whole edition: how somebody's claim on one stands."""

from datetime import datetime

from sqlalchemy import select

from cwf.database import db
from cwf.registration.models import Admission, Participant
from cwf.registration.queries.places import held_by, reasons
from cwf.registration.reasons import Reason


def claim_reason(row: Participant, at: datetime) -> Reason | None:
    """Why somebody has a place of their edition or none; None: its places are not bounded."""
    root_id = db.session.scalar(
        select(Admission.root_id).where(Admission.edition_id == row.edition_id)
    )
    if root_id is None:
        return None
    held = {claim.root_id: claim.group for claim in held_by(row.id, at)}
    return reasons([root_id], row.id, group=held.get(root_id, ""), at=at)[root_id]
