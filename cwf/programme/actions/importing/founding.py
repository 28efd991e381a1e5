"""An edition made from what a schedule says of its conference."""

from datetime import datetime

from cwf import audit
from cwf.editions.actions import settings, take_step
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.programme.actions.writing import record
from cwf.programme.incoming import Head
from cwf.programme.standing import Standing

LONGEST_ADDRESS = 300


def found_edition(
    standing: Standing, head: Head, *, source: str, actor: audit.Actor, at: datetime
) -> Edition:
    """Make the edition that `standing` speaks of, announced, so that it can be published.

    Raises settings.SlugTaken. What the conference does not say stays unknown.
    """
    language = standing.languages[0]
    edition = settings.create(
        standing.edition,
        actor=actor,
        year=(head.starts or at.date()).year,
        starts=head.starts,
        ends=head.ends if head.starts else None,
        zone=standing.zone,
        day_change_hour=standing.day_change_hour,
        languages=list(standing.languages),
        theme={language: head.title},
        city={language: head.city},
        venue={language: head.venue},
        website=_website(head.url),
    )
    record(actor, "edition.import", edition.id, edition.slug, after={"source": source})
    take_step(edition, Lifecycle.ANNOUNCED, actor=actor, at=at)
    return edition


def _website(url: str) -> str | None:
    fits = url.startswith(("https://", "http://")) and len(url) <= LONGEST_ADDRESS
    return url if fits else None
