"""An account is forgotten, with all that hangs on it. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.actions import attempt_key, keep_one
from cwf.people.keeping import Subject
from cwf.people.models import Account, ErasedWord, Person, SignInAttempt
from cwf.people.queries import is_secretariat
from cwf.people.queries.erased import digest_of
from cwf.people.throttle import Kind
from cwf.web.submissions import Submission


def check(subject: Subject) -> None:
    """Raise LastSecretariatError if somebody must stay who can reach everything."""
    for account in _accounts(subject):
        if is_secretariat(account):
            keep_one(account)


def forget(subject: Subject, *, at: datetime, actor: Actor) -> None:
    """Accounts with sessions and keys, mails, tries (the registry of forgetting).

    What hangs on an account goes with it by the database. The last step, so that other slices
    could still ask who it was. Whether a name goes is decided where programmes are known.
    """
    _mark(subject, at)
    if subject.edition is None:
        _forget_mails(subject.emails)
        for account in _accounts(subject):
            db.session.execute(delete(Submission).where(Submission.account_id == account.id))
            db.session.delete(account)
        db.session.flush()


def blank(person: Person, at: datetime) -> None:
    """A person without a name, for counts alone."""
    person.name = person.sort_name = ""
    person.original_name = person.original_language = person.country = None
    person.erased = at
    db.session.flush()
    db.session.expire(person)


def _mark(subject: Subject, at: datetime) -> None:
    """So that pages of the log pass names and addresses over. Done twice it is done once."""
    for word in subject.names | subject.emails:
        db.session.merge(ErasedWord(digest=digest_of(word), at=at))


def _forget_mails(emails: Iterable[str]) -> None:
    wanted = list(emails)
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.recipient.in_(wanted)))
    keys = [attempt_key(kind, email) for kind in Kind for email in wanted]
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.account.in_(keys)))


def _accounts(subject: Subject) -> Iterable[Account]:
    return db.session.scalars(select(Account).where(Account.id.in_(subject.accounts))).all()


def join_accounts(kept: int, gone: int) -> None:
    """Accounts of one person are from now on another's (the registry of merging)."""
    moved = update(Account).where(Account.person_id == gone).values(person_id=kept)
    db.session.execute(moved)
