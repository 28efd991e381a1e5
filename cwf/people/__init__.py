"""People: persons, accounts and how they sign in, the secretariat, and the audit log shown.

A person is who someone is; an account is how someone signs in, and may belong to a person. The
only role known here is the secretariat's, which reaches everything; every other role is a row of
the slice whose object it scopes, told to this one through the registry of held roles.

Signing in is Flask-Security-Too's (`sign_in`): a password, a passkey, or a link in a mail (ours),
then a second factor where one is set up or a role demands it. Each session is a row that can be
ended; tries are counted in the database before they are judged.
"""

from collections.abc import Callable, Iterable

from flask import Flask

from cwf.people.keeping import Kept, Section, Subject
from cwf.settings import Settings


def tells(
    app: Flask,
    *,
    kept: Iterable[Kept] = (),
    data: Callable[[Subject], list[Section]],
    forget: Callable[..., None],
) -> None:
    """A slice tells what of people it keeps until when, what one may export, how it forgets one.

    Who tells last forgets first: what higher slices know hangs on rows of lower ones.
    """
    app.extensions["cwf_kept"].extend(kept)
    app.extensions["cwf_personal_data"].append(data)
    app.extensions["cwf_forgetting"].insert(0, forget)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up sign-in and the account pages, and empty registries of what is kept of people."""
    from cwf.people import cli, sign_in
    from cwf.people.actions import forgetting, keeping
    from cwf.people.queries import personal
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

    for registry in ("cwf_kept", "cwf_personal_data", "cwf_forgetting", "cwf_merging"):
        app.extensions[registry] = []
    app.extensions["cwf_addresses"] = []
    tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=forgetting.forget)
    sign_in.init_app(app, settings)
    for hook in (next_address, attempts):
        hook.init_app(app)
    for part in (account, accounts, corner, link, media, outbox):
        app.register_blueprint(part.bp)
    app.jinja_env.globals.update(deed=log.deed, differences=log.differences)
    cli.init_app(app)
