"""Where lists of members come in: at one delegation, for its heads, or at the host's, for all.

Both have the same pages, below another address and in another frame.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask_login import current_user

from cwf.delegations.queries.access import (
    LEADS,
    Delegation,
    Edition,
    delegation_in_reach,
    edition_of,
    name_of,
    side_of,
)
from cwf.delegations.stages import Side
from cwf.delegations.views.frame import page
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer
from cwf.web.access import Rule, requires
from cwf.web.templating import own_text

View = Callable[..., Answer]


@dataclass(frozen=True, kw_only=True)
class Place:
    """An edition, and one of its delegations or None, for all of them."""

    edition: Edition
    delegation: Delegation | None = None

    @cached_property
    def at(self) -> dict[str, Any]:
        """What all addresses of the place begin with."""
        if self.delegation is None:
            return {"edition": self.edition.slug}
        return {"delegation": self.delegation.uuid}

    def url(self, endpoint: str, **values: Any) -> str:
        """The address of a page of the place."""
        return url_for(f".{endpoint}", **self.at, **values)

    @property
    def home(self) -> str:
        """Where one comes from."""
        if self.delegation is None:
            return url_for("delegations_manage.delegations", **self.at)
        return url_for("delegation.home", **self.at)

    @property
    def side(self) -> Side:
        """On whose side the reader stands."""
        if self.delegation is None:
            return Side.HOST
        side, _rank = side_of(current_user, self.delegation.uuid) or (Side.DELEGATION, None)
        return side

    @property
    def stem(self) -> str:
        """How files from here are called."""
        of = own_text(name_of(self.delegation)) if self.delegation else "delegations"
        return f"{self.edition.slug}-{of}"

    def page(self, template: str, **context: Any) -> Answer:
        """A page in the frame of the place."""
        zone = self.delegation.zone if self.delegation else self.edition.zone
        context = {"place": self, "at": self.at, "zone": zone, **context}
        if self.delegation is not None:
            return page(template, self.delegation, frame="delegations/frame.html", **context)
        return render_template(
            template, frame="editions/frame.html", edition=self.edition, **context
        )


def blueprint(name: str, prefix: str, rule: Rule, find: Callable[..., Place]) -> "Routes":
    """The same pages below an address, for whom the rule lets in."""
    bp = Blueprint(name, __name__, url_prefix=prefix)
    return Routes(bp=bp, rule=rule, find=find)


@dataclass(frozen=True, kw_only=True)
class Routes:
    """Enters views that take a place, and what else stands in the address."""

    bp: Blueprint
    rule: Rule
    find: Callable[..., Place]

    def add(self, path: str, view: View, *methods: str) -> None:
        """Serve a view there."""
        find = self.find

        def found(uuid: UUID | None = None, extension: str = "", **arguments: Any) -> Answer:
            more = {"uuid": uuid} if uuid else {"extension": extension} if extension else {}
            return view(find(**arguments), **more)

        found.__name__, found.__doc__ = view.__name__, view.__doc__
        self.bp.add_url_rule(
            path, view.__name__, requires(self.rule)(found), methods=list(methods or ("GET",))
        )


def of_delegation(delegation: UUID) -> Place:
    """A delegation in reach; raises NotFound."""
    row = delegation_in_reach(current_user, delegation)
    return Place(edition=edition_of(row), delegation=row)


def of_edition(edition: str) -> Place:
    """All delegations of an edition in reach; raises NotFound."""
    return Place(edition=edition_in_reach(current_user, edition))


PLACES = (
    blueprint("delegation_imports", "/<lang:lang>/delegations/<uuid:delegation>/import", LEADS,
              of_delegation),
    blueprint("delegations_imports", "/<lang:lang>/manage/editions/<edition>/delegations/import",
              KEEP_REGISTRATIONS, of_edition),
)  # fmt: skip
