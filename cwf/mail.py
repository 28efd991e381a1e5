"""The outbox: the one way out for mail.

A mail is a row with a unique key, written in the transaction of what it tells about; the job
`mail` sends what is not yet sent, with growing pauses after failures. So a mail goes out once,
and only about what was committed.
"""

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from flask import current_app, render_template
from sqlalchemy import String, Text, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import Model, UtcDateTime, db
from cwf.i18n import speaking
from cwf.jobs import Backlog
from cwf.settings import Settings

MAX_ATTEMPTS = 12
SERVER_SECONDS = 20  # for each answer of the mail server
TAKEN_FOR = timedelta(minutes=10)  # longer than sending one can last

log = structlog.get_logger()


class OutgoingMail(Model):
    """One mail to one address."""

    __tablename__ = "outgoing_mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    recipient: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    due: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    sent: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    unsubscribe: Mapped[str | None] = mapped_column(String(500))


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A plain-text mail to be.

    `due` is when it may go out (None: now), `unsubscribe` the address that ends mails of its kind
    by a POST without a session (RFC 8058).
    """

    key: str
    recipient: str
    language: str
    subject: str
    body: str
    due: datetime | None = None
    unsubscribe: str | None = None


def queue(**letter: Any) -> None:
    """Put one mail, told by the fields of `Letter`, into the outbox; nudge `mail` then."""
    queue_all([Letter(**letter)])


def queue_all(letters: Sequence[Letter]) -> None:
    """Put mails into the outbox, each once per key; nudge `mail` after the commit."""
    keys = [letter.key for letter in letters]
    known = set(db.session.scalars(select(OutgoingMail.key).where(OutgoingMail.key.in_(keys))))
    now = clock.now()
    new = [letter for letter in letters if letter.key not in known]
    if new:
        db.session.execute(insert(OutgoingMail), [_row(letter, now) for letter in new])


def _row(letter: Letter, now: datetime) -> dict[str, Any]:
    subject = " ".join(letter.subject.split())
    return {**asdict(letter), "subject": subject, "created": now, "due": letter.due or now}


def queue_text(
    *,
    key: str,
    recipient: str | None,
    language: str,
    template: str,
    due: datetime | None = None,
    **context: object,
) -> None:
    """Render templates/email/<template>.txt in the reader's language and queue it.

    Who has no address (None) is written to by nobody.
    """
    if recipient is None:
        return
    subject, body = worded(template, language, **context)
    queue(key=key, recipient=recipient, language=language, subject=subject, body=body, due=due)


def worded(template: str, language: str, **context: object) -> tuple[str, str]:
    """Subject and body of a mail: the first line of templates/email/<template>.txt, and the rest.

    In it `base_url` stands before every link: whatever name the server was called by, a mail names
    the canonical one.
    """
    base_url = current_app.extensions["cwf_settings"].base_url
    with speaking(language):
        text = render_template(f"email/{template}.txt", base_url=base_url, **context)
    subject, _, body = text.strip().partition("\n")
    return subject, body.strip() + "\n"


def latest(number: int) -> Sequence[OutgoingMail]:
    """The mails queued last, newest first."""
    newest = select(OutgoingMail).order_by(OutgoingMail.id.desc()).limit(number)
    return db.session.scalars(newest).all()


def one(mail_id: int) -> OutgoingMail | None:
    """A mail by its number."""
    return db.session.get(OutgoingMail, mail_id)


def backlog() -> Backlog:
    """Mails that are not yet sent, and those that were tried too often."""
    unsent = OutgoingMail.due.is_not(None)
    waiting, since = db.session.execute(
        select(func.count(), func.min(OutgoingMail.created)).where(unsent)
    ).one()
    gone = OutgoingMail.sent.is_(None) & (OutgoingMail.attempts >= MAX_ATTEMPTS)
    given_up = db.session.scalar(select(func.count()).select_from(OutgoingMail).where(gone))
    return Backlog(waiting=waiting, since=since, given_up=given_up or 0)


def send_due() -> None:
    """Send what is due (the job `mail`), each mail by who takes it first.

    It is taken for a while by a transaction of its own, so that nothing is open while a server
    makes us wait, and one that was taken by a process that died is due again.
    """
    due = select(OutgoingMail.id).where(OutgoingMail.due <= clock.now()).order_by(OutgoingMail.id)
    for mail_id in db.session.scalars(due.limit(200)).all():
        mail = _take(mail_id, clock.now())
        db.session.commit()
        if mail is None:
            continue
        error = _send(mail, current_app.extensions["cwf_settings"])
        _note(mail_id, mail.attempts, error)
        db.session.commit()


def _take(mail_id: int, now: datetime) -> OutgoingMail | None:
    taken = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == mail_id, OutgoingMail.due <= now)
        .values(due=now + TAKEN_FOR, attempts=OutgoingMail.attempts + 1)
        .returning(OutgoingMail)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if taken is not None:
        db.session.expunge(taken)
    return taken


def _send(mail: OutgoingMail, settings: Settings) -> str | None:
    """Why it could not be sent; None: it is."""
    try:
        _deliver(_message(mail, settings), settings, name=f"{mail.id:06}.eml")
    except (OSError, ValueError) as error:  # smtplib's are of the first kind
        log.warning("mail not sent", mail=mail.id, attempts=mail.attempts, error=str(error))
        return str(error) or type(error).__name__
    log.info("mail sent", mail=mail.id, attempts=mail.attempts)
    return None


def _note(mail_id: int, attempts: int, error: str | None) -> None:
    mail = db.session.get_one(OutgoingMail, mail_id)
    now = clock.now()
    mail.error = error
    if error is None:
        mail.sent, mail.due = now, None
    else:
        pause = timedelta(minutes=min(2**attempts, 360))
        mail.due = now + pause if attempts < MAX_ATTEMPTS else None


def _message(mail: OutgoingMail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created)
    # The same each time: where an answer was lost, mail systems know the second copy by it.
    message["Message-ID"] = f"<{mail.id}.{mail.created:%Y%m%d%H%M%S}@{_domain(settings)}>"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.body)
    message["Content-Language"] = mail.language
    return message


def _domain(settings: Settings) -> str:
    return urlsplit(settings.base_url).hostname or "cwf.invalid"


def _deliver(message: EmailMessage, settings: Settings, *, name: str) -> None:
    if settings.mail_url is None:
        folder = settings.instance / "outbox"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(bytes(message))
        return
    parts = urlsplit(settings.mail_url)
    smtp = _connect(parts.scheme, parts.hostname or "", parts.port)
    try:
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
        smtp.send_message(message)
        with suppress(OSError):  # the mail is accepted; what is said at parting changes nothing
            smtp.quit()
    finally:
        smtp.close()


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    """Over TLS where the server has it; the certificate of another machine must be a good one."""
    if scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port or 465, timeout=SERVER_SECONDS, context=context)
    smtp = smtplib.SMTP(host, port or 25, timeout=SERVER_SECONDS)
    smtp.ehlo_or_helo_if_needed()
    if smtp.has_extn("starttls") and host not in ("localhost", "127.0.0.1", "::1"):
        smtp.starttls(context=ssl.create_default_context())
    return smtp
