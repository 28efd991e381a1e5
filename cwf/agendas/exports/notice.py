"""The mail that tells a reader what a release changed of what they picked."""

from flask import current_app

from cwf import mail
from cwf.agendas.exports.news import lines
from cwf.agendas.news import Differences, News
from cwf.agendas.readers import Reader
from cwf.i18n import speaking
from cwf.mail import Letter
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.web.signing import sign

PURPOSE = "notices"


def letter(release_id: int, reader: Reader, found: Differences, news: tuple[News, ...]) -> Letter:
    """The mail to one reader, in their language; its key says to whom and about what."""
    settings = current_app.extensions["cwf_settings"]
    kind = "account" if reader.account_id else "participant"
    unsubscribe = f"{settings.base_url}/{reader.language}/notices/{token(kind, reader.id)}"
    with speaking(reader.language):
        forum = Labels(found.after, reader.language).forum
    subject, body = mail.worded(
        "notice",
        reader.language,
        reader=reader,
        forum=forum,
        lines=lines(found, news, reader.language),
        to=Addresses(settings.base_url, found.after.edition.slug, reader.language),
        unsubscribe=unsubscribe,
    )
    return Letter(
        key=f"notice:{release_id}:{kind}:{reader.id}",
        recipient=reader.email,
        language=reader.language,
        subject=subject,
        body=body,
        unsubscribe=unsubscribe,
    )


def token(kind: str, id: int) -> str:
    """What ends a reader's notices without signing in; `kind` is "account" or "participant"."""
    return sign(PURPOSE, kind, id)
