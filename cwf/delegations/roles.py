"""In what role somebody comes with a delegation, and who answers for it."""

from enum import StrEnum


class Role(StrEnum):
    """In what role a member comes; each may have a quota of its own."""

    POLITICAL = "political"
    OFFICIAL = "official"
    BUSINESS = "business"
    KNOWLEDGE = "knowledge"
    STUDENT = "student"
    ARTIST = "artist"
    SPEAKER = "speaker"
    PRESS = "press"
    ACCOMPANYING = "accompanying"


class Rank(StrEnum):
    """Who answers for a delegation. A deputy may what the head may, except name another."""

    HEAD = "head"
    DEPUTY = "deputy"


INTERNATIONAL = "int"


def group_of_delegation(delegation_id: int, *, international: bool) -> str:
    """The node of a delegation in the tree of the edition's places."""
    own = f"d{delegation_id}"
    return f"{INTERNATIONAL}/{own}" if international else own


def group_of(delegation_id: int, role: Role, *, international: bool) -> str:
    """The node of a role of a delegation: total > international > region > role."""
    return f"{group_of_delegation(delegation_id, international=international)}/{role}"
