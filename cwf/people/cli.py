"""Commands about people."""

from secrets import token_hex

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_security.recoverable import generate_reset_password_token

from cwf import jobs, mail
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.i18n import DEFAULT, LANGUAGES
from cwf.people import actions, queries

group = AppGroup("people", help="Accounts and the secretariat.")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(group)


@group.command("invite-secretariat", short_help="Make a first account, and mail its link.")
@click.argument("email")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT)
@with_appcontext
def invite_secretariat(email: str, language: str) -> None:
    """Make EMAIL an account of the secretariat, and mail it a link to set a password.

    Called again it sends a new link; a link is good for a day. Where mail goes to files the
    link is printed, too.
    """
    if "@" not in email.strip("@"):
        raise click.BadParameter(f"{email} is not an e-mail address")
    account = queries.account_by_email(email)
    if account is None:
        account = actions.make_account(SYSTEM, email=email, name="", language=language)
    actions.appoint_secretariat(SYSTEM, account)
    token = generate_reset_password_token(account)
    mail.queue_text(
        key=f"secretariat:{account.id}:{token[-40:]}",
        recipient=account.email,
        language=account.language,
        template="secretariat",
        account=account,
        token=token,
    )
    db.session.commit()
    jobs.nudge("mail")
    settings = current_app.extensions["cwf_settings"]
    click.echo(f"{account.email} is of the secretariat; a link to set a password is on its way.")
    if settings.mail_url is None:
        click.echo(f"{settings.base_url}/{account.language}/account/reset/{token}")


@group.command("reset-second-factor", short_help="Take a lost second factor away.")
@click.argument("email")
@with_appcontext
def reset_second_factor(email: str) -> None:
    """Take the lost second factor of EMAIL away: authenticator, recovery codes and passkeys.

    All sessions end, and the person is told by mail. Make sure first who it is that asks.
    """
    account = queries.account_by_email(email)
    if account is None:
        raise click.ClickException(f"there is no account {email}")
    if not actions.reset_second_factor(SYSTEM, account):
        click.echo(f"{account.email} has no second factor.")
        return
    mail.queue_text(
        key=f"factor-reset:{account.id}:{token_hex(8)}",
        recipient=account.email,
        language=account.language,
        template="second_factor_reset",
        account=account,
    )
    db.session.commit()
    jobs.nudge("mail")
    click.echo(f"The second factor of {account.email} is taken away; a mail tells of it.")
