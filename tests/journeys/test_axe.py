"""Every page, opened by whom it is for: axe finds nothing, and nothing is wider than a phone.

English is looked at on a desk and Danish on a phone, each light and dark. The dark page is the
same but for its colours, so only contrast is judged again.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from flask import url_for
from flask_security.utils import hash_password
from playwright.sync_api import Page
from sqlalchemy import Select, select

from cwf import clock
from cwf.agendas.actions import feeds as feed_actions
from cwf.agendas.actions import papers
from cwf.agendas.exports.notice import token
from cwf.agendas.feeds import Kind, address_of
from cwf.agendas.models import Agenda, Favourite, Paper, Share
from cwf.agendas.picks import spelled
from cwf.agendas.queries.sharing import OF_LINK
from cwf.attendance.actions import campaigns, counts, stations
from cwf.attendance.actions.tickets import ticket_for
from cwf.attendance.models import CheckIn, Target
from cwf.attendance.predicates import Where
from cwf.attendance.queries.stations import token_of
from cwf.attendance.stations import Kind as StationKind
from cwf.attendance.views.door import COOKIE
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.demo import form
from cwf.editions.models import Edition, Fact
from cwf.mail import OutgoingMail
from cwf.people.models import Account, Passkey
from cwf.programme.models import Session, Slot
from cwf.registration.actions import letters
from cwf.registration.models import Booking, BulkTask, Claim, Participant
from cwf.web.signing import sign
from tests.browsing import Browser
from tests.journeys.conftest import DESK, PHONE, Site
from tests.journeys.leading import lead
from tests.journeys.offering import offers
from tests.journeys.pages import CHOOSING, CLICKER, DOOR, HALFWAY, NO_PAGES, PAGES, Given, Stop
from tests.programme.views.conftest import fields

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text("utf-8")
RUN = """async (only) => {
  const rules = only ? {runOnly: {type: 'rule', values: only}}
                     : {rules: {'target-size': {enabled: true}}};
  const {violations} = await axe.run(document, {resultTypes: ['violations'], ...rules});
  return violations.flatMap(({id, nodes}) => nodes.map((node) =>
    `${id}: ${node.target.join(' ')} · ${node.html.slice(0, 160)} · ${
      node.any.concat(node.all, node.none).map((check) => check.message).join('; ')}`));
}"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]
DAY = datetime(2026, 1, 1, tzinfo=UTC)
NARROW = {"width": 320, "height": 640}
WIDER = """() => {
  const width = document.documentElement.scrollWidth;
  const all = [...document.querySelectorAll('body *')];
  const out = all.filter((one) => one.getBoundingClientRect().right > 320.5);
  return width <= 320 ? [] :
    [`${width} px`].concat(out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)));
}"""


@pytest.fixture(scope="module")
def given(site: Site) -> dict[str, object]:
    """What the addresses of pages need of the demonstration."""
    browser = Browser(site.app.test_client())
    editor = site.passwords["editor"][0]  # who signs in nowhere else: it would spend the links
    browser.post("/da/account/link", {"email": editor})
    browser.post("/da/account/reset", {"email": editor})
    browser.sign_in(*site.passwords["organiser"])
    browser.post(
        "/en/manage/editions/next/team/invitations",
        {"email": "guest@example.org", "role": "editor", "language": "da"},
        page="/en/manage/editions/next/team",
    )
    imported = _imports(site, browser)
    with site.app.app_context():
        for role in (HALFWAY, CHOOSING):
            site.passwords[role] = _with_second_factor(site, role)
        mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()
        rehearsal = select(Session.id).where(Session.slug == "keynote-rehearsal")
        slots = select(Slot.uuid).where(Slot.session_id.in_(rehearsal))
        next_one = select(Edition.id).where(Edition.slug == "next")
        facts = select(Fact.id).where(Fact.edition_id == next_one.scalar_subquery())
        account = select(Account.id).where(Account.email == editor)
        return {
            "link": _token(mails, "/da/account/link/"),
            "reset": _token(mails, "/da/account/reset/"),
            "invitation": _token(mails, "/da/account/invitations/"),
            "mail": mails[-1].id,
            "slot": db.session.scalars(slots).one(),
            "fact": db.session.scalars(facts.order_by(Fact.id)).first(),
            "account": db.session.scalars(account).one(),
            "picks": spelled(db.session.scalars(_starred())),
            **imported,
            **(people := _registrations()),
            **_came(people["participant"]),
            **offers(),
            **lead(),
            **_calendars(site),
            **_sign_ups(),
            **_papers(site),
            **_lists(),
            **_shared(),
            "campaign": _campaign(),
            "count": _counted(),
            **_stations(site),
            "target": db.session.scalars(_aimed()).one(),
        }


