"""Forged requests are refused: every form that changes something carries a token."""

from flask import Flask
from flask_wtf import CSRFProtect

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request; it lives as long as the session."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)
