"""Who may call what: every endpoint declares a rule, and one without is refused at start-up.

A rule answers with a verdict about the signed-in account and the arguments of the address.
HIDDEN and absent look the same (404); FORBIDDEN is for those who may see the thing but not do
this to it (403). Strangers are sent to sign-in, fragments and data get a 401.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])


class Verdict(Enum):
    """What a rule says."""

    ALLOW = "allow"
    FORBIDDEN = "forbidden"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A named condition: `decide(account, **arguments of the address)` gives the verdict."""

    name: str
    decide: Callable[..., Verdict]


PUBLIC = Rule(name="public", decide=lambda account, **arguments: Verdict.ALLOW)
SIGNED_IN = Rule(name="signed in", decide=lambda account, **arguments: Verdict.ALLOW)

# Endpoints of libraries cannot be decorated; each stands here by name.
OF_LIBRARIES: dict[str, Rule] = {
    "static": PUBLIC,
    **dict.fromkeys(
        (
            "security.login",
            "security.logout",
            "security.forgot_password",
            "security.reset_password",
            # the second step: they ask the session who is half signed in
            "security.tf_select",
            "security.two_factor_rescue",
            "security.two_factor_setup",
            "security.two_factor_token_validation",
            "security.mf_recovery",
            "security.wan_signin",
            "security.wan_signin_response",
        ),
        PUBLIC,
    ),
    **dict.fromkeys(
        (
            "security.verify",
            "security.change_password",
            "security.two_factor_setup_validate",
            "security.mf_recovery_codes",
            "security.wan_register",
            "security.wan_register_response",
            "security.wan_delete",
            "security.wan_verify",
            "security.wan_verify_response",
        ),
        SIGNED_IN,
    ),
}


def public(view: View) -> View:
    """Declare a view open to everybody; no session is opened for it."""
    view.__dict__["access"] = PUBLIC
    return view


def requires(rule: Rule) -> Callable[[View], View]:
    """Declare the rule under which a view may be called."""

    def declare(view: View) -> View:
        view.__dict__["access"] = rule
        return view

    return declare


def init_app(app: Flask) -> None:
    """Ask the rule before every view."""
    app.before_request(_enforce)


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The declared rule of an endpoint, or None."""
    if endpoint in OF_LIBRARIES:
        return OF_LIBRARIES[endpoint]
    found: Rule | None = getattr(app.view_functions[endpoint], "access", None)
    return found


def matrix(app: Flask) -> dict[str, str]:
    """Every endpoint with the name of its rule, in order of endpoints.

    Raises RuntimeError naming the endpoints that declare none.
    """
    rules = {endpoint: rule_of(app, endpoint) for endpoint in sorted(app.view_functions)}
    if undeclared := [endpoint for endpoint, rule in rules.items() if rule is None]:
        raise RuntimeError(f"endpoints without an access rule: {', '.join(undeclared)}")
    return {endpoint: rule.name for endpoint, rule in rules.items() if rule}


def wants_data() -> bool:
    """Whether the request is a fragment's or a program's, which a sign-in page would not help."""
    return request.headers.get("HX-Request") == "true" or (
        request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    )


def _enforce() -> Response | None:
    if request.endpoint is None:
        return None  # no such address: the 404 follows
    rule = rule_of(current_app, request.endpoint)
    if rule is PUBLIC:
        return None
    if rule is None:
        abort(403)
    if not current_user.is_authenticated:
        if wants_data():
            abort(401)
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    match rule.decide(current_user, **(request.view_args or {})):
        case Verdict.FORBIDDEN:
            abort(403)
        case Verdict.HIDDEN:
            abort(404)
    return None
