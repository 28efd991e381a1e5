"""Roles as cells of lists say them: words that are understood when the list comes back."""

from cwf.delegations.roles import Role
from cwf.delegations.sheets.words import ROLES
from cwf.i18n import language


def own() -> int:
    """The place of the spoken language's word among those of a field or a role."""
    return 1 if language() == "da" else 0


def role_word(role: Role) -> str:
    """A role as a cell says it: "political"."""
    return ROLES[role][own()]


def role_list() -> str:
    """All roles that may be written."""
    return ", ".join(map(role_word, Role))