def _aimed() -> Select[tuple[UUID]]:
    """The first target of the coming edition, which has parts."""
    return (
        select(Target.uuid)
        .join(Edition, Edition.id == Target.edition_id)
        .where(Edition.slug == "next")
        .order_by(Target.id)
        .limit(1)
    )


def _campaign() -> UUID:
    """A campaign of the coming edition."""
    here = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
    today = clock.now().date()
    wanted = campaigns.Wanted(
        name={"en": "A mail"}, starts=today, ends=today, segment=Where(countries=frozenset({"SE"}))
    )
    row = campaigns.add(here, wanted, actor=SYSTEM)
    db.session.commit()
    return row.uuid


def _counted() -> UUID:
    """A number that was reported to the coming edition."""
    here = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
    told = {"unit": "guest", "method": "report", "number": 120, "evidence": "A report."}
    row = counts.report(here, key="a count", at=clock.now(), actor=SYSTEM, **told)
    db.session.commit()
    return row.uuid


def _stations(site: Site) -> dict[str, object]:
    """A door, a clicker, and one that was closed; devices that signed in as the first two."""
    here = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
    told = {"slot": None, "at": clock.now(), "actor": SYSTEM}
    kinds = {DOOR: StationKind.DOOR, CLICKER: StationKind.CLICKER, "closed": StationKind.DOOR}
    rows = {
        name: stations.make(here, kind=kind, name=f"The {name}", **told)
        for name, kind in kinds.items()
    }
    stations.close(rows["closed"], at=clock.now(), actor=SYSTEM)
    db.session.commit()
    for role in (DOOR, CLICKER):
        cookie = {"name": COOKIE, "value": token_of(rows[role]), "url": site.url}
        site.states[role] = {"cookies": [cookie], "origins": []}
    return {
        "station": rows[DOOR].uuid,
        "closed station": rows["closed"].uuid,
        "station link": token_of(rows[DOOR]),
    }


def _came(participant: object) -> dict[str, object]:
    """A check-in of somebody, and their ticket as a sheet that nobody makes."""
    row = db.session.scalars(select(Participant).where(Participant.uuid == participant)).one()
    ticket = ticket_for(row, clock.now())
    wish = papers.Wish(
        edition_id=row.edition_id, kind="ticket", size="a4", language="en", seal="ticket paper",
        subject=ticket.uuid,
    )  # fmt: skip
    came = CheckIn(
        key="came", edition_id=row.edition_id, participant_id=row.id, day=clock.now().date(),
        at=clock.now(), received=clock.now(), station="Main entrance",
    )  # fmt: skip
    db.session.add(came)
    found = {"ticket paper": papers.want(wish, clock.now()).uuid}
    db.session.commit()
    return {**found, "check-in": came.id}


