"""The members as a sheet: imported unchanged, it changes nothing."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cwf import clock
from cwf.database import db
from cwf.delegations.exports.member_sheet import example, heading, sheet
from cwf.delegations.exports.role_words import role_word
from cwf.delegations.forms.members import AS
from cwf.delegations.forms.words import ROLES
from cwf.delegations.models import Delegation
from cwf.delegations.queries.rosters import roster_of
from cwf.delegations.roles import Role
from cwf.delegations.sheets.asking import ask, known
from cwf.delegations.sheets.cells import read_role
from cwf.delegations.sheets.comparing import compare
from cwf.delegations.sheets.fields import FIELDS, familiar
from cwf.delegations.sheets.plans import MemberPlan
from cwf.delegations.sheets.rosters import Entry, Party, Roster, Values
from cwf.delegations.sheets.rows import read_rows
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.i18n import speaking
from cwf.programme.exports.sheets.plain import csv_of, xlsx_of
from cwf.programme.imports.sheets import read_tables
from tests.delegations.jobs.test_imports import accept, names, plan, read

LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029"),
    max_size=30,
).map(str.strip)
ODD = st.one_of(
    LINES, st.sampled_from(["=1+1", "+45 1", "-", "@x", "'=", "–", "none", "…", "_x0041_", "1e3"])
)
TONGUES = st.lists(st.sampled_from(["en", "da", "kn", "zh", "nb"]), min_size=1, unique=True).map(
    tuple
)
NAMES = ODD.filter(lambda name: any(map(str.isalnum, name)))


@st.composite
def values(draw: Callable[..., Any], number: int) -> Values:
    """Whatever may stand of a member."""
    return {
        "name": draw(NAMES),
        "email": draw(st.sampled_from(["", f"m{number}@example.org"])),
        "role": draw(st.sampled_from(list(Role))),
        "country": draw(st.sampled_from(["", "DK", "GB", "CG", "CD", "KR", "TW"])),
        "affiliation": draw(ODD),
        "language": draw(st.sampled_from(["en", "da"])),
        "presents": draw(ODD),
        "accompanies": "",
        "title": draw(ODD),
        "phone": draw(st.sampled_from(["", "+45 12 34 56 78", "call me", "0045"])),
        "born": draw(st.none() | st.dates(date(1900, 1, 1), date(2027, 1, 1))),
        "diet": draw(st.none() | ODD),
        "access": draw(st.none() | ODD),
        "languages": draw(st.none() | TONGUES),
        "photo": draw(st.none() | st.booleans()),
        "listed": draw(st.none() | st.booleans()),
        "arrives": draw(st.none() | st.just(date(2027, 5, 18))),
        "arrives_at": draw(st.none() | st.sampled_from([time(0, 0), time(9, 5), time(23, 59)])),
        "arrival": draw(ODD),
        "departs": draw(st.none() | st.just(date(2027, 5, 21))),
        "departs_at": draw(st.none() | st.just(time(0, 0))),
        "departure": draw(ODD),
        "lodging": draw(ODD),
    }


@st.composite
def rosters(draw: Callable[..., Any]) -> Roster:
    """A few members of two delegations, some of whom accompany others."""
    host = draw(st.booleans())
    number = draw(st.integers(1, 4))
    members = []
    for n in range(1, number + 1):
        said = draw(values(n))
        apart = host and n == number  # with the other delegation, where nobody else is
        if said["role"] is Role.ACCOMPANYING and n > 1 and not apart:
            said["accompanies"] = f"m{n - 1}"
        members.append(
            Entry(
                member=n,
                participant=n,
                uuid=str(UUID(int=n, version=4)),
                delegation=2 if apart else 1,
                values=said,
            )
        )
    parties = (Party(id=1, names=("Scotland",)), Party(id=2, names=("São Paulo", "x")))
    return Roster(
        host=host,
        parties=parties if host else parties[:1],
        members=tuple(members),
        starts=date(2027, 5, 19),
        ends=date(2027, 5, 20),
        today=date(2027, 3, 1),
    )


def again(roster: Roster, body: bytes) -> MemberPlan:
    """What a file of the members would change."""
    tables = read_tables(body, knows=familiar)
    asked = ask(tables, host=roster.host, remembered={})
    assert known(asked, host=roster.host, remembered={})
    return compare(read_rows(tables[0], asked[0].holds, roster), roster)


@pytest.mark.parametrize("language", ["en", "da"])
@settings(
    max_examples=12, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate]
)
@given(roster=rosters())
def test_members_sent_back_unchanged_change_nothing(
    app: Flask, language: str, roster: Roster
) -> None:
    with speaking(language):
        made = sheet(roster)
        bodies = xlsx_of(made), csv_of(made.rows, language=language)
    for body in bodies:
        found = again(roster, body)
        assert (found.steps, found.pairs, found.absent, found.same) == (
            (), (), (), len(roster.members),
        )  # fmt: skip
        assert [one for one in found.remarks if one.error] == []


@pytest.mark.parametrize("language", ["en", "da"])
def test_headings_are_understood_as_what_they_head(app: Any, language: str) -> None:
    with speaking(language):
        for one in FIELDS:
            assert familiar(heading(one)), heading(one)


@pytest.mark.parametrize("language", ["en", "da"])
def test_roles_are_understood_as_our_pages_call_them(app: Any, language: str) -> None:
    with speaking(language):
        for role in Role:
            for word in (AS[role], ROLES[role], role_word(role), role.value):
                assert read_role(str(word)) is role, word


def test_members_of_the_database_come_back_unchanged(
    edition: Edition, made: Callable[..., Delegation]
) -> None:
    of = made(stage=Stage.FORMING)
    accept(edition, read(edition, of, (
        "Name,E-mail,Role,Country,Born,Diet,Access,Photo,Languages,Arrives on,Arrives at,"
        "Accompanies\n"
        "=Ada Berg,ada@example.org,Press,Denmark,1970-05-01,none,,yes,English; Danish,"
        "2027-05-18,9:30,\n"
        "+Søren Østergård,,Accompanying,,,,,no,,,,ada@example.org\n"
        "李雯,,Official,CN,,vegan,ramp,,,,,\n"
    )))  # fmt: skip
    roster = roster_of(edition, of, clock.now())
    before = [one.values for one in roster.members]
    assert names() == ["=Ada Berg", "+Søren Østergård", "李雯"]
    made_sheet = sheet(roster)
    for body, name in (
        (xlsx_of(made_sheet), "m.xlsx"),
        (csv_of(made_sheet.rows, language="en"), "m.csv"),
    ):
        found = plan(read(edition, of, body, name=name))
        assert (found.steps, found.pairs, found.absent, found.same) == ((), (), (), 3)
    db.session.expire_all()
    assert [one.values for one in roster_of(edition, of, clock.now()).members] == before


def test_example_is_a_list_that_could_be_imported(
    edition: Edition, made: Callable[..., Delegation]
) -> None:
    of = made(stage=Stage.FORMING)
    roster = roster_of(edition, of, clock.now())
    for language in ("en", "da"):
        with speaking(language):
            _empty, shown = example(roster)
            body = xlsx_of(shown)
        [table] = read_tables(body, knows=familiar)
        [asked] = ask([table], host=False, remembered={})
        found = compare(read_rows(table, asked.holds, roster), roster)
        assert ([one.name for one in found.steps], found.remarks) == (
            ["Ada Example", "Bo Example"], (),
        )  # fmt: skip
