"""How somebody stands in line for a place of an edition, in words."""

from dataclasses import dataclass
from datetime import datetime

from cwf.registration.categories import Standing
from cwf.registration.forms.place_words import why_sentences
from cwf.registration.queries.admission import claim_reason
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.reasons import Code, Reason
from cwf.registration.views.node_names import names


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What a page says of it: `offered` while an offer is open, `why` in sentences.

    `position` and `others` are as of a claim (places.py).
    """

    offered: bool = False
    over: bool = False
    position: int | None = None
    others: int = 0
    expires: datetime | None = None
    why: tuple[str, ...] = ()


def place_of(row: Participant, edition: Edition, at: datetime) -> Place | None:
    """How somebody who waits stands in line; None of everybody else."""
    if row.standing != Standing.WAITING:
        return None
    reason = claim_reason(row, at)
    if reason is None:
        return Place()
    return Place(
        offered=reason.code is Code.OFFERED,
        over=reason.code in (Code.LAPSED, Code.ENDED),
        position=reason.position,
        others=reason.others,
        expires=reason.expires,
        why=tuple(_why(reason, edition)) if reason.code is Code.WAITING else (),
    )


def _why(reason: Reason, edition: Edition) -> list[str]:
    return why_sentences(reason, names(edition.id, reason.full), edition.zone)
