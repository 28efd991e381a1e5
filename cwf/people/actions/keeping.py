"""What is kept of accounts, and what goes of it by time. Nothing here commits."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, or_, select, update

from cwf.database import db
from cwf.mail import MAX_ATTEMPTS, OutgoingMail
from cwf.people.keeping import Ground, Rule, Since, Topic, kept

MAIL_DAYS = 30
FAREWELL = "erased:"  # begins the key of the mail that says that nothing is kept any more


def forget_mails(at: datetime, most: int) -> int:
    """Empty mails that are long sent or given up; their keys stay, so that none goes out again.

    The last mail to somebody who was erased goes whole, once it is sent.
    """
    gone = OutgoingMail.key.startswith(FAREWELL, autoescape=True) & OutgoingMail.due.is_(None)
    farewells = select(OutgoingMail.id).where(gone).limit(most)
    taken = db.session.execute(delete(OutgoingMail).where(OutgoingMail.id.in_(farewells)))
    long_ago = at - timedelta(days=MAIL_DAYS)
    over = or_(OutgoingMail.sent.is_not(None), OutgoingMail.attempts >= MAX_ATTEMPTS)
    old = (
        select(OutgoingMail.id)
        .where(OutgoingMail.created <= long_ago, OutgoingMail.due.is_(None), over)
        .where(OutgoingMail.recipient != "")
        .limit(most)
    )
    emptied = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id.in_(old))
        .values(recipient="", subject="", body="", error=None, unsubscribe=None)
    )
    return int(taken.rowcount) + int(emptied.rowcount)  # type: ignore[attr-defined]


KEPT = kept(
    Topic.ACCOUNT,
    accounts=(
        _l("E-mail address, name, language; a password as a form that cannot be read back"),
        _l("So that you can sign in, and find again what is yours."),
        Rule(Ground.WISH, Since.END),
    ),
    sign_ins=(
        _l("Where you are signed in: since when, last seen, with which browser"),
        _l("So that you see your sessions, and can end each of them."),
        Rule(Ground.INTEREST, Since.USED, days=90, job="sign_ins"),
    ),
    tries=(
        _l("Failed tries to sign in, with the network that they came from"),
        _l("So that nobody guesses passwords."),
        Rule(Ground.INTEREST, Since.MADE, days=1, job="sign_ins"),
    ),
    mails=(
        _l("Mails that were sent to you, with your address"),
        _l("So that none is lost, and none is sent twice."),
        Rule(Ground.INTEREST, Since.MADE, days=MAIL_DAYS, purge=forget_mails),
    ),
    log=(
        _l("A log of what was changed: who, when, and what stood there before"),
        _l("So that a dispute or a break-in can be cleared up. Nobody can change the log."),
        Rule(Ground.INTEREST, Since.END),
    ),
)
