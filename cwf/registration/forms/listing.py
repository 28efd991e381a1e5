"""What an address asks of the list of participants, and how it is asked again."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import lazy_gettext as _l

from cwf.registration.categories import Category, Channel, Payment, Standing
from cwf.registration.forms.needs import NEEDS
from cwf.registration.listing import Missing, Wanted
from cwf.registration.particulars import Need
from cwf.web.forms.fields import read_uuids

MOST_CHOSEN = 200  # ticks of a page, and more
MISSING: dict[Missing, Any] = {
    Missing.ANY: _l("Anything"),
    **{one: NEEDS[Need(one)] for one in Missing if one is not Missing.ANY},
}
WHERE = {"yes": _l("International"), "no": _l("Not international")}

Code = TypeVar("Code", bound=StrEnum)


def read_wanted(sent: Mapping[str, Any]) -> Wanted:
    """What an address asks for; a value that there is not asks for nothing."""
    return Wanted(
        words=" ".join(sent.get("q", "").replace("\0", "").split())[:100],
        category=_one(Category, sent.get("category")),
        standing=_one(Standing, sent.get("standing")),
        country=sent.get("country", "").replace("\0", "")[:2],
        payment=_one(Payment, sent.get("payment")),
        channel=_one(Channel, sent.get("channel")),
        international={"yes": True, "no": False}.get(sent.get("international", "")),
        party=sent.get("party", "").replace("\0", "")[:40],
        missing=_one(Missing, sent.get("missing")),
        chosen=tuple(_chosen(sent)),
    )


def query_of(wanted: Wanted) -> dict[str, Any]:
    """The same as the arguments of an address; what is not asked for is left out."""
    where = {True: "yes", False: "no", None: ""}[wanted.international]
    given = {
        "q": wanted.words,
        "category": wanted.category,
        "standing": wanted.standing,
        "country": wanted.country,
        "payment": wanted.payment,
        "channel": wanted.channel,
        "international": where,
        "party": wanted.party,
        "missing": wanted.missing,
    }
    found: dict[str, Any] = {name: str(value) for name, value in given.items() if value}
    return {**found, "who": [one.hex for one in wanted.chosen]} if wanted.chosen else found


def _one(codes: type[Code], sent: str | None) -> Code | None:
    return codes(sent) if sent in list(codes) else None


def _chosen(sent: Any) -> list[UUID]:
    return read_uuids(sent.getlist("who")[:MOST_CHOSEN]) if hasattr(sent, "getlist") else []
