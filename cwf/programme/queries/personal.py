"""What programmes keep of somebody who speaks, or who brought a file."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.keeping import Section, Subject
from cwf.people.queries.personal import told
from cwf.programme.models import Import, Release, Speaker


def personal_data(subject: Subject) -> list[Section]:
    """How one is presented as a speaker; which files one brought, and what one published."""
    speaks = select(Speaker, Edition.slug).join(Edition, Edition.id == Speaker.edition_id)
    speaks = speaks.where(Speaker.person_id == subject.person)
    if subject.edition is not None:
        return [Section(code="speaker", title=_l("As a speaker"), rows=_speaks(speaks, subject))]
    of = subject.accounts
    brought = db.session.scalars(select(Import).where(Import.author_id.in_(of)))
    made = db.session.scalars(select(Release).where(Release.author_id.in_(of)))
    return [
        Section(code="speaker", title=_l("As a speaker"), rows=_speaks(speaks, subject)),
        Section(
            code="imports",
            title=_l("Programme files that you brought"),
            rows=tuple({"file": one.name, "when": one.requested.isoformat()} for one in brought),
        ),
        Section(
            code="releases",
            title=_l("Programmes that you published"),
            rows=tuple({"number": one.number, "when": one.at.isoformat()} for one in made),
        ),
    ]


def _speaks(wanted: Any, subject: Subject) -> tuple[dict[str, Any], ...]:
    if subject.edition is not None:
        wanted = wanted.where(Speaker.edition_id == subject.edition)
    return tuple({"edition": slug, **told(row)} for row, slug in db.session.execute(wanted))
