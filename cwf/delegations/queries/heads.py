"""Who answers for delegations, and for which an account does."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation, Head
from cwf.delegations.queries.access import name_of
from cwf.delegations.roles import Rank
from cwf.editions.models import Edition
from cwf.editions.queries import IS_PUBLIC
from cwf.editions.queries import name_of as edition_name
from cwf.people.held import HeldRole
from cwf.people.models import Account


def by_link(uuid: UUID, *, lock: bool = False) -> tuple[Head, Delegation] | None:
    """Whose link it is, of which delegation; with `lock` both wait for whoever changes them."""
    head = db.session.scalar(select(Head).where(Head.uuid == uuid))
    if head is None:
        return None
    rows = select(Delegation).where(Delegation.id == head.delegation_id)
    again = select(Head).where(Head.uuid == uuid)
    if lock:
        rows = rows.with_for_update(of=Delegation).execution_options(populate_existing=True)
        again = again.with_for_update(of=Head).execution_options(populate_existing=True)
    row = db.session.scalar(rows)
    found = db.session.scalar(again)
    return (found, row) if found and row else None


def by_uuid(uuid: UUID) -> Delegation | None:
    """A delegation by what its practical link names."""
    return db.session.scalar(select(Delegation).where(Delegation.uuid == uuid))


def head_of(row: Delegation, uuid: UUID) -> Head:
    """Somebody who answers for this delegation; raises NotFound."""
    found = db.session.scalar(select(Head).where(Head.delegation_id == row.id, Head.uuid == uuid))
    if found is None:
        raise NotFound
    return found


def led_by(account: Account) -> Sequence[tuple[Head, Delegation, Edition]]:
    """For what an account answers, the latest edition first."""
    found = db.session.execute(
        select(Head, Delegation, Edition)
        .join(Delegation, Delegation.id == Head.delegation_id)
        .join(Edition, Edition.id == Delegation.edition_id)
        .where(Head.account_id == account.id, IS_PUBLIC)
        .order_by(Edition.year.desc(), Edition.id.desc(), Delegation.id)
    )
    return [(head, row, edition) for head, row, edition in found]


def held_roles(account: Account) -> list[HeldRole]:
    """Which delegations an account leads, for the registry of held roles."""
    names = {Rank.HEAD: _("Head of delegation"), Rank.DEPUTY: _("Deputy head of delegation")}
    return [
        HeldRole(
            name=names[Rank(head.rank)],
            where=_where(row, edition),
            path=f"/delegations/{row.uuid}/",
            strong=False,
        )
        for head, row, edition in led_by(account)
    ]


def _where(row: Delegation, edition: Edition) -> dict[str, str]:
    """Region and edition: "Scotland, Aarhus 2017"."""
    region, forum = name_of(row), edition_name(edition)
    return {
        code: f"{region.get(code) or region.get('en', '')}, {forum.get(code) or forum['en']}"
        for code in {**region, **forum}
        if forum.get(code) or "en" in forum
    }
