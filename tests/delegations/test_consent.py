"""Nobody is in a list for other participants, or before a camera, who did not agree to it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.actions import sharing
from cwf.agendas.feeds import Kind
from cwf.agendas.models import Agenda, Feed, Share
from cwf.agendas.queries.sharing import OF_LINK
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions.member_letters import own_link
from cwf.delegations.drawing_up import draw_up
from cwf.delegations.guests import Guest
from cwf.delegations.lists import List, Listed
from cwf.delegations.queries.booklet import booklet_of
from cwf.people.models import Account
from cwf.programme.models import Appearance, Speaker
from cwf.registration.categories import Category
from cwf.registration.particulars import Said
from cwf.web.signing import sign
from tests.agendas.feeding import address, feed
from tests.agendas.jobs.test_notices import star
from tests.agendas.signing import NOON, publish
from tests.browsing import Browser
from tests.delegations.parties import Party, comes, leads, two_parties
from tests.programme.conftest import Forum, forum, staff

__all__ = ["forum", "staff"]

SAID = {"agreed": True, "refused": False, "silent": None}
AGREED, REFUSED, SILENT = "Agreed Reid", "Refused Reid", "Silent Reid"
OWN = "/en/account/agendas/2017/"
PUBLIC = "/en/editions/2017/"
TOLD_TO_NOBODY = (REFUSED, SILENT, "Refused", "Silent", "silent@", "refused@")
NO_TEXT = (".pdf", ".xlsx", ".webp", ".png", "/logout")
MOST = 400  # pages that lead to each other


def names(listed: Listed) -> set[str]:
    return {guest.name for group in listed.groups for guest in group.guests}


@pytest.mark.parametrize(
    ("kind", "about", "expected"),
    [(List.NAMES, "listed", {"agreed"}), (List.PHOTOS, "photo", {"refused", "silent"})],
)
def test_silence_is_no_consent(kind: List, about: str, expected: set[str]) -> None:
    guests = [
        Guest(
            participant=number,
            name=name,
            order=name,
            category=Category.FULL,
            said=Said(**{about: said}),
        )
        for number, (name, said) in enumerate(SAID.items())
    ]
    assert names(draw_up(kind, guests, None, None)) == expected


def about_everybody(forum: Forum, party: Party) -> None:
    """Three members of a delegation: one agrees to being listed, one refuses, one says nothing."""
    for name, said in SAID.items():
        comes(forum, party, f"{name.title()} Reid", {"listed": said, "photo": said, "phone": name})


def texts(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert (path, answer.status_code) == (path, 200)
    return answer.text.replace("\r\n ", "")


def told(text: str) -> list[str]:
    """Who is named in it, of those who agreed to nothing; and what is theirs alone."""
    return [one for one in TOLD_TO_NOBODY if one in text]


def test_lists_and_booklet_name_for_others_who_agreed_alone(
    forum: Forum,
    signed_in: Callable[[Account], FlaskClient],
    staff: Callable[..., Account],
) -> None:
    """Their head and their host see everybody; what is made for others names who agreed."""
    party = two_parties(forum)[0]
    about_everybody(forum, party)
    made = booklet_of(party.row)
    in_booklet = {one.guest.name for one in made.members}
    assert (AGREED in in_booklet, made.unnamed) == (True, 3)
    assert in_booklet.isdisjoint({REFUSED, SILENT, "Calum Reid"})
    assert {one.guest.name for one in made.contacts} <= in_booklet

    host = Browser(signed_in(staff(forum, "organiser")))
    manage = "/en/manage/editions/2017/lists"
    for path in (f"{manage}/names", f"{manage}/names.csv"):
        listed = texts(host, path)
        assert (AGREED in listed, told(listed)) == (True, [])
    assert REFUSED in texts(host, f"{manage}/members.csv")


@dataclass
class Story:
    """Three of a delegation with agendas and accounts, and Ailsa, who reads what she is shown.

    Agreed Reid speaks, and shares her agenda with Ailsa and by a link; the others share theirs
    with nobody, though Ailsa's calendar was made of all three.
    """

    scotland: Party
    oklahoma: Party
    ailsa: Account
    token: str
    shared: str


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def story(forum: Forum, noon: None, account: Callable[..., Account]) -> Story:
    scotland, oklahoma = two_parties(forum)
    about_everybody(forum, scotland)
    agreed = scotland.member[AGREED].participant.person
    speaker = Speaker(
        edition_id=forum.edition.id, slug="reid", affiliation={}, biography={}, links=[],
        person=agreed,
    )  # fmt: skip
    forum.session["opening"].people.append(Appearance(speaker=speaker, position=1))
    db.session.commit()
    publish(forum)
    ailsa = account("ailsa@example.org", name="Ailsa Morrison")
    ailsa.person_id = scotland.member["Ailsa Morrison"].participant.person_id
    star(forum, ailsa, forum.slot, NOON)
    agendas = {}
    for name in (AGREED, REFUSED, SILENT):
        one = account(f"{name.split()[0].lower()}@example.org", name=name)
        one.person_id = scotland.member[name].participant.person_id
        agendas[name] = star(forum, one, forum.slot, NOON)
        if name == AGREED:
            sharing.share_with(agendas[name], "ailsa@example.org", owner=one, at=NOON)
    feed(
        None, Kind.GROUP, edition_id=forum.edition.id, account_id=ailsa.id,
        options={"of": [one.id for one in agendas.values()]},
    )  # fmt: skip
    sharing.open_link(agendas[AGREED], actor=SYSTEM)
    db.session.commit()
    return Story(
        scotland=scotland, oklahoma=oklahoma, ailsa=ailsa, shared=str(agendas[AGREED].uuid),
        token=sign(OF_LINK, str(agendas[AGREED].uuid), agendas[AGREED].share_generation),
    )  # fmt: skip


def walked(browser: Browser, *starts: str) -> dict[str, str]:
    """All pages and calendars that lead on from these, by path; each has to open."""
    found: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in found or not path.startswith(("/en/", "/calendar/")) or path.endswith(NO_TEXT):
            continue
        answer = browser.client.get(path, follow_redirects=True)
        assert (path, answer.status_code) == (path, 200)
        found[path] = answer.text.replace("\r\n ", "")
        for href in re.findall(r'(?:href|src)="([^"#?]+)', found[path]):
            there = urlsplit(urljoin(f"http://localhost{path}", unescape(href)))
            if there.hostname == "localhost":
                waiting.append(there.path)
        assert len(found) < MOST, sorted(found)
    return found


def test_a_participant_is_shown_who_shares_with_her_and_who_speaks_and_nobody_else(
    story: Story, signed_in: Callable[[Account], FlaskClient]
) -> None:
    """All pages to which any link leads her, and by name those that compare and join agendas."""
    browser = Browser(signed_in(story.ailsa))
    own = f"/en/registration/{own_link(story.scotland.member['Ailsa Morrison'].participant)}"
    group = f"{address(db.session.scalars(select(Feed)).one())}.ics"
    pages = walked(browser, PUBLIC, "/en/account/", f"{OWN}compare", own, f"{own}/data", group)
    assert {path: told(text) for path, text in pages.items() if told(text)} == {}
    shown = {path for path, text in pages.items() if AGREED in text}
    assert shown >= {
        group,
        f"{OWN}compare",
        f"{OWN}shared/{story.shared}",
        f"{PUBLIC}speakers/",
        f"{PUBLIC}speakers/reid",
        f"{PUBLIC}sessions/opening",
        f"{PUBLIC}sessions/opening.ics",
        f"{PUBLIC}programme",
    }
    assert {path for path, text in pages.items() if "Ailsa Morrison" in text} >= {
        own,
        f"{own}/data",
    }
    assert [own in pages, f"{own}/data" in pages, "/en/account/data" in pages] == [True] * 3


def test_who_gives_an_agenda_is_on_page_and_calendar_until_it_is_taken_back(
    story: Story, signed_in: Callable[[Account], FlaskClient]
) -> None:
    """The control: what keeps Refused Reid off both is that he does not share it."""
    browser = Browser(signed_in(story.ailsa))
    paths = (f"{OWN}compare", f"{address(db.session.scalars(select(Feed)).one())}.ics")
    his = select(Account).where(Account.email == "refused@example.org")
    refused = db.session.scalars(his).one()
    agenda = db.session.scalars(select(Agenda).where(Agenda.account_id == refused.id)).one()

    def named() -> list[tuple[bool, bool]]:
        shown = [texts(browser, path) for path in paths]
        return [(AGREED in text, REFUSED in text) for text in shown]

    assert named() == [(True, False)] * 2
    sharing.share_with(agenda, "ailsa@example.org", owner=refused, at=NOON)
    db.session.commit()
    assert named() == [(True, True)] * 2
    given = db.session.scalars(select(Share.id).where(Share.agenda_id == agenda.id)).one()
    sharing.withdraw(agenda, given, actor=SYSTEM)
    db.session.commit()
    assert named() == [(True, False)] * 2


def test_a_stranger_and_another_delegation_s_head_are_shown_who_speaks_and_shares_alone(
    story: Story,
    client: FlaskClient,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    linked = f"/en/agendas/{story.token}"
    pages = walked(Browser(client), "/en/", PUBLIC, linked)
    assert {path: told(text) for path, text in pages.items() if told(text)} == {}
    assert {path for path, text in pages.items() if AGREED in text} >= {
        linked, f"{PUBLIC}speakers/reid", f"{PUBLIC}programme",
    }  # fmt: skip
    assert not any("Ailsa Morrison" in text for text in pages.values())

    walt = account("walt@example.org", name="Walt Canary")
    leads(story.oklahoma, walt)
    home = f"/en/delegations/{story.oklahoma.row.uuid}/"
    pages = walked(Browser(signed_in(walt)), home)
    assert {path: told(text) for path, text in pages.items() if told(text)} == {}
    assert {path for path, text in pages.items() if "Walt Canary" in text} >= {
        home, f"{home}booklet/", f"{home}lists/members",
    }  # fmt: skip
    assert {path for path, text in pages.items() if AGREED in text} >= {f"{PUBLIC}speakers/reid"}


def test_the_head_sees_all_members_drawn_and_nobody_s_photograph_and_members_see_none_of_it(
    story: Story, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    """Portraits of members are drawn from the name; no picture of anybody is behind them."""
    head = account("head@example.org", name="Fiona Head")
    leads(story.scotland, head)
    home = f"/en/delegations/{story.scotland.row.uuid}/"
    leading, member = Browser(signed_in(head)), Browser(signed_in(story.ailsa))
    text = texts(leading, home)
    assert [name in text for name in (AGREED, REFUSED, SILENT)] == [True] * 3
    assert ('class="portrait square' in text, "/media/" in text) == (True, False)
    for path in ("", "booklet/", "lists/members", "import/members.csv", "programme/"):
        answers = [one.get(f"{home}{path}").status_code for one in (leading, member)]
        assert (path, answers) == (path, [200, 404])
