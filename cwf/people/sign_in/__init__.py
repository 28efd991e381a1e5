"""Signing in, by Flask-Security-Too: its settings, its words, and who the actor of a request is."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_login import current_user
from flask_login.utils import _user_context_processor
from flask_security import Security, SQLAlchemyUserDatastore

from cwf import clock
from cwf.audit import Actor
from cwf.database import db
from cwf.people import forms
from cwf.people.models import Account, Passkey, Role
from cwf.people.sign_in import events, factors, mails
from cwf.people.sign_in.messages import MESSAGES
from cwf.people.views import tracking
from cwf.settings import ROOT, Settings

SHORTEST_PASSWORD = 10
STAYS = timedelta(days=30)
# A test hashes hundreds of passwords; what it costs to guess one is none of its subjects.
CHEAP_HASH = {"argon2__rounds": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}

datastore = SQLAlchemyUserDatastore(db, Account, Role, Passkey)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up Flask-Security-Too under /<lang>/account."""
    app.config.update(PERMANENT_SESSION_LIFETIME=STAYS)
    for part in (_paths(), _passwords(settings), _factors(settings), _words()):
        app.config.update({f"SECURITY_{name}": value for name, value in part.items()})
    security = Security(
        datastore=datastore,
        mail_util_cls=mails.Outbox,
        totp_cls=factors.Authenticator,
        mf_recovery_codes_util_cls=factors.RecoveryCodes,
        webauthn_util_cls=factors.Passkeys,
        **forms.OF_SECURITY,
    )
    security.init_app(app)
    security.want_json(lambda request: False)  # pages only: no tokens, no second way in
    security.login_manager.request_loader(None)
    _leave_public_pages_alone(app, security)
    events.connect(app)
    tracking.init_app(app)


def _leave_public_pages_alone(app: Flask, security: Security) -> None:
    """Undo what opens a session on every request; public pages are the same for everybody.

    Not needed here: Flask-Principal's identities, and Flask-Login's cookie that remembers (the
    rows of sessions do). Templates get the account when they ask for it.
    """
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.after_request_funcs[None].remove(security.login_manager._update_remember_cookie)
    app.template_context_processors[None].remove(_user_context_processor)
    app.jinja_env.globals["current_user"] = current_user


def _paths() -> dict[str, Any]:
    return {
        "URL_PREFIX": "/<lang:lang>/account",
        "STATIC_FOLDER": None,
        "RECOVERABLE": True,
        "CHANGEABLE": True,
        "TWO_FACTOR": True,
        "WEBAUTHN": True,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "CACHE_CONTROL": {
            "no-store": None
        },  # its own is written "no-store=True", which means nothing
        "POST_LOGIN_VIEW": "people.home",
        "POST_LOGOUT_VIEW": "/",
        "POST_CHANGE_VIEW": "people.home",
        "POST_VERIFY_VIEW": "people.home",
        "TWO_FACTOR_POST_SETUP_VIEW": "people.home",
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "API_ENABLED_METHODS": ["session"],
        "DATETIME_FACTORY": clock.now,
        "RETURN_GENERIC_RESPONSES": True,
        "EMAIL_VALIDATOR_ARGS": {"globally_deliverable": False, "check_deliverability": False},
        "FRESHNESS": timedelta(hours=2),
        "RESET_PASSWORD_WITHIN": timedelta(days=1),
        "LOGIN_WITHIN": timedelta(hours=1),
    }


def _passwords(settings: Settings) -> dict[str, Any]:
    return {
        "PASSWORD_HASH": "argon2",  # argon2id by its default
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": True,
        "PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP_HASH if settings.testing else {},
        "PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
    }


def _factors(settings: Settings) -> dict[str, Any]:
    codes = base64.urlsafe_b64encode(hashlib.sha256(settings.totp_key.encode()).digest())
    return {
        "TOTP_SECRETS": {"1": settings.totp_key},
        "TOTP_ISSUER": "Creativity World Forum",
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 60,
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [codes],
        "WAN_RP_NAME": "Creativity World Forum",
    }


def _words() -> dict[str, Any]:
    pages = {
        "LOGIN_USER": "login",
        "FORGOT_PASSWORD": "forgot_password",
        "RESET_PASSWORD": "reset_password",
        "CHANGE_PASSWORD": "change_password",
        "VERIFY": "verify",
        "TWO_FACTOR_SETUP": "authenticator",
        "TWO_FACTOR_SELECT": "second_factor",
        "TWO_FACTOR_VERIFY_CODE": "code",
        "MULTI_FACTOR_RECOVERY": "recovery",
        "MULTI_FACTOR_RECOVERY_CODES": "recovery_codes",
        "WAN_REGISTER": "passkeys",
        "WAN_SIGNIN": "passkey_sign_in",
        "WAN_VERIFY": "passkey_verify",
    }
    return {
        # Flask-Security looks its texts up in our own catalogue
        "I18N_DOMAIN": "messages",
        "I18N_DIRNAME": [str(ROOT / "cwf" / "translations")],
        "EMAIL_PLAINTEXT": False,  # mails are rendered in the account's language, by mails.Outbox
        "EMAIL_HTML": False,
        **{f"{name}_TEMPLATE": f"people/{page}.html" for name, page in pages.items()},
        **{f"MSG_{name}": message for name, message in MESSAGES.items()},
    }


def actor() -> Actor:
    """The signed-in account as an actor, for actions and the audit log."""
    return Actor(account_id=current_user.id, name=current_user.shown)
