"""People: persons, accounts and how they sign in, the secretariat, and the audit log shown.

A person is who someone is; an account is how someone signs in, and may belong to a person. The
only role known here is the secretariat's, which reaches everything; every other role is a row of
the slice whose object it scopes.
"""

from flask import Flask

from cwf.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Set up sign-in and the account pages."""
    from cwf.people import cli, sign_in

    sign_in.init_app(app, settings)
    cli.init_app(app)
