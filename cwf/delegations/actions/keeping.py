"""What delegations keep of people, and what goes of it by time. Nothing here commits."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, exists, or_, select, update

from cwf.audit import SYSTEM, AuditEntry
from cwf.database import db
from cwf.delegations.actions.forgetting import FILES, written_by
from cwf.delegations.models import Delegation, Head, MemberImport, Message, PlaceRequest, Reminder
from cwf.editions.models import Staff
from cwf.editions.queries.ended import over_by
from cwf.people.actions import forgetting
from cwf.people.keeping import Ground, Rule, Since, Subject, Topic, before, kept
from cwf.people.models import Account, SignIn
from cwf.people.queries.personal import subject_of
from cwf.registration.actions.erasing import let_go
from cwf.registration.actions.keeping import forget_names
from cwf.registration.models import Participant

LISTS_DAYS, MESSAGES_YEARS, HEADS_YEARS, UNUSED_YEARS = 30, 1, 3, 3


def forget_messages(at: datetime, most: int) -> int:
    """Messages with the hosts, requests for places, and who was reminded of what."""
    over = over_by(at, years=MESSAGES_YEARS)
    return sum(_drop(kind, over, most) for kind in (Message, PlaceRequest, Reminder))


def forget_heads(at: datetime, most: int) -> int:
    """Who answered for a delegation."""
    return _drop(Head, over_by(at, years=HEADS_YEARS), most)


def forget_lists(at: datetime, most: int) -> int:
    """The files that were sent as lists of members, and the first rows that are quoted beside their
    columns; that they were sent stays written."""
    due = select(MemberImport.id).where(
        MemberImport.requested <= at - timedelta(days=LISTS_DAYS),
        or_(
            MemberImport.body.is_not(None),
            MemberImport.plan.is_not(None),
            MemberImport.columns.is_not(None),
        ),
    )
    ids = db.session.scalars(due.limit(most)).all()
    db.session.execute(
        update(MemberImport)
        .where(MemberImport.id.in_(ids))
        .values(**FILES)
        .execution_options(synchronize_session=False)
    )
    return len(ids)


def forget_unused_accounts(at: datetime, most: int) -> int:
    """Accounts that nobody used for long, and on which nothing hangs any more: no role, nobody
    who is known to have taken part."""
    since = before(at, years=UNUSED_YEARS)
    used = (
        exists().where(AuditEntry.actor_id == Account.id, AuditEntry.at > since),
        exists().where(SignIn.account_id == Account.id, SignIn.seen > since),
        exists().where(Staff.account_id == Account.id),
        exists().where(Head.account_id == Account.id),
        exists().where(Participant.person_id == Account.person_id, Participant.erased.is_(None)),
        Account.roles.any(),
    )
    due = select(Account).where(Account.created <= since, *(~one for one in used))
    found = db.session.scalars(due.order_by(Account.id).limit(most)).all()
    for account in found:
        person, subject = account.person_id, _alone(account)
        for statement in written_by(subject, []):
            db.session.execute(statement, execution_options={"synchronize_session": False})
        forgetting.forget(subject, at=at, actor=SYSTEM)
        if person is not None:
            let_go(person, whole=False, at=at)
    return len(found)


def _alone(account: Account) -> Subject:
    """An account without any other one of its person, who is then known by name still."""
    whole = subject_of(account)
    names = whole.names if whole.accounts == (account.id,) else frozenset()
    return replace(whole, accounts=(account.id,), emails=frozenset({account.email}), names=names)


def _drop(kind: Any, editions: list[int], most: int) -> int:
    there = select(Delegation.id).where(Delegation.edition_id.in_(editions))
    ids = db.session.scalars(select(kind.id).where(kind.delegation_id.in_(there)).limit(most)).all()
    db.session.execute(delete(kind).where(kind.id.in_(ids)))
    return len(ids)


KEPT = (
    *kept(
        Topic.DELEGATION,
        lists=(
            _l("Lists of members that were sent as files"),
            _l("So that they can be mended and read again."),
            Rule(Ground.INTEREST, Since.MADE, days=LISTS_DAYS, purge=forget_lists),
        ),
        messages=(
            _l("Messages between a delegation and its hosts, requests for places, reminders"),
            _l("So that both sides know what was agreed, until all is settled."),
            Rule(Ground.INTEREST, Since.FORUM, years=MESSAGES_YEARS, purge=forget_messages),
        ),
        heads=(
            _l("Who answers for a delegation: name, e-mail address, language"),
            _l("So that the region can be invited to the next forum."),
            Rule(Ground.INTEREST, Since.FORUM, years=HEADS_YEARS, purge=forget_heads),
        ),
        members=(
            _l("Who comes with a delegation, in what role: kept as any registration is"),
            _l("Your delegation named you; its heads and the hosts see it, other members do not."),
            Rule(Ground.INTEREST, Since.FORUM, years=HEADS_YEARS, purge=forget_names),
        ),
    ),
    *kept(
        Topic.ACCOUNT,
        unused=(
            _l("An account without any role that nobody uses any more"),
            _l("You may come back to the next forum."),
            Rule(Ground.INTEREST, Since.USED, years=UNUSED_YEARS, purge=forget_unused_accounts),
        ),
    ),
)
