"""What heads and hosts are sent, and the tokens of the links in it.

Whoever writes to heads writes to each in their language, with the link that lets them in: they
have no password.
"""

from typing import Any

from flask import current_app

from cwf import mail
from cwf.delegations.links import Purpose
from cwf.delegations.models import Delegation, Head
from cwf.delegations.queries.access import edition_of, name_of
from cwf.delegations.queries.hosts import host_accounts
from cwf.registration.links import Opened, opened, stamp, token


def head_token(head: Head) -> str:
    """The token of the link that lets a head in."""
    return token(_key(), Purpose.HEAD, head.uuid, head.generation)


def practical_token(row: Delegation) -> str:
    """The token of the practical page that may be passed on."""
    return token(_key(), Purpose.PRACTICAL, row.uuid, row.practical)


def read_token(purpose: Purpose, written: str) -> Opened | None:
    """What a token names, if it is one of ours for this."""
    return opened(_key(), purpose, written)


def send_invitation(row: Delegation, head: Head) -> None:
    """To somebody who is to answer for a delegation: what it is, and their link."""
    write_to_head(row, head, "invitation", f"{head.generation}:{stamp(head.invited)}")


def write_to_heads(row: Delegation, what: str, key: str, **context: Any) -> None:
    """To all who answer for a delegation; once for each `key`."""
    for head in row.heads:
        write_to_head(row, head, what, key, **context)


def write_to_head(row: Delegation, head: Head, what: str, key: str, **context: Any) -> None:
    """To one of them, by templates/email/delegation_<what>.txt; `way` there is their way in.

    It is written without a request at hand, too, where no address can be built.
    """
    mail.queue_text(
        key=f"delegation_{what}:{head.uuid}:{key}",
        recipient=head.email,
        language=head.language,
        template=f"delegation_{what}",
        edition=edition_of(row),
        delegation=row,
        region=name_of(row),
        head=head,
        way=f"/{head.language}/delegations/invitation/{head_token(head)}",
        **context,
    )


def write_to_hosts(row: Delegation, what: str, key: str, **context: Any) -> None:
    """To whoever keeps the registrations of the edition, by delegation_<what>_host.txt."""
    edition = edition_of(row)
    for account in host_accounts(edition):
        mail.queue_text(
            key=f"delegation_{what}_host:{account.id}:{row.uuid}:{key}",
            recipient=account.email,
            language=account.language,
            template=f"delegation_{what}_host",
            edition=edition,
            delegation=row,
            region=name_of(row),
            **context,
        )


def step_key(row: Delegation) -> str:
    """The key of what is told of the step that a delegation took last."""
    return f"{row.stage}:{stamp(row.stage_since)}"


def _key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key
