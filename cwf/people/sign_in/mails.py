"""The mails of Flask-Security go through our outbox, in the language of their reader."""

import hashlib
from typing import Any

from flask import after_this_request
from flask_security import MailUtil

from cwf import mail
from cwf.people.views.outgoing import commit_and_nudge

# Flask-Security's name for a mail → ours, below templates/email/.
TEMPLATES = {
    "security/email/reset_instructions": "password_link",
    "security/email/reset_notice": "password_changed",
    "security/email/change_notice": "password_changed",
}


class Outbox(MailUtil):
    """Queues what Flask-Security wants to send; what it rendered itself is not used."""

    def send_mail(self, template: str, *rendered: Any, **context: Any) -> None:
        """Queue one mail and see to it that it is committed, for some of its views do not."""
        name, account = TEMPLATES[template], context["user"]
        token = context.get("reset_token", "")
        what = hashlib.sha256((token or account.fs_uniquifier).encode()).hexdigest()
        mail.queue_text(
            key=f"{name}:{account.id}:{what[:32]}",
            recipient=account.email,
            language=account.language,
            template=name,
            account=account,
            token=token,
        )
        after_this_request(commit_and_nudge)
