"""Delegations: a region's party at an edition, from the invitation to the list of arrivals.

A delegation has heads who answer for it, places by role in the edition's tree of places, and
members, each of them a participant of `registration`. Its host reads and writes what its heads
do, and more.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Enter the views and commands, and an empty registry for higher slices.

    Who shows something on a delegation's own page puts a function of the delegation into
    `cwf_delegation_parts`; it gives a `DelegationPart` (parts.py), or None. Heads read that page:
    what it gives is of their own delegation alone.
    """
    from cwf import people
    from cwf.delegations import (
        models,  # noqa: F401 - so that the database knows its rows
        views,
    )
    from cwf.delegations.actions import forgetting, keeping, merging
    from cwf.delegations.forms.node_names import node_words
    from cwf.delegations.queries import personal
    from cwf.delegations.queries.node_names import groups_now, groups_of_members

    app.extensions["cwf_delegation_parts"] = []
    app.extensions["cwf_merging"].append(merging.join)
    people.tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=forgetting.forget)
    app.extensions["cwf_node_words"].append(node_words)
    app.extensions["cwf_groups"].append(groups_of_members)
    app.extensions["cwf_groups_now"].append(groups_now)
    views.init_app(app)
