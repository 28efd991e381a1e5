"""The two languages of the interface, and the one in the address of the present request."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, abort, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, force_locale
from werkzeug.routing import BaseConverter, Map

from cwf.settings import ROOT

LANGUAGES = {"en": "English", "da": "Dansk"}
DEFAULT = "en"

babel = Babel()


class LanguageConverter(BaseConverter):
    """`<lang:lang>` in a route: one of LANGUAGES."""

    def __init__(self, map: Map) -> None:
        super().__init__(map)
        self.regex = "|".join(LANGUAGES)


def init_app(app: Flask) -> None:
    """Let addresses begin with a language, and everything below follow it."""
    app.url_map.converters["lang"] = LanguageConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    babel.init_app(
        app,
        default_locale=DEFAULT,
        default_translation_directories=str(ROOT / "cwf" / "translations"),
        locale_selector=language,
        timezone_selector=lambda: "UTC",
    )


def language() -> str:
    """The one being spoken; else of the present request: from its address, or the reader's best."""
    if has_app_context() and "lang" in g:
        return str(g.lang)
    if not has_request_context():
        return DEFAULT
    g.lang = _preferred()
    return str(g.lang)


def _preferred() -> str:
    """What the reader likes best; "da-DK,en" asks for Danish, which best_match would not see."""
    wanted = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((tag for tag in wanted if tag in LANGUAGES), DEFAULT)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Render in another language than the request's: gettext, Babel's formats, and addresses."""
    before = g.get("lang")
    g.lang = lang
    try:
        with force_locale(lang):
            yield
    finally:
        g.lang = before or DEFAULT


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")
        if g.lang not in LANGUAGES:
            abort(404)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()
