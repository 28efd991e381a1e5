"""Who reaches a delegation: its heads and deputies, and whoever keeps registrations of its edition.

Everybody else is answered as if it did not exist.
"""

from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation as Delegation  # noqa: PLC0414 - views name its type
from cwf.delegations.models import Head as Head  # noqa: PLC0414 - the same
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - the same
from cwf.editions.queries import staff_role
from cwf.editions.roles import Capability, may
from cwf.people.models import Account
from cwf.web.access import Rule, Verdict


def side_of(account: Account, delegation: UUID) -> tuple[Side, Rank | None] | None:
    """On which side of a delegation an account stands, with its rank; None: on none.

    Who answers for a delegation and keeps its host's registrations, too, is on the host's side.
    """
    found = db.session.execute(
        select(Delegation.id, Edition.slug)
        .join(Edition, Edition.id == Delegation.edition_id)
        .where(Delegation.uuid == delegation)
    ).one_or_none()
    if found is None:
        return None
    if may(staff_role(account, found.slug), Capability.REGISTRATIONS):
        return Side.HOST, None
    rank = db.session.scalar(
        select(Head.rank).where(Head.delegation_id == found.id, Head.account_id == account.id)
    )
    return (Side.DELEGATION, Rank(rank)) if rank else None


def _leads(account: Account, *, delegation: UUID, **arguments: object) -> Verdict:
    return Verdict.ALLOW if side_of(account, delegation) else Verdict.HIDDEN


def _names_deputies(account: Account, *, delegation: UUID, **arguments: object) -> Verdict:
    match side_of(account, delegation):
        case None:
            return Verdict.HIDDEN
        case (Side.HOST, _) | (_, Rank.HEAD):
            return Verdict.ALLOW
    return Verdict.FORBIDDEN


LEADS = Rule(name="leads the delegation", decide=_leads)
NAMES_DEPUTIES = Rule(name="names deputies of the delegation", decide=_names_deputies)


def delegation_in_reach(account: Account, uuid: UUID, *, lock: bool = False) -> Delegation:
    """The delegation of an address, if the account reaches it; raises NotFound for both else."""
    if side_of(account, uuid) is None:
        raise NotFound
    return _one(Delegation.uuid == uuid, lock=lock)


def delegation_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Delegation:
    """A delegation of this edition; raises NotFound."""
    return _one(Delegation.edition_id == edition.id, Delegation.uuid == uuid, lock=lock)


def edition_of(delegation: Delegation) -> Edition:
    """The edition to which a delegation comes."""
    return db.session.get_one(Edition, delegation.edition_id)


def name_of(delegation: Delegation) -> dict[str, str]:
    """What a delegation's region is called, by language."""
    return delegation.region.name if delegation.region else delegation.name


def _one(*which: object, lock: bool) -> Delegation:
    wanted = select(Delegation).where(*which)  # type: ignore[arg-type]
    if lock:
        wanted = wanted.with_for_update(of=Delegation).execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found
