"""Where members of a delegation count in the edition's tree of places."""

from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.delegations.roles import Role, group_of, group_of_delegation
from cwf.editions.models import Edition
from cwf.registration.actions.seating import definition_of
from cwf.registration.international import is_international


def is_abroad(delegation: Delegation) -> bool:
    """Whether a delegation counts as international, by the definition stored with its edition.

    All who come with it count where it does, wherever each of them lives.
    """
    edition = db.session.get_one(Edition, delegation.edition_id)
    at_home = delegation.region_id is not None and delegation.region_id == edition.host_region_id
    found = is_international(
        definition_of(edition), residence=delegation.country, region_is_host=at_home
    )
    return bool(found)


def group_of_role(delegation: Delegation, role: Role) -> str:
    """The group of who comes in a role of a delegation."""
    return group_of(delegation.id, role, international=is_abroad(delegation))


def group_of_all(delegation: Delegation) -> str:
    """The node of a delegation, above those of its roles."""
    return group_of_delegation(delegation.id, international=is_abroad(delegation))
