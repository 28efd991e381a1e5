"""Who may read whose agenda: by name, by link, and nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from cwf.agendas.actions import sharing
from cwf.agendas.models import Agenda, Share
from cwf.agendas.picks import Hold, Pick
from cwf.agendas.queries.sharing import (
    by_link,
    by_name,
    readable_agendas,
    shared_with,
    shares_of,
    shown_picks,
)
from cwf.audit import Actor
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from cwf.registration.places import ClaimState
from tests.agendas.jobs.test_notices import claim, limit, star, take_part
from tests.programme.conftest import Forum

AT = datetime(2017, 10, 1, 10, tzinfo=UTC)


@pytest.fixture
def ada(forum: Forum, account: Callable[..., Account]) -> Account:
    forum.edition.lifecycle = "published"
    return account("ada@example.org", name="Ada")


@pytest.fixture
def bo(account: Callable[..., Account]) -> Account:
    return account("bo@example.org", name="Bo")


@pytest.fixture
def agenda(forum: Forum, ada: Account) -> Agenda:
    return star(forum, ada, forum.slot)


def test_own_agenda_is_readable_and_anothers_only_when_shared(
    forum: Forum, agenda: Agenda, ada: Account, bo: Account
) -> None:
    here = forum.edition.id
    assert readable_agendas(ada, here) == [(agenda.id, "Ada")]
    assert readable_agendas(bo, here) == []
    assert sharing.share_with(agenda, " Bo@Example.org ", owner=ada, at=AT) is True
    assert readable_agendas(bo, here) == [(agenda.id, "Ada")]
    own = star(forum, bo, forum.slot)
    assert readable_agendas(bo, here) == [(own.id, "Bo"), (agenda.id, "Ada")]
    found = by_name(bo, here, agenda.uuid)
    assert found == shared_with(bo)[0]
    assert (found.name, found.edition, found.year) == ("Ada", "2017", 2017)
    assert by_name(ada, here, own.uuid) is None
    (share,) = shares_of(agenda.id)
    assert sharing.withdraw(own, share.id, actor=Actor(account_id=bo.id, name="Bo")) is False
    assert sharing.withdraw(agenda, share.id, actor=Actor(account_id=ada.id, name="Ada")) is True
    db.session.flush()
    assert readable_agendas(bo, here) == [(own.id, "Bo")]
    assert (by_name(bo, here, agenda.uuid), shared_with(bo)) == (None, [])


def test_an_address_is_told_once_by_mail(agenda: Agenda, ada: Account, bo: Account) -> None:
    bo.language = "da"
    for _ in range(2):
        sharing.share_with(agenda, "bo@example.org", owner=ada, at=AT)
        assert sharing.share_with(agenda, "bo@example.org", owner=ada, at=AT) is False
        for share in shares_of(agenda.id):
            sharing.withdraw(agenda, share.id, actor=Actor(account_id=ada.id, name="Ada"))
        db.session.flush()
    (mail,) = db.session.scalars(select(OutgoingMail))
    assert (mail.recipient, mail.language) == ("bo@example.org", "da")
    assert f"http://localhost/da/account/agendas/2017/shared/{agenda.uuid}" in mail.body


def test_the_owner_is_no_reader_by_name_and_fifty_are_enough(agenda: Agenda, ada: Account) -> None:
    assert sharing.share_with(agenda, "ADA@example.org", owner=ada, at=AT) is False
    for number in range(sharing.MOST_SHARES):
        db.session.add(Share(agenda_id=agenda.id, email=f"{number}@example.org", created=AT))
    db.session.flush()
    with pytest.raises(sharing.TooMany):
        sharing.share_with(agenda, "one.more@example.org", owner=ada, at=AT)


def test_a_link_opens_until_it_is_closed_or_renewed(agenda: Agenda, ada: Account) -> None:
    actor = Actor(account_id=ada.id, name="Ada")

    def opens(generation: int) -> bool:
        db.session.flush()
        return by_link(str(agenda.uuid), generation) is not None

    assert opens(1) is False
    sharing.open_link(agenda, actor=actor)
    assert (opens(1), opens(2)) == (True, False)
    sharing.renew_link(agenda, actor=actor)
    assert (opens(1), opens(2)) == (False, True)
    sharing.close_link(agenda, actor=actor)
    sharing.open_link(agenda, actor=actor)
    assert (opens(2), opens(3)) == (False, True)


@pytest.mark.parametrize("lifecycle", ["planned", "cancelled"])
def test_nothing_is_shown_of_an_edition_that_is_not_held(
    forum: Forum, agenda: Agenda, ada: Account, bo: Account, lifecycle: str
) -> None:
    sharing.open_link(agenda, actor=Actor(account_id=ada.id, name="Ada"))
    sharing.share_with(agenda, "bo@example.org", owner=ada, at=AT)
    forum.edition.lifecycle = lifecycle
    db.session.flush()
    assert by_link(str(agenda.uuid), 1) is None
    assert readable_agendas(bo, forum.edition.id) == shared_with(bo) == []


def test_a_closed_account_shows_nothing(forum: Forum, agenda: Agenda, ada: Account) -> None:
    sharing.open_link(agenda, actor=Actor(account_id=ada.id, name="Ada"))
    ada.active = False
    db.session.flush()
    assert by_link(str(agenda.uuid), 1) is None


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (ClaimState.PLACE, Hold.PLACE),
        (ClaimState.WAITING, Hold.WISH),
    ],
)
def test_others_see_what_is_firm_and_not_who_waits(
    forum: Forum, agenda: Agenda, ada: Account, state: ClaimState, shown: Hold
) -> None:
    quota = limit(forum, forum.slot)
    claim(quota, take_part(forum, "ada@example.org", ada), state=state, queued=AT)
    if state is ClaimState.WAITING:
        quota.capacity = 0
    else:
        quota.taken = 1
    db.session.commit()
    assert shown_picks([agenda.id], AT) == {agenda.id: (Pick(slot=forum.slot.uuid, hold=shown),)}
