"""The whole role matrix: every endpoint, by every role, at what is theirs, foreign, or not there.

Who is refused is decided by the rule of an endpoint and by where the role holds. What stands
*below* an edition or a delegation is looked up through it: of another one it is a 404, the same as
none. Fields that a role may not set change nothing, whatever is posted.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.routing import Rule as Route

from cwf import clock
from cwf.attendance.models import Campaign, Target, TargetChange
from cwf.database import db
from cwf.delegations.models import Delegation, Head, Member
from cwf.delegations.roles import Rank
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account, SignInAttempt
from cwf.programme.models import Appearance, Release, Speaker
from cwf.registration.actions.letters import own_token
from cwf.registration.models import Answer, Block, Participant, Particulars, Quota
from cwf.web.access import matrix, rule_of
from tests.programme.views.conftest import fields, token
from tests.registration.filling import Filled, personal_tables

YES, SIGN_IN, NO, NOT_YOURS = 204, 302, 404, 403
KINDS = ("AN", "AT", "PE", "EO", "HD", "DD", "NS")
# What the guard answers to each kind of role where it holds, by the rule of the endpoint. The
# matrix of roles: strangers to sign-in, no reach 404, reach without the right 403.
VERDICTS = {
    "public": (YES, YES, YES, YES, YES, YES, YES),
    "signed in": (SIGN_IN, YES, YES, YES, YES, YES, YES),
    "manages something": (SIGN_IN, NO, YES, YES, NO, NO, YES),
    "reads the draft": (SIGN_IN, NO, YES, YES, NO, NO, YES),
    "reads the targets": (SIGN_IN, NO, YES, YES, NO, NO, YES),
    "checks in": (SIGN_IN, NO, NOT_YOURS, YES, NO, NO, YES),
    "edits the programme": (SIGN_IN, NO, YES, YES, NO, NO, YES),
    "runs the edition": (SIGN_IN, NO, NOT_YOURS, YES, NO, NO, YES),
    "keeps registrations": (SIGN_IN, NO, NOT_YOURS, YES, NO, NO, YES),
    "secretariat": (SIGN_IN, NO, NO, NO, NO, NO, YES),
    "leads the delegation": (SIGN_IN, NO, NO, YES, YES, YES, YES),
    "names deputies of the delegation": (SIGN_IN, NO, NO, YES, YES, NOT_YOURS, YES),
}
# Who there is: of what kind, and at which of the two forums their role holds.
PEOPLE = {
    "a stranger": ("AN", None),
    "an attendee": ("AT", None),
    "a participant": ("AT", None),
    "an editor": ("PE", "one"),
    "an editor of another": ("PE", "two"),
    "an organiser": ("EO", "one"),
    "an organiser of another": ("EO", "two"),
    "a head": ("HD", "one"),
    "a deputy": ("DD", "one"),
    "a head of another": ("HD", "two"),
    "the secretariat": ("NS", "every"),
}
# What an argument below an edition or delegation names: a column, by endpoints that begin so.
INNER: dict[tuple[str, str], str] = {
    ("agendas.shared", "uuid"): "agendas.uuid",
    ("attendance_check_ins.by_hand", "participant"): "participants.uuid",
    ("attendance_check_ins.removal", "number"): "check_ins.id",
    ("attendance_tickets.paper", "uuid"): "papers.uuid",
    ("attendance_ticket_sheets.", "paper"): "papers.uuid",
    ("agendas.withdraw_share", "share"): "agenda_shares.id",
    ("attendance_campaigns.", "uuid"): "campaigns.uuid",
    ("attendance_counts.", "uuid"): "counts.uuid",
    ("attendance_stations.", "uuid"): "stations.uuid",
    ("attendance_target", "uuid"): "targets.uuid",
    ("attendance_report.", "uuid"): "papers.uuid",
    ("booklet.", "paper"): "papers.uuid",
    ("delegation_grants.", "uuid"): "delegations.uuid",
    ("delegation_grants.decide", "number"): "place_requests.id",
    ("delegation_heads.change", "head"): "delegation_heads.uuid",
    ("delegation_manage.", "uuid"): "delegations.uuid",
    ("delegation_manage.change_head", "head"): "delegation_heads.uuid",
    ("delegation_covers.", "slot"): "slots.uuid",
    ("delegation_imports.", "uuid"): "member_imports.uuid",
    ("delegation_members.", "uuid"): "delegation_members.uuid",
    ("delegation_occasions.", "uuid"): "occasions.uuid",
    ("delegation_sessions.", "uuid"): "delegations.uuid",
    ("delegation_substitution.", "uuid"): "delegation_members.uuid",
    ("delegations_imports.", "uuid"): "member_imports.uuid",
    ("edition_settings.fact", "fact"): "edition_facts.id",
    ("edition_team.change_invitation", "invitation"): "edition_invitations.id",
    ("edition_team.withdraw", "member"): "edition_staff.id",
    ("lists", "paper"): "papers.uuid",
    ("occasions_manage.", "uuid"): "occasions.uuid",
    ("papers.", "uuid"): "papers.uuid",
    ("programme_manage.import_", "uuid"): "imports.uuid",
    ("programme_manage.release", "number"): "releases.number",
    ("programme_manage.room", "slug"): "rooms.slug",
    ("programme_manage.se", "slug"): "sessions.slug",
    ("programme_manage.slot_", "slug"): "sessions.slug",
    ("programme_manage.slot_", "uuid"): "slots.uuid",
    ("programme_manage.speaker", "slug"): "speakers.slug",
    ("programme_manage.track", "slug"): "tracks.slug",
    ("programme_manage.venue", "slug"): "venues.slug",
    ("registration_answers.", "block"): "form_blocks.uuid",
    ("registration_form.", "block"): "form_blocks.uuid",
    ("registration_places.", "group"): "quotas.group_code",
    ("registration_", "uuid"): "participants.uuid",
    ("sign_ups_manage.", "uuid"): "slots.uuid",
    ("sign_ups_manage.paper", "paper"): "papers.uuid",
    ("sign_ups_manage.take_out", "person"): "participants.uuid",
}
# Names of things that are the same at every edition, and pages that show what is published.
NO_IDS = {"step", "file", "axis", "kind", "extension", "to", "sheet", "year"}
PUBLIC_PAGES = ("programme.", "programme_books.", "agendas_public.", "sign_ups.")
# Rows whose fields only hosts may set, whatever a head or a participant posts.
GUARDED: dict[Any, tuple[str, ...]] = {
    Delegation: ("edition_id", "region_id", "standing", "stage", "deadline", "places_held_until"),
    Member: ("delegation_id", "participant_id"),
    Participant: (
        "edition_id", "person_id", "standing", "category", "channel", "payment", "payment_note",
        "fee", "booking_id", "erased", "email",
    ),
    Quota: ("edition_id", "capacity", "held_until", "parent_id", "taken"),
    Head: ("delegation_id", "account_id", "rank"),
    Staff: ("edition_id", "account_id", "role"),
    Account: ("person_id", "email", "active"),
}  # fmt: skip
# These change what is guarded, and are meant to: a stage, places asked for by their own rules.
MEANT = {
    "delegation_details.stage": {"stage"},
    "delegation_heads.change": {"rank"},
    "registration_own.cancellation": {"standing"},
    "registration_own.change": {"category"},
}
EVIL = {
    "role": "organiser", "rank": "head", "quota": "9999", "capacity": "9999", "edition_id": "2",
    "edition": "two", "stage": "approved", "standing": "confirmed", "payment": "paid",
    "payment_note": "x", "fee": "0", "person_id": "1", "account_id": "1", "delegation_id": "2",
    "region_id": "1", "participant_id": "2", "booking_id": "1", "channel": "organiser",
    "category": "press", "deadline": "2099-01-01", "held_until": "2099-01-01", "active": "",
    "erased": "2099-01-01",
}  # fmt: skip


class Worlds:
    """Two forums, each with rows of every kind; "one" is where the roles of the test hold."""

    def __init__(self) -> None:
        self.of: dict[str, Filled] = {}
        for name in ("one", "two"):
            made = Filled(email=f"{name}@example.org", mark=name)
            first = [db.metadata.tables[key] for key in ("persons", "accounts", "participants")]
            for table in (*first, *personal_tables(), *_more()):
                if table.name not in made.ids:
                    made.fill(table)
            self.of[name] = made
            slug = update(Edition).where(Edition.id == made.ids["editions"])
            db.session.execute(slug.values(slug=name, year=2027, zone="Europe/Copenhagen"))
        # pages read what stands here as something
        db.session.execute(delete(Appearance))
        db.session.execute(update(Speaker).values(links=[]))
        db.session.execute(update(Block).values(options=[], condition={}))
        db.session.execute(update(Answer).values(value="yes", body=None))
        db.session.execute(update(Particulars).values(languages=["en"]))
        counted = {"unit": "participant", "predicate": {"of": "registered"}, "axis": "", "path": []}
        db.session.execute(update(Target).values(**counted, high=None, sources=[]))
        db.session.execute(update(Campaign).values(segment={}))
        db.session.execute(update(TargetChange).values(before={}, after={}))
        db.session.commit()

    def value(self, world: str, where: str) -> Any:
        """A column of the row of a world."""
        table = db.metadata.tables[where.split(".")[0]]
        first = next(iter(table.primary_key))
        wanted = select(table.c[where.split(".")[1]])
        return db.session.scalar(wanted.where(first == self.of[world].ids[table.name]))

    def outer(self, world: str) -> dict[str, Any]:
        """What an address names above all else."""
        if world == "none":
            return {"edition": "never", "delegation": UUID(int=7)}
        return {"edition": world, "delegation": self.value(world, "delegations.uuid")}


def _more() -> list[Any]:
    names = (
        "venues", "rooms", "tracks", "edition_facts", "slots", "place_requests", "counts",
        "campaigns",
        "stations",
    )  # fmt: skip
    return [db.metadata.tables[name] for name in names]


@pytest.fixture
def worlds(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Worlds:
    """Two forums."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    return Worlds()


