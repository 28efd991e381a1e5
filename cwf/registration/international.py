"""Who counts as international at an edition, by the definition that is stored with it.

It decides which part of the tree of places somebody is counted in, and what the forum tells of
itself afterwards; so it is one rule, and said in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """By what one is international.

    RESIDENCE: by a country of residence that is none of the home countries. REGION: so is
    everybody who comes with the delegation of a region other than the host's, wherever they live;
    who comes with the host's is not, and of all others the residence decides.
    """

    RESIDENCE = "residence"
    REGION = "region"


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """The basis, and the home countries (ISO 3166-1 alpha-2)."""

    basis: Basis = Basis.RESIDENCE
    home: frozenset[str] = frozenset()


def definition(basis: str, home: Iterable[str], country: str | None) -> Definition:
    """As it is stored; where no home countries are named, the edition's own is home.

    >>> definition("residence", [], "DK").home
    frozenset({'DK'})
    """
    named = frozenset(home) or frozenset({country} if country else ())
    return Definition(basis=Basis(basis), home=named)


def is_international(
    definition: Definition, *, residence: str | None, region_is_host: bool | None = None
) -> bool | None:
    """Whether somebody is international; None: it cannot be said.

    `region_is_host` is of the delegation that they come with; None: with none. It cannot be said
    of whom no residence is known, nor where no country is home.
    """
    if definition.basis is Basis.REGION and region_is_host is not None:
        return not region_is_host
    if not residence or not definition.home:
        return None
    return residence not in definition.home


@dataclass(frozen=True, kw_only=True, slots=True)
class Shares:
    """How many are international, how many are not, and of how many it cannot be said."""

    international: int = 0
    home: int = 0
    unknown: int = 0


def shares(definition: Definition, people: Iterable[tuple[str | None, bool | None, int]]) -> Shares:
    """Of (residence, region_is_host, how many) each.

    >>> rule = definition("residence", [], "DK")
    >>> shares(rule, [("DK", None, 3), ("SE", None, 2), (None, None, 1)])
    Shares(international=2, home=3, unknown=1)
    """
    found: dict[bool | None, int] = {True: 0, False: 0, None: 0}
    for residence, region_is_host, number in people:
        said = is_international(definition, residence=residence, region_is_host=region_is_host)
        found[said] += number
    return Shares(international=found[True], home=found[False], unknown=found[None])
