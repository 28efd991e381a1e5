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
    """Enter the views and commands."""
    from cwf.registration import models  # noqa: F401 - so that the database knows its rows
