"""What the nodes of an edition's tree of places are called."""

from collections.abc import Sequence

from flask import current_app
from flask_babel import gettext as _

from cwf.i18n import language
from cwf.registration.categories import Category
from cwf.registration.forms.words import CATEGORIES


def names(edition_id: int, groups: Sequence[str]) -> dict[str, str]:
    """By us, by whoever hung them there (`cwf_node_words`), or else by their codes."""
    found = {"": _("All places"), "int": _("International")}
    found |= {f"+{one}": str(CATEGORIES[one]) for one in Category}
    for ask in current_app.extensions["cwf_node_words"]:
        found |= ask(edition_id, groups, language())
    return {group: found.get(group, group) for group in groups}
