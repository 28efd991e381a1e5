"""Who reaches which edition, and what the rules of the organisers' pages say."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.database import db
from cwf.editions import queries
from cwf.editions.models import Edition, Staff
from cwf.editions.roles import StaffRole
from cwf.people.models import Account
from cwf.web.access import Verdict

MakeAccount = Callable[..., Account]
ALLOW, FORBIDDEN, HIDDEN = Verdict.ALLOW, Verdict.FORBIDDEN, Verdict.HIDDEN


def make_edition(slug: str, *, year: int = 2027) -> Edition:
    edition = Edition(slug=slug, year=year)
    db.session.add(edition)
    db.session.commit()
    return edition


def appoint(account: Account, edition: Edition, role: StaffRole) -> None:
    db.session.add(
        Staff(edition_id=edition.id, account_id=account.id, role=role, appointed=clock.now())
    )
    db.session.commit()


@pytest.fixture
def accounts(app: Flask, account: MakeAccount) -> dict[str, Account]:
    """One account per role at the edition "next", and an organiser of another edition."""
    following, other = make_edition("next"), make_edition("2017", year=2017)
    made = {
        name: account(f"{name}@example.org") for name in ("organiser", "editor", "other", "none")
    }
    appoint(made["organiser"], following, StaffRole.ORGANISER)
    appoint(made["editor"], following, StaffRole.EDITOR)
    appoint(made["other"], other, StaffRole.ORGANISER)
    made["secretariat"] = account("office@example.org", secretariat=True)
    return made


@pytest.mark.parametrize(
    ("who", "read", "edit", "run"),
    [
        ("secretariat", ALLOW, ALLOW, ALLOW),
        ("organiser", ALLOW, ALLOW, ALLOW),
        ("editor", ALLOW, ALLOW, FORBIDDEN),
        ("other", HIDDEN, HIDDEN, HIDDEN),
        ("none", HIDDEN, HIDDEN, HIDDEN),
    ],
)
def test_rules_by_role(
    accounts: dict[str, Account], who: str, read: Verdict, edit: Verdict, run: Verdict
) -> None:
    rules = (queries.READ_DRAFT, queries.EDIT_PROGRAMME, queries.RUN_EDITION)
    assert [rule.decide(accounts[who], edition="next") for rule in rules] == [read, edit, run]


@pytest.mark.parametrize("who", ["secretariat", "organiser", "none"])
def test_rules_hide_an_edition_that_does_not_exist(accounts: dict[str, Account], who: str) -> None:
    assert queries.READ_DRAFT.decide(accounts[who], edition="2099") is HIDDEN


@pytest.mark.parametrize(
    ("who", "slugs"),
    [
        ("secretariat", ["next", "2017"]),
        ("organiser", ["next"]),
        ("editor", ["next"]),
        ("other", ["2017"]),
        ("none", []),
    ],
)
def test_editions_in_reach_are_the_own_ones(
    accounts: dict[str, Account], who: str, slugs: list[str]
) -> None:
    found = queries.editions_in_reach(accounts[who])
    assert [edition.slug for edition in found] == slugs
    assert queries.manages_something(accounts[who]) is bool(slugs)
    assert queries.MANAGES.decide(accounts[who]) is (ALLOW if slugs else HIDDEN)


def test_foreign_edition_is_not_found_like_none(accounts: dict[str, Account]) -> None:
    assert queries.edition_in_reach(accounts["other"], "2017").slug == "2017"
    for slug in ("next", "2099"):
        with pytest.raises(NotFound):
            queries.edition_in_reach(accounts["other"], slug)