@pytest.fixture
def guarded_forms(worlds: Worlds, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms have their tokens, as outside of tests."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def browsers(
    worlds: Worlds,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    app: Flask,
) -> dict[str, FlaskClient]:
    """A browser of everybody."""
    found = {"a stranger": app.test_client()}
    for name, (kind, world) in PEOPLE.items():
        if kind == "AN":
            continue
        one = account(f"{name.replace(' ', '.')}@example.org", secretariat=kind == "NS")
        _appoint(worlds, one, kind, world)
        if name == "a participant":
            one.person_id = worlds.of["one"].ids["persons"]
            db.session.commit()
        found[name] = signed_in(one)
    return found


def _appoint(worlds: Worlds, one: Account, kind: str, world: str | None) -> None:
    if kind in ("PE", "EO") and world:
        role = {"PE": "editor", "EO": "organiser"}[kind]
        edition = worlds.of[world].ids["editions"]
        db.session.add(
            Staff(edition_id=edition, account_id=one.id, role=role, appointed=clock.now())
        )
    if kind in ("HD", "DD") and world:
        db.session.add(
            Head(
                delegation_id=worlds.of[world].ids["delegations"],
                account_id=one.id,
                rank=Rank.HEAD if kind == "HD" else Rank.DEPUTY,
                name=one.name,
                email=one.email,
                invited=clock.now(),
            )
        )
    db.session.commit()