def _lists() -> dict[str, object]:
    """Lists on paper that nobody makes: the host's, and a delegation's own."""
    row = db.session.scalars(select(Delegation).order_by(Delegation.id.desc())).first()
    assert row is not None
    found = {}
    for name, kind, subject in (
        ("list paper", "diets", None),
        ("report paper", "attendance", None),
        ("own list paper", "diets", row.uuid),
        ("booklet paper", "booklet", row.uuid),
        ("tickets paper", "tickets", row.uuid),
    ):
        wish = papers.Wish(
            edition_id=row.edition_id, kind=kind, size="a4", language="en", seal=name,
            subject=subject,
        )  # fmt: skip
        found[name] = papers.want(wish, clock.now()).uuid
    task = BulkTask(
        edition_id=row.edition_id, deed="link", pending=[1], total=1, done=0, left_out=0,
        actor_id=None, actor="Ada", made=clock.now(),
    )  # fmt: skip
    db.session.add(task)
    db.session.commit()
    return {**found, "task": task.uuid}


def _papers(site: Site) -> dict[str, object]:
    """Sheets that nobody makes: an attendee's, of nobody's, and of a door; one that failed."""
    edition = db.session.scalars(select(Edition.id).where(Edition.slug == "next")).one()
    attendee = select(Account.id).where(Account.email == site.passwords["attendee"][0])

    def paper(kind: str, **more: Any) -> Paper:
        wish = papers.Wish(
            edition_id=edition, kind=kind, size="a4", language="en", seal=str(more), **more
        )
        return papers.want(wish, clock.now())

    door, own = _sign_ups()["offered"], db.session.scalars(attendee).one()
    failed = paper("agenda", picks="1")
    failed.state, failed.error = "failed", "It could not be laid out."
    found = {
        "paper that waits": paper("agenda", picks="2").uuid,
        "paper that failed": failed.uuid,
        "own paper": paper("agenda", account_id=own).uuid,
        "door paper": paper("door", subject=door).uuid,
    }
    db.session.commit()
    return found


def _shared() -> dict[str, object]:
    """An agenda that the attendee may read, the open link to it, and the link that ends notices."""
    agenda = db.session.scalars(select(Agenda).join(Share).order_by(Agenda.id)).first()
    assert agenda is not None
    agenda.shared = True
    db.session.commit()
    return {
        "shared agenda": agenda.uuid,
        "shared link": sign(OF_LINK, str(agenda.uuid), agenda.share_generation),
        "notices": token("account", agenda.account_id or 0),
    }


def _sign_ups() -> dict[str, object]:
    """Slots for which one signs up, by what stands in the way there; and somebody with a place."""
    named = select(Session.slug, Slot.uuid).join(Session.slots)
    slots = dict(db.session.execute(named).all())
    places = select(Participant.uuid).join(Claim, Claim.participant_id == Participant.id)
    return {
        "offered": slots["loom"],
        "held": slots["repair-cafe"],
        "clashing": slots["neighbour-radio"],
        "kept back": slots["instruments"],
        "too full": slots["keys-workshop"],
        "open to all": slots["opening"],
        "placed": db.session.scalars(places.order_by(Claim.id)).first(),
    }


def _calendars(site: Site) -> dict[str, object]:
    """The attendee's calendar, and one without an account."""
    secret, now = site.app.config["SECRET_KEY"], clock.now()
    edition = db.session.scalars(select(Edition.id).where(Edition.slug == "next")).one()
    attendee = db.session.scalars(
        select(Account).where(Account.email == "attendee@example.org")
    ).one()
    own = feed_actions.make(
        attendee, Kind.AGENDA, edition_id=edition, language="en", name="Phone", at=now
    )
    of_nobody = feed_actions.make_anonymous(edition, set(), language="en", at=now)
    db.session.commit()
    return {"feed": own.id, "calendar": address_of(secret, of_nobody.id, 1)}


def _starred() -> Select[tuple[int]]:
    """Numbers of the slots that the demo account starred."""
    return select(Slot.id).join(Favourite, Favourite.slot_uuid == Slot.uuid)


