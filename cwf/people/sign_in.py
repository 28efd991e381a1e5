"""Signing in, by Flask-Security-Too: its settings, and who the actor of a request is."""

from flask import Flask
from flask_login import current_user
from flask_security import Security, SQLAlchemyUserDatastore

from cwf import clock
from cwf.audit import Actor
from cwf.database import db
from cwf.people.models import Account, Passkey, Role
from cwf.settings import Settings

datastore = SQLAlchemyUserDatastore(db, Account, Role, Passkey)
security = Security()


def init_app(app: Flask, settings: Settings) -> None:
    """Set up Flask-Security-Too under /<lang>/account."""
    app.config.update(
        SECURITY_URL_PREFIX="/<lang:lang>/account",
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a scheme
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_TOTP_SECRETS={"1": settings.totp_key},
        SECURITY_TOTP_ISSUER="Creativity World Forum",
        SECURITY_DATETIME_FACTORY=clock.now,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
    )
    security.init_app(app, datastore)


def actor() -> Actor:
    """The signed-in account as an actor, for actions and the audit log."""
    return Actor(account_id=current_user.id, name=current_user.name or current_user.email)