def verdict(rule: str, person: str, place: str, *, scoped: bool) -> int:
    """What the matrix says to somebody at a place; `scoped`: the address names a forum."""
    kind, holds = PEOPLE[person]
    open_to_all = rule in ("public", "signed in")
    if scoped and kind not in ("AN", "NS") and place != holds and not open_to_all:
        kind = "AT"
    said = VERDICTS[rule][KINDS.index(kind)]
    # the secretariat, too, finds nothing where there is nothing
    looked_up = rule not in ("public", "signed in", "secretariat", "manages something")
    return NO if place == "none" and kind == "NS" and scoped and looked_up else said


def routes(app: Flask, worlds: Worlds, place: str) -> list[tuple[str, str, str, bool]]:
    """Endpoint, method, address at a place, and whether the address names it at all."""
    adapter = app.url_map.bind("localhost")
    outer, found = worlds.outer(place), []
    for route in app.url_map.iter_rules():
        scoped = bool({"edition", "delegation"} & route.arguments)
        if place != "one" and not scoped:
            continue
        values = {name: outer.get(name, _sample(route, name)) for name in route.arguments}
        path = adapter.build(route.endpoint, values)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((route.endpoint, method, path, scoped))
    return found


def _sample(route: Route, name: str) -> Any:
    converter = route._converters[name]
    match type(converter).__name__:
        case "UUIDConverter":
            return UUID(int=1)
        case "AnyConverter":
            return sorted(converter.items)[0]  # type: ignore[attr-defined]
    if name == "lang":
        return "en"
    return next(digits for n in range(1, 99) if re.fullmatch(converter.regex, digits := "1" * n))


