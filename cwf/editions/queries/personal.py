"""What editions keep of somebody: what they are appointed or invited to."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition, Invitation, Staff
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import told


def personal_data(subject: Subject) -> list[Section]:
    """Roles at editions, and invitations to one."""
    if subject.edition is not None:
        return []
    staff = db.session.execute(
        select(Staff, Edition.slug)
        .join(Edition, Edition.id == Staff.edition_id)
        .where(Staff.account_id.in_(subject.accounts))
    )
    invited = db.session.execute(
        select(Invitation, Edition.slug)
        .join(Edition, Edition.id == Invitation.edition_id)
        .where(Invitation.email.in_(subject.emails))
    )
    return [
        Section(
            code="staff",
            title=_l("Teams of forums"),
            rows=tuple({"edition": slug, **told(row)} for row, slug in staff),
        ),
        Section(
            code="invitations",
            title=_l("Invitations to teams"),
            rows=tuple({"edition": slug, **told(row)} for row, slug in invited),
        ),
    ]
