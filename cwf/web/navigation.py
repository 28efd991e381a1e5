"""The entries of the organisers' navigation: slices enter theirs, readers see what they may open.

An entry is shown to an account to which the rule of its endpoint says ALLOW; so the menu can
never offer what the page would refuse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from cwf.web.access import Rule, Verdict, rule_of


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page in the menu. It is current on `endpoint` and on every endpoint named in `also`.

    `also` holds beginnings of endpoints. With `within` it stands in the submenu of that name.
    """

    endpoint: str
    label: Any
    also: tuple[str, ...] = ()
    within: str = ""

    def is_current(self, endpoint: str | None) -> bool:
        """Whether a page belongs below this entry."""
        return endpoint is not None and endpoint.startswith((self.endpoint, *self.also))


def init_app(app: Flask) -> None:
    """Begin an empty menu, and let templates ask for it."""
    app.extensions["cwf_navigation"] = []
    app.jinja_env.globals["menu"] = menu
    app.jinja_env.globals["submenu"] = submenu


def register(app: Flask, *entries: Entry) -> None:
    """Add entries, in their order; raises KeyError for an endpoint that there is not."""
    for entry in entries:
        app.view_functions[entry.endpoint]
        app.extensions["cwf_navigation"].append(entry)


def menu(**arguments: Any) -> list[tuple[str, str, bool]]:
    """(label, address, whether current) of all entries that this account may open."""
    return submenu("", **arguments)


def submenu(within: str, /, **arguments: Any) -> list[tuple[str, str, bool]]:
    """The same, of the entries below one of the menu."""
    return [
        (str(entry.label), url_for(entry.endpoint, **arguments), entry.is_current(request.endpoint))
        for entry in _allowed(within, arguments)
    ]


def _allowed(within: str, arguments: dict[str, Any]) -> Iterator[Entry]:
    verdicts: dict[Rule | None, Verdict] = {}
    for entry in current_app.extensions["cwf_navigation"]:
        if entry.within != within:
            continue
        rule = rule_of(current_app, entry.endpoint)
        if rule not in verdicts:
            verdicts[rule] = rule.decide(current_user, **arguments) if rule else Verdict.HIDDEN
        if verdicts[rule] is Verdict.ALLOW:
            yield entry