def _booking(row: Participant, key: str) -> Booking:
    """One who takes part and one who did already, bought by somebody."""
    said = {"country": "SE", "category": "full", "affiliation": "", "language": "en"}
    one = {**said, "name": "Lis Ek", "email": "lis@example.org", "wait": "parts"}
    made = Booking(
        edition_id=row.edition_id,
        key=key,
        buyer="Bea Buyer",
        organisation="Tidal Bank",
        email="buyer@example.org",
        wanted=[{**one, "uuid": str(row.uuid), "outcome": "taken"}, {**one, "outcome": "known"}],
        made=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _question(code: str) -> object:
    """The address of a question of the demonstration's form."""
    return uuid5(form.SPACE, code)


def _registrations() -> dict[str, object]:
    """Somebody who takes part, some who do not yet, and their links."""
    found = select(Participant).order_by(Participant.id)
    takes_part, applied, waiting = db.session.scalars(
        found.where(Participant.standing == "confirmed").limit(3)
    )
    applied.standing, waiting.standing = "applied", "waiting"
    asked_for, confirmed = (_booking(takes_part, key) for key in ("asked", "confirmed"))
    confirmed.confirmed = confirmed.made
    booked = takes_part
    booked.booking_id = confirmed.id
    db.session.commit()
    asked = db.session.scalars(found.where(Participant.standing == "asked")).first()
    assert asked is not None
    return {
        "participant": takes_part.uuid,
        "booking": letters.booking_token(confirmed),
        "booking to confirm": letters.book_token(asked_for),
        "booked": booked.uuid,
        "applied participant": applied.uuid,
        "applied link": letters.own_token(applied),
        "waiting link": letters.own_token(waiting),
        "asked participant": asked.uuid,
        "own link": letters.own_token(takes_part),
        "question": _question("dinner"),
        "unanswered question": _question("newspaper"),
        "person": takes_part.person_id,
        "other person": asked.person_id,
        "confirmation": letters.confirm_token(asked),
    }


def _imports(site: Site, browser: Browser) -> dict[str, object]:
    """Files on each step of their way into the draft."""
    sheet = "Title,Kind,Room\nA talk of the test,Talk,Foyer\n"
    asks = _sent(browser, sheet)
    site.work("imports")
    browser.post(f"{asks}columns", _columns(browser, asks), page=f"{asks}columns")
    site.work("imports")
    browser.post(f"{asks}completion", page=asks)
    ready = _sent(browser, sheet.replace("Foyer", "Courtyard").replace("A talk", "Another talk"))
    wrong = _sent(browser, sheet.replace("Foyer", "No such room").replace(",Talk", ",Dance"))
    site.work("imports")
    other = _sent(browser, sheet.replace("Title", "What it is called"))
    site.work("imports")
    waits = _sent(browser, sheet)
    told = {
        "was taken": asks, "can be taken": ready, "has errors": wrong, "asks": other,
        "waits": waits,
    }  # fmt: skip
    return {f"import that {does}": at.rstrip("/").split("/")[-1] for does, at in told.items()}


def _sent(browser: Browser, sheet: str) -> str:
    """The address of a new import of this sheet."""
    new = "/en/manage/editions/next/imports/new"
    answer = browser.post(new, {"file": (io.BytesIO(sheet.encode()), "talks.csv")}, page=new)
    assert answer.location, answer.text
    return str(answer.location)


def _columns(browser: Browser, at: str) -> dict[str, Any]:
    return fields(browser.get(f"{at}columns").text)


def _token(mails: Any, address: str) -> str:
    [body] = [mail.body for mail in mails if address in mail.body]
    token: str = body.split(address)[1].split()[0]
    return token


def _with_second_factor(site: Site, role: str) -> tuple[str, str]:
    """An account whose sign-in stops at the code; for CHOOSING a passkey would do, too."""
    factory = site.app.extensions["security"].totp_factory
    made = Account(
        email=f"{role}@example.org",
        name=role.title(),
        password=hash_password("a door with two locks"),
        fs_uniquifier=role,
        created=DAY,
        confirmed_at=DAY,
        tf_primary_method="authenticator",
        tf_totp_secret=factory.generate_totp_secret(),
    )
    if role == CHOOSING:
        made.webauthn = [
            Passkey(
                credential_id=b"one",
                public_key=b"key",
                name="Telephone",
                usage="secondary",
                create_datetime=DAY,
                lastuse_datetime=DAY,
            )
        ]
    db.session.add(made)
    db.session.commit()
    return made.email, "a door with two locks"


def _address(site: Site, endpoint: str, stop: Stop, given: dict[str, object], lang: str) -> str:
    values = {
        name: given[value.name] if isinstance(value, Given) else value
        for name, value in stop.values.items()
    }
    with site.app.test_request_context():
        return url_for(endpoint, lang=lang, **values)


def _faults(page: Page, only: list[str] | None = None) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, only)
    return found


