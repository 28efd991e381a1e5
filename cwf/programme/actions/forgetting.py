"""Somebody is forgotten by programmes that were never published. Nothing here commits."""

from datetime import datetime

from sqlalchemy import select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.people.keeping import Subject
from cwf.programme.models import Import, Release, Speaker


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """How one was to be presented, and whose files they were (the registry of forgetting).

    A published programme says who spoke, and stays: its organisers are asked to change it.
    """
    if subject.edition is not None:
        return
    db.session.execute(
        update(Import)
        .where(Import.author_id.in_(subject.accounts))
        .values(author_id=None, author="")
    )
    drafts = select(Speaker).where(
        Speaker.person_id == subject.person, Speaker.edition_id.not_in(select(Release.edition_id))
    )
    for speaker in db.session.scalars(drafts):
        speaker.affiliation, speaker.biography = {}, {}
        speaker.links, speaker.picture = [], None
        speaker.source = speaker.source_key = None
        speaker.slug = f"person-{speaker.id}"
    db.session.flush()
