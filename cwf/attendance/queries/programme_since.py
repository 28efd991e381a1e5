"""Since when the programme is as it is now: then it was so at the end of days that were missed."""

from datetime import datetime

from sqlalchemy import and_, func, or_, select

from cwf.audit import AuditEntry, edition_scope
from cwf.database import db

CHANGES = ("session.", "speaker.", "programme.", "edition.")
PEOPLE = ("person.merge", "person.erase")  # of two speakers one, or none


def programme_since(edition_id: int) -> datetime | None:
    """When the log last tells of a change that sessions or speakers may be counted otherwise by.

    None where it tells of none: who filled the programme wrote nothing down.
    """
    here = AuditEntry.scope == edition_scope(edition_id)
    own = and_(here, or_(*(AuditEntry.action.startswith(noun) for noun in CHANGES)))
    changed = db.session.scalar(select(func.max(AuditEntry.at)).where(own))
    if changed is None:
        return None
    joined = select(func.max(AuditEntry.at)).where(AuditEntry.action.in_(PEOPLE))
    return max(changed, db.session.scalar(joined) or changed)
