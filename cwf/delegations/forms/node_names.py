"""Nodes of delegations in the tree of places, in words."""

from collections.abc import Sequence

from flask_babel import gettext as _

from cwf.delegations.forms.words import ROLES
from cwf.delegations.queries.node_names import delegations_at


def node_words(edition_id: int, groups: Sequence[str], language: str) -> dict[str, str]:
    """What pages call them in a language, by their groups."""
    found = {}
    for group, (name, role) in delegations_at(edition_id, groups).items():
        region = name.get(language) or next(iter(name.values()), group)
        found[group] = (
            _("%(region)s: %(role)s", region=region, role=ROLES[role]) if role else region
        )
    return found
