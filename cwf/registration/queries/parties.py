"""With whom participants come, as far as a higher slice tells.

`create_app` puts a `Parties` into `cwf_parties`; without one everybody comes individually.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Select, false, select

from cwf.registration.models import Participant

Ids = Select[int]
Named = tuple[str, Mapping[str, str]]  # a code, and a name by language


def _nobody(*ignored: object) -> Ids:
    return select(Participant.id).where(false())


@dataclass(frozen=True, kw_only=True)
class Parties:
    """What is asked of delegations.

    `choices(edition_id)` are those of an edition. `members(edition_id, code)` selects the ids of
    the participants of one, or with "" of all of them; `hosts(edition_id)` those who come with the
    host region's. `of(ids)` tells with whom each comes; who comes individually is not in it.
    """

    choices: Callable[[int], Sequence[Named]] = lambda edition_id: ()
    members: Callable[[int, str], Ids] = _nobody
    hosts: Callable[[int], Ids] = _nobody
    of: Callable[[Sequence[int]], Mapping[int, Named]] = lambda ids: {}


def parties() -> Parties:
    """Those that the application knows of."""
    found: Parties = current_app.extensions["cwf_parties"]
    return found
