"""A list of an edition, or of one delegation to it, and where it belongs."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.drawing_up import draw_up
from cwf.delegations.lists import List, Listed
from cwf.delegations.models import Delegation
from cwf.delegations.queries.access import delegation_of, name_of
from cwf.delegations.queries.guests import guests
from cwf.editions.models import Edition


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Of whom lists are made: of all at an edition, or of one delegation alone."""

    edition: Edition
    delegation: Delegation | None = None

    @property
    def whose(self) -> dict[str, str]:
        """The name of the delegation, by language; {} of all."""
        return name_of(self.delegation) if self.delegation else {}

    @property
    def subject(self) -> UUID | None:
        """What a sheet of it is of."""
        return self.delegation.uuid if self.delegation else None


def scope_of(edition_id: int, delegation: UUID | None) -> Scope:
    """The scope of a sheet that was asked for; raises NotFound where the delegation is gone."""
    edition = db.session.scalar(select(Edition).where(Edition.id == edition_id))
    if edition is None:
        raise NotFound
    if delegation is None:
        return Scope(edition=edition)
    return Scope(edition=edition, delegation=delegation_of(edition, delegation))


def list_of(kind: List, scope: Scope) -> Listed:
    """The list as it stands (one statement)."""
    return lists_of((kind,), scope)[0]


def lists_of(kinds: tuple[List, ...], scope: Scope) -> list[Listed]:
    """Several lists of the same people as they stand (one statement for all)."""
    edition = scope.edition
    who = guests(edition.id, scope.delegation.id if scope.delegation else None)
    return [draw_up(kind, who, edition.starts, edition.ends) for kind in kinds]