@pytest.mark.parametrize("place", ["one", "two", "none"])
def test_every_role_at_every_endpoint_own_foreign_and_nonexistent(
    app: Flask,
    worlds: Worlds,
    browsers: dict[str, FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    rules, wanted = matrix(app), routes(app, worlds, place)
    assert set(rules.values()) <= set(VERDICTS), "a rule without a row in the matrix"
    for endpoint in {one[0] for one in wanted}:
        stub = lambda **arguments: ("", YES)  # noqa: E731
        stub.access = rule_of(app, endpoint)  # type: ignore[attr-defined]
        monkeypatch.setitem(app.view_functions, endpoint, stub)
    wrong = {}
    for endpoint, method, path, scoped in wanted:
        if endpoint.startswith("people_outbox."):
            continue  # a page of the demonstration only
        db.session.execute(delete(SignInAttempt))  # a limit is none of the subjects here
        db.session.commit()
        for person, browser in browsers.items():
            said = browser.open(path, method=method).status_code
            expected = verdict(rules[endpoint], person, place, scoped=scoped)
            if said != expected:
                wrong[endpoint, method, person] = (said, expected)
    assert wrong == {}


def _column(endpoint: str, name: str) -> str | None:
    fitting = [key for key in INNER if endpoint.startswith(key[0]) and key[1] == name]
    return INNER[max(fitting, key=lambda key: len(key[0]))] if fitting else None


def inner_routes(app: Flask) -> list[tuple[Route, list[str]]]:
    """Routes that name something below a forum or a delegation, with the names of what."""
    found = []
    for route in app.url_map.iter_rules():
        below = [
            name
            for name in route.arguments - {"lang", "edition", "delegation"} - NO_IDS
            if type(route._converters[name]).__name__ != "AnyConverter"
        ]
        scoped = {"edition", "delegation"} & route.arguments
        if scoped and below and not route.endpoint.startswith(PUBLIC_PAGES):
            found.append((route, sorted(below)))
    return found


def test_everything_below_a_forum_or_delegation_says_what_it_names(app: Flask) -> None:
    unknown = [
        (route.endpoint, name)
        for route, names in inner_routes(app)
        for name in names
        if _column(route.endpoint, name) is None
    ]
    assert unknown == []


@pytest.mark.parametrize("whose", ["foreign", "nonexistent"])
def test_what_is_below_another_is_found_by_nobody(
    app: Flask, worlds: Worlds, browsers: dict[str, FlaskClient], whose: str
) -> None:
    adapter, wrong = app.url_map.bind("localhost"), {}
    for route, names in sorted(inner_routes(app), key=lambda one: one[0].endpoint):
        if route.endpoint.startswith("sign_ups_manage."):
            db.session.execute(delete(Release))  # made up: none that could be read
            db.session.commit()
        person = "a head" if "delegation" in route.arguments else "the secretariat"
        for name in names:
            values = _values(route, worlds, name, whose)
            if values is None:
                continue
            path = adapter.build(route.endpoint, values)
            for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
                answer = browsers[person].open(path, method=method, data=EVIL)
                if answer.status_code != NO:
                    wrong[route.endpoint, method, name] = answer.status_code
    assert wrong == {}


def _values(route: Route, worlds: Worlds, name: str, whose: str) -> dict[str, Any] | None:
    """An address at one's own forum, of which one part is another's or nobody's."""
    values: dict[str, Any] = {one: _sample(route, one) for one in route.arguments}
    values |= {key: one for key, one in worlds.outer("one").items() if key in values}
    for other in route.arguments:
        if where := _column(route.endpoint, other):
            values[other] = worlds.value("one", where)
    where = _column(route.endpoint, name)
    assert where is not None
    if whose == "foreign":
        values[name] = worlds.value("two", where)
        return None if values[name] == worlds.value("one", where) else values
    values[name] = {"UUIDConverter": UUID(int=9), "NumberConverter": 987654}.get(
        type(route._converters[name]).__name__, "no-such-thing"
    )
    return values


def guarded() -> dict[tuple[str, Any], tuple[Any, ...]]:
    """What nobody but a host may set, of every row."""
    db.session.rollback()
    found = {}
    for kind, names in GUARDED.items():
        key = next(iter(kind.__table__.primary_key)).name
        columns = [kind.__table__.c[one] for one in (key, *names)]
        for row in db.session.execute(select(*columns)):
            found[kind.__name__, row[0]] = tuple(row[1:])
    return found


def changed(before: dict[Any, tuple[Any, ...]], endpoint: str) -> dict[Any, Any]:
    """Which guarded fields of rows that were there are others now, but for what is meant."""
    after, found = guarded(), {}
    for (kind, key), values in before.items():
        names = next(names for one, names in GUARDED.items() if one.__name__ == kind)
        for name, old, new in zip(names, values, after.get((kind, key), values), strict=True):
            if old != new and name not in MEANT.get(endpoint, set()):
                found[endpoint, kind, name] = (old, new)
    return found


def posted(browser: FlaskClient, path: str, page: str) -> None:
    """The form of a page as a browser would send it, and every field that is not in it.

    What is only posted to has the token of another page.
    """
    shown, first = browser.get(path), browser.get(page)
    assert first.status_code == 200, page
    values: dict[str, Any] = {"csrf_token": token(first.text)}
    if shown.status_code == 200 and re.search(r'<form[^>]*method="post"', shown.text):
        values = fields(shown.text)
    answer = browser.post(path, data={**EVIL, **values})
    assert answer.status_code < 500, (path, answer.status_code)


@pytest.mark.parametrize("person", ["a head", "a deputy"])
@pytest.mark.usefixtures("guarded_forms")
def test_a_head_posts_fields_that_are_not_theirs_and_changes_nothing(
    app: Flask, worlds: Worlds, browsers: dict[str, FlaskClient], person: str
) -> None:
    adapter, wrong = app.url_map.bind("localhost"), {}
    for route in app.url_map.iter_rules():
        if "delegation" not in route.arguments or "POST" not in (route.methods or ()):
            continue
        values: dict[str, Any] = {one: _sample(route, one) for one in route.arguments}
        values |= {key: one for key, one in worlds.outer("one").items() if key in values}
        before = guarded()
        posted(browsers[person], adapter.build(route.endpoint, values), "/en/account/")
        wrong |= changed(before, route.endpoint)
    assert wrong == {}


@pytest.mark.usefixtures("guarded_forms")
def test_a_participant_posts_fields_that_are_not_theirs_and_changes_nothing(
    app: Flask, worlds: Worlds, browsers: dict[str, FlaskClient]
) -> None:
    adapter, wrong = app.url_map.bind("localhost"), {}
    order = sorted(app.url_map.iter_rules(), key=lambda one: "cancel" in one.endpoint)
    for route in order:
        own = route.endpoint.startswith("registration_own")
        if not own or "POST" not in (route.methods or ()):
            continue
        row = db.session.get_one(Participant, worlds.of["one"].ids["participants"])
        values: dict[str, Any] = {one: _sample(route, one) for one in route.arguments}
        if "token" in values:
            values["token"] = own_token(row)
        before = guarded()
        page = f"/en/registration/{own_token(row)}"
        posted(browsers["a participant"], adapter.build(route.endpoint, values), page)
        wrong |= changed(before, route.endpoint)
    assert wrong == {}
