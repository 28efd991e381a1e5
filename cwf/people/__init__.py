"""People: persons, accounts and how they sign in, the secretariat, and the audit log shown.

A person is who someone is; an account is how someone signs in, and may belong to a person. The
only role known here is the secretariat's, which reaches everything; every other role is a row of
the slice whose object it scopes, told to this one through the registry of held roles.

Signing in is Flask-Security-Too's (`sign_in`): a password, a passkey, or a link in a mail (ours),
then a second factor where one is set up or a role demands it. Each session is a row that can be
ended; tries are counted in the database before they are judged.
"""

from flask import Flask

from cwf.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set up sign-in and the account pages."""
    from cwf.people import cli, sign_in
    from cwf.people.views import (
        account,
        accounts,
        attempts,
        corner,
        link,
        log,
        media,
        next_address,
        outbox,
    )

    sign_in.init_app(app, settings)
    for hook in (next_address, attempts):
        hook.init_app(app)
    for part in (account, accounts, corner, link, media, outbox):
        app.register_blueprint(part.bp)
    app.jinja_env.globals.update(deed=log.deed, differences=log.differences)
    cli.init_app(app)
