"""Who answers for a delegation: invited, let in by their link, withdrawn. Nothing here commits.

Names stand in the log, addresses never do.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.delegations import step
from cwf.delegations.actions.history import record
from cwf.delegations.models import Delegation, Head
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side, Stage
from cwf.people import actions as people
from cwf.people.models import Account
from cwf.people.queries import account_by_email

AGAIN_AFTER = timedelta(minutes=1)  # from one press of a button to the next that is meant


class KnownHeadError(ValueError):
    """Somebody with this address answers for the delegation already."""


class ClosedAccountError(ValueError):
    """The account of this address was closed; the secretariat can open it."""


def invite(
    row: Delegation,
    *,
    rank: Rank,
    name: str,
    email: str,
    language: str,
    at: datetime,
    actor: Actor,
) -> Head:
    """Somebody is to answer for a delegation; flushed. Raises KnownHeadError.

    `email` is as `registration.details.same_address` gives it.
    """
    head = Head(
        delegation_id=row.id, rank=rank, name=name, email=email, language=language, invited=at
    )
    try:
        with db.session.begin_nested():
            db.session.add(head)
    except IntegrityError:
        raise KnownHeadError from None
    record(row, "head.invite", actor, after={"name": name, "role": rank})
    return head


def send_again(row: Delegation, head: Head, *, at: datetime, actor: Actor) -> None:
    """The same link is sent once more; pressed twice, once."""
    if at - head.invited < AGAIN_AFTER:
        return
    head.invited = at
    record(row, "head.send", actor, after={"name": head.name})


def renew(row: Delegation, head: Head, *, of: int, at: datetime, actor: Actor) -> None:
    """End the link that was sent; a new one is sent.

    `of` is the generation of the link to be ended: pressed twice, the second ends nothing, for
    what is ended would be the new one.
    """
    if of != head.generation:
        return
    head.generation += 1
    head.invited = at
    record(row, "head.renew", actor, after={"name": head.name})


def withdraw(row: Delegation, head: Head, *, actor: Actor) -> None:
    """Somebody answers for the delegation no longer; their link has ended with it."""
    record(row, "head.withdraw", actor, before={"name": head.name, "role": head.rank})
    db.session.delete(head)
    db.session.flush()
    db.session.expire(row, ["heads"])


def let_in(row: Delegation, head: Head, *, at: datetime) -> Account:
    """Who holds the link is let in; their first coming takes the invitation up.

    Both rows are locked. The account of the address is found or made, without a password: the link
    has proven the address. Raises ClosedAccountError.
    """
    account = account_by_email(head.email)
    own = Actor(account_id=account.id if account else None, name=head.name)
    if account is None:
        name, language = head.name, head.language
        account = people.make_account(own, email=head.email, name=name, language=language)
        own = Actor(account_id=account.id, name=head.name)
    if not account.active:
        raise ClosedAccountError
    head.account_id = account.id
    if head.opened is None:
        head.opened = at
        record(row, "head.accept", own, after={"name": head.name, "role": head.rank})
    if row.stage == Stage.INVITED:
        step(row, Stage.FORMING, side=Side.DELEGATION, at=at, actor=own)
    db.session.flush()
    return account


def decline(row: Delegation, head: Head, *, reason: str, at: datetime) -> None:
    """The invitation is declined by whoever holds the link. Raises NoSuchStepError."""
    account = account_by_email(head.email)
    own = Actor(account_id=account.id if account else None, name=head.name)
    step(row, Stage.DECLINED, side=Side.DELEGATION, at=at, actor=own, word=reason)