def _look(page: Page, address: str, size: dict[str, int]) -> list[str]:
    """All faults of a page at one size, light and dark, and what sticks out at 320 px."""
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")
    answer = page.goto(address)
    assert answer
    found = (
        []
        if answer.status == 200 and page.url.endswith(address)
        else [f"{answer.status} at {page.url}"]
    )
    found += _faults(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in _faults(page, OF_COLOUR)]
    page.set_viewport_size(NARROW)
    return found + [f"wide: {fault}" for fault in page.evaluate(WIDER)]


def test_every_page_is_listed(site: Site) -> None:
    endpoints = {
        rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    assert endpoints == PAGES.keys() | NO_PAGES.keys()


@pytest.mark.parametrize("endpoint", PAGES)
def test_page_is_open_to_everybody(
    endpoint: str, site: Site, tab: Callable[..., Page], given: dict[str, object]
) -> None:
    found = []
    for stop in PAGES[endpoint]:
        page = tab(stop.role, reduced_motion="reduce")
        for lang, size in (("en", DESK), ("da", PHONE)):
            address = _address(site, endpoint, stop, given, lang)
            found += [f"{address} {fault}" for fault in _look(page, address, size)]
    assert "\n".join(found) == ""


def test_agenda_whose_scripts_do_not_come_is_open_to_everybody(
    site: Site, tab: Callable[..., Page], given: dict[str, object]
) -> None:
    """Then forms stand where stars would; a slow line shows them for a moment."""
    (stop,) = PAGES["agendas.agenda"]
    page = tab(stop.role, cut=True, reduced_motion="reduce")
    page.route("**/*.js", lambda route: route.abort())
    found = []
    for lang, size in (("en", DESK), ("da", PHONE)):
        found += _look(page, _address(site, "agendas.agenda", stop, given, lang), size)
    assert page.locator("article .no-script:visible").count() > 0
    assert "\n".join(found) == ""


def test_axe_finds_what_is_wrong(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("/en/account/login")
    page.evaluate("document.querySelector('main label').remove()")
    page.evaluate("document.querySelector('h1').style.width = '4000px'")
    assert any(fault.startswith("label:") for fault in _faults(page))
    page.set_viewport_size(NARROW)
    assert page.evaluate(WIDER) != []


@pytest.mark.parametrize(
    ("role", "address", "button"),
    [
        ("", "/en/account/login", "Sign in"),
        ("", "/en/account/reset", ""),
        ("organiser", "/en/manage/editions/next/sessions/new", ""),
        ("organiser", "/en/manage/editions/next/speakers/new", ""),
        ("organiser", "/en/manage/editions/next/team", ""),
    ],
)
def test_form_with_errors_is_open_to_everybody(
    role: str, address: str, button: str, tab: Callable[..., Page]
) -> None:
    page = tab(role, reduced_motion="reduce")
    page.goto(address)
    form = page.locator("main form", has=page.locator("button[type=submit]")).first
    form.evaluate("form => form.noValidate = true")  # else the browser holds back what is empty
    with page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    assert _faults(page) == []


@pytest.mark.parametrize("role", ["", "organiser"])
def test_page_that_is_not_there_is_open_to_everybody(role: str, tab: Callable[..., Page]) -> None:
    page = tab(role)
    page.goto("/en/editions/next/sessions/nowhere")
    assert _faults(page) == []
