"""The mails of Flask-Security go through our outbox, in the language of their reader."""

import hashlib
from typing import Any

from flask import after_this_request
from flask_security import MailUtil

from cwf import mail
from cwf.people.models import Account
from cwf.people.views.outgoing import commit_and_nudge

# Flask-Security's name for a mail → ours, below templates/email/.
TEMPLATES = {
    "security/email/reset_instructions": "password_link",
    "security/email/reset_notice": "password_changed",
    "security/email/change_notice": "password_changed",
}


class Outbox(MailUtil):
    """Queues what Flask-Security wants to send; what it rendered itself is not used."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: str,
        body: str | None,
        html: str | None,
        *,
        user: Account,
        reset_token: str = "",
        **context: Any,
    ) -> None:
        """Queue one mail and see to it that it is committed, for some of its views do not."""
        name = TEMPLATES[template]
        what = reset_token or user.fs_uniquifier
        mail.queue_text(
            key=f"{name}:{user.id}:{hashlib.sha256(what.encode()).hexdigest()[:32]}",
            recipient=user.email,
            language=user.language,
            template=name,
            account=user,
            token=reset_token,
        )
        after_this_request(commit_and_nudge)
