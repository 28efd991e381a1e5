"""A place of the edition for those who take part: in which group they count, and taking it."""

from collections.abc import Mapping
from datetime import datetime

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.claims import claim_of
from cwf.registration.actions.parties import take_all
from cwf.registration.actions.regrouping import regroup
from cwf.registration.categories import Standing
from cwf.registration.international import Definition, definition, is_international
from cwf.registration.models import Admission
from cwf.registration.places import Outcome, Wait, Wish

HAS_PLACE = frozenset({Outcome.TAKEN, Outcome.ALREADY})


def standing_for(outcome: Outcome) -> Standing | None:
    """How somebody stands who asked for a place with that outcome; None: not at all."""
    if outcome in HAS_PLACE:
        return Standing.CONFIRMED
    return Standing.WAITING if outcome is Outcome.WAITING else None


def root_of(edition_id: int) -> int | None:
    """The tree of places of an edition; None: there is no bound."""
    admission = db.session.get(Admission, edition_id)
    return admission.root_id if admission else None


def definition_of(edition: Edition) -> Definition:
    """Who counts as international at an edition."""
    admission = db.session.get(Admission, edition.id)
    if admission is None:
        return definition("residence", (), edition.country)
    return definition(admission.basis, admission.home, edition.country)


def group_of(rule: Definition, *, country: str | None, category: str) -> str:
    """The group of somebody who comes by themselves: a path and the tag of their category."""
    abroad = is_international(rule, residence=country or None)
    return f"int+{category}" if abroad else f"+{category}"


def seat(
    root_id: int | None, wishes: Mapping[int, str], *, at: datetime, wait: Wait
) -> dict[int, Outcome]:
    """Take a place for each, by the ids of participants with their groups; without bound: all."""
    if root_id is None:
        return dict.fromkeys(wishes, Outcome.TAKEN)
    asked = [Wish(participant_id=one, group=group) for one, group in wishes.items()]
    return take_all(root_id, asked, at=at, wait=wait)


def regrouped(root_id: int, participant_id: int, now: str, then: str, *, at: datetime) -> bool:
    """Count somebody in another group, if they are in that one; False: it has no place for them."""
    claim = claim_of(root_id, participant_id)
    if claim is None or claim.ended is not None or claim.group_code != now:
        return True
    return regroup(root_id, participant_id, then, at=at) is not Outcome.FULL
