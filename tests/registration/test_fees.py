"""Fees and rules: set by organisers, told by the form and the own page; payment is noted."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.registration.models import CancellationRule, Fee, RegistrationTerms
from tests.registration.conftest import FORM, MANAGE, Visitor, rows

Make = Callable[..., str]
Staff = Callable[[str], Visitor]
FEES = "/en/manage/editions/2027/fees"
SAID = {
    "currency": "eur",
    "amount_full": "130",
    "early_full": "99,50",
    "until_full": "2027-03-10",
    "amount_student": "0",
    "rule0_kind": "refund",
    "rule0_ends": "2027-04-04",
    "rule0_percent": "100",
    "rule0_deduction": "13",
    "rule1_kind": "refund",
    "rule1_begins": "2027-04-06",
    "rule1_percent": "0",
}


@pytest.fixture
def charged(terms: RegistrationTerms, staff_of: Staff) -> Visitor:
    """The organiser, who has set fees and rules with a gap."""
    host = staff_of("organiser")
    assert host.send(FEES, **SAID).status_code == 303
    return host


def test_fees_and_rules_are_kept_as_they_are_written(charged: Visitor) -> None:
    fees = db.session.scalars(select(Fee).order_by(Fee.category))
    assert [(one.category, one.amount, one.early, one.early_until) for one in fees] == [
        ("full", 13000, 9950, date(2027, 3, 10)),
        ("student", 0, None, None),
    ]
    rules = db.session.scalars(select(CancellationRule).order_by(CancellationRule.id))
    assert [(one.kind, one.begins, one.ends, one.percent, one.deduction) for one in rules] == [
        ("refund", None, date(2027, 4, 4), 100, 1300),
        ("refund", date(2027, 4, 6), None, 0, 0),
    ]
    assert db.session.scalars(select(RegistrationTerms.currency)).one() == "EUR"


def test_a_gap_is_shown_to_the_organiser_with_its_day(charged: Visitor) -> None:
    assert "Nothing is said of refunds on these days: April 5, 2027." in charged.get(
        FEES
    ).text.replace("5 April 2027", "April 5, 2027")
    charged.send(FEES, rule1_begins="2027-04-05")
    assert "Nothing is said of refunds" not in charged.get(FEES).text


def test_the_rules_of_2014_say_nothing_of_one_day_and_the_page_says_which(
    terms: RegistrationTerms, staff_of: Staff
) -> None:
    """Refunds before 5 October less 13 euro, none from 6 October, another name until 28 October."""
    rules = {
        "currency": "EUR",
        "rule0_kind": "refund",
        "rule0_ends": "2014-10-04",
        "rule0_percent": "100",
        "rule0_deduction": "13",
        "rule1_kind": "refund",
        "rule1_begins": "2014-10-06",
        "rule1_percent": "0",
        "rule2_kind": "name",
        "rule2_ends": "2014-10-28",
    }
    host = staff_of("organiser")
    assert host.send(FEES, **rules).status_code == 303
    faults = re.findall(r"Nothing is said of [^<]*", host.get(FEES).text)
    assert faults == ["Nothing is said of refunds on these days: 5 October 2014."]
    assert host.send(FEES, rule0_ends="2014-10-05").status_code == 303
    assert "Nothing is said of" not in host.get(FEES).text


def test_a_third_rule_finds_room(charged: Visitor) -> None:
    charged.send(FEES, rule2_kind="name", rule2_ends="2027-04-28")
    page = charged.get(FEES).text
    assert 'name="rule4_kind"' in page
    assert 'name="rule5_kind"' not in page


def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(charged: Visitor) -> None:
    wrong = {
        "amount_full": "lots",
        "early_student": "5",
        "rule0_begins": "2027-05-05",
        "currency": "",
    }
    answer = charged.send(FEES, **wrong)
    assert answer.status_code == 422
    assert "Write an amount, such as 130 or 99.50." in answer.text
    assert 'value="lots"' in answer.text
    answer = charged.send(FEES, early_student="5", rule0_begins="2027-05-05")
    assert "An early price needs its last day, and the other way." in answer.text
    assert "It ends before it begins." in answer.text
    early = {"early_full": "130.01", "until_full": "2027-05-05"}
    answer = charged.send(FEES, **early)
    assert answer.status_code == 422
    assert "An early price is not above the price that follows it." in answer.text
    assert charged.send(FEES, **(early | {"early_full": "130"})).status_code == 303


def test_over_an_older_version_nothing_is_saved(charged: Visitor) -> None:
    assert charged.send(FEES, version="1", amount_full="1").status_code == 409
    assert db.session.scalars(select(Fee.amount).order_by(Fee.category)).all() == [13000, 0]


def test_without_terms_one_is_sent_to_them(edition: Any, staff_of: Staff) -> None:
    answer = staff_of("organiser").get(FEES)
    assert answer.status_code == 303
    assert answer.location.endswith("/registration")


def test_the_form_tells_what_holds_today_and_until_when(
    charged: Visitor, visitor: Visitor, noon: Any
) -> None:
    page = visitor.get(FORM).text
    assert "<b>99.50 EUR</b>" in page
    assert "early price, up to and with 10 March 2027; then 130.00 EUR" in page
    assert "then 130.00 EUR" in page
    assert "free of charge" in page
    assert "all of it less 13.00 EUR comes back." in page
    noon.shift(timedelta(days=10))
    page = visitor.get(FORM).text
    assert "<b>130.00 EUR</b>" in page
    assert "early price" not in page


def test_cancelling_tells_before_what_comes_back(
    charged: Visitor, confirmed: Make, visitor: Visitor, noon: Any
) -> None:
    noon.shift(timedelta(days=10))
    path = confirmed()
    said = "If you cancel today, 117.00 EUR of 130.00 EUR come back."
    assert said in visitor.get(path).text
    assert said in visitor.get(f"{path}/cancellation").text
    noon.move_to("2027-04-05T10:00Z")
    assert "The rules say nothing of cancelling today" in visitor.get(path).text
    noon.move_to("2027-04-05T22:30Z")  # past midnight in Copenhagen
    assert "nothing of 130.00 EUR comes back." in visitor.get(path).text


def test_a_payment_is_noted_and_logged(
    terms: RegistrationTerms, confirmed: Make, staff_of: Staff
) -> None:
    db.session.add(Fee(edition_id=terms.edition_id, category="full", amount=9950))
    db.session.commit()
    confirmed()
    charged = staff_of("organiser")
    one = f"{MANAGE}/{rows()[0].uuid}"
    assert "99.50 EUR" in charged.get(one).text
    answer = charged.send(f"{one}/payment", payment="invoiced", payment_note="No. 17")
    assert answer.status_code == 303
    assert [(row.fee, row.payment, row.payment_note) for row in rows()] == [
        (9950, "invoiced", "No. 17")
    ]
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.before, entry.after) == (
        "registration.payment",
        {"payment": "unpaid", "note": ""},
        {"payment": "invoiced", "note": "No. 17"},
    )
    assert charged.send(f"{one}/payment", payment="stolen").status_code == 422
