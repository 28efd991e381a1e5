"""The outbox: the one way out for mail.

A mail is a row with a unique key, written in the transaction of what it tells about; the job
`mail` sends what is not yet sent, with growing pauses after failures. So a mail goes out once,
and only about what was committed.
"""

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

import structlog
from flask import current_app, render_template
from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import Model, UtcDateTime, db
from cwf.i18n import speaking
from cwf.jobs import Backlog
from cwf.settings import Settings

MAX_ATTEMPTS = 12

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


def queue(*, key: str, recipient: str, language: str, subject: str, body: str) -> None:
    """Put a plain-text mail into the outbox, once per key; nudge `mail` after the commit."""
    if db.session.scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)):
        return
    now = clock.now()
    db.session.add(
        OutgoingMail(
            key=key,
            recipient=recipient,
            language=language,
            subject=" ".join(subject.split()),
            body=body,
            created=now,
            due=now,
        )
    )


def queue_text(
    *, key: str, recipient: str, language: str, template: str, **context: object
) -> None:
    """Render templates/email/<template>.txt in the reader's language and queue it.

    The first line is the subject. In it `base_url` stands before every link: whatever name the
    server was called by, a mail names the canonical one.
    """
    base_url = current_app.extensions["cwf_settings"].base_url
    with speaking(language):
        text = render_template(f"email/{template}.txt", base_url=base_url, **context)
    subject, _, body = text.strip().partition("\n")
    queue(
        key=key, recipient=recipient, language=language, subject=subject, body=body.strip() + "\n"
    )


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
    """Send what is due; each mail in a transaction of its own (the job `mail`)."""
    due = select(OutgoingMail.id).where(OutgoingMail.due <= clock.now()).order_by(OutgoingMail.id)
    for mail_id in db.session.scalars(due.limit(200)).all():
        mail = db.session.get_one(OutgoingMail, mail_id, with_for_update={"skip_locked": True})
        if mail.due is not None:
            _send(mail, current_app.extensions["cwf_settings"])
        db.session.commit()


def _send(mail: OutgoingMail, settings: Settings) -> None:
    mail.attempts += 1
    try:
        _deliver(_message(mail, settings), settings, name=f"{mail.id:06}.eml")
    except OSError as error:
        mail.error = str(error)
        pause = timedelta(minutes=min(2**mail.attempts, 360))
        mail.due = clock.now() + pause if mail.attempts < MAX_ATTEMPTS else None
        log.warning("mail not sent", mail=mail.id, attempts=mail.attempts, error=mail.error)
    else:
        mail.sent, mail.due, mail.error = clock.now(), None, None
        log.info("mail sent", mail=mail.id, attempts=mail.attempts)


def _message(mail: OutgoingMail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created)
    message["Message-ID"] = make_msgid(idstring=str(mail.id), domain="cwf.invalid")
    message.set_content(mail.body)
    message["Content-Language"] = mail.language
    return message


def _deliver(message: EmailMessage, settings: Settings, *, name: str) -> None:
    if settings.mail_url is None:
        folder = settings.instance / "outbox"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(bytes(message))
        return
    parts = urlsplit(settings.mail_url)
    secure = parts.scheme == "smtps"
    client = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with client(parts.hostname or "", parts.port or (465 if secure else 25), timeout=20) as smtp:
        if not secure and smtp.has_extn("starttls"):
            smtp.starttls()
        if parts.username:
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
        smtp.send_message(message)
