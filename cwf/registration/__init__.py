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
    anything for a participant puts a function `(participant_id, *, at, actor)` into
    `cwf_leaving`; it is called when they no longer take part.
    """
    from cwf.registration import (
        models,  # noqa: F401 - so that the database knows its rows
        views,
    )

    app.extensions["cwf_offer_words"] = []
    app.extensions["cwf_leaving"] = []
    views.init_app(app)
