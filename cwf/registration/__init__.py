"""Registration: who takes part in an edition, and the places that there are.

A participant is a person in an edition, with a category. They register by a form, confirm by
mail, and change or cancel by a personal link; nobody needs a password.

Places are one mechanism for everything that is limited: a tree of quotas, each with a capacity
and a count taken, and claims on them. A claim has a place, waits for one, or was offered one.
Higher slices hang their things on it: agendas the sessions with few seats, delegations regions
and roles.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Enter the views and commands, and empty registries for higher slices.

    Who hangs places on something of theirs puts a function of the root's id and a language into
    `cwf_offer_words`; it gives `PlaceWords`, or None where the tree is none of theirs. Who keeps
    anything for a participant puts a function `(participant_id, *, at, actor, erased)`
    into `cwf_leaving`; it is called when they no longer take part. Who shows something on the page
    behind the personal link puts a function of the participant into `cwf_own_parts`; it gives an
    `OwnPart` (parts.py), or None. Who knows with whom participants come puts a `Parties`
    (queries/parties.py) into `cwf_parties`. Who hangs nodes into an edition's tree of places names
    them by a function `(edition_id, groups, language)` in `cwf_node_words`, {group: name}; who
    enters people into nodes of their own says which by a function of the edition's id in
    `cwf_groups`, {participant_id: group}, and where such a group belongs after another definition
    of international by one `(edition_id, groups)` in `cwf_groups_now`, {group: group}.
    """
    from cwf import people
    from cwf.registration import (
        cli,
        models,  # noqa: F401 - so that the database knows its rows
        views,
    )
    from cwf.registration.actions import erasing, keeping, keys
    from cwf.registration.queries import parties, personal, subjects

    app.extensions["cwf_offer_words"] = []
    app.extensions["cwf_leaving"] = []
    app.extensions["cwf_own_parts"] = []
    app.extensions["cwf_parties"] = parties.Parties()
    app.extensions["cwf_node_words"] = []
    app.extensions["cwf_groups"] = []
    app.extensions["cwf_groups_now"] = []
    keys.listen()
    people.tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=erasing.forget)
    app.extensions["cwf_addresses"].append(subjects.addresses)
    views.init_app(app)
    cli.init_app(app)
