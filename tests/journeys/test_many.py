"""An organiser does one deed to many, and watches it go on until it is done."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.registration import jobs as work
from cwf.registration.models import BulkTask
from tests.journeys.conftest import Site

SENT = OutgoingMail.subject == "We meet at the quay"


@pytest.mark.parametrize("scripts", [True, False])
def test_one_watches_it_to_its_end(
    site: Site, tab: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, scripts: bool
) -> None:
    """Some in each step; the page looks again by itself, with scripts and without."""
    organiser = tab("organiser", java_script_enabled=scripts)
    before = mails(site)
    organiser.goto("/en/manage/editions/next/participants/?standing=confirmed")
    organiser.get_by_label("What is to be done").select_option("mail")
    organiser.get_by_role("button", name=re.compile("^To all .* who fit$")).click()
    organiser.locator("[name=subject-en]").fill("We meet at the quay")
    organiser.locator("[name=text-en]").fill("At eight, {name}.")
    organiser.locator("main form .buttons button").click()
    total = whole(site)
    status = organiser.get_by_role("status")
    expect(status).to_have_text(f"0 of {total}")

    third = total // 3
    monkeypatch.setattr(work, "STEP", third)
    for done in (third, 2 * third):
        step(site)
        expect(status).to_have_text(f"{done} of {total}")
        expect(organiser.get_by_role("progressbar")).to_have_js_property("value", done)
    site.work("bulk")
    expect(status).to_contain_text(f"Done to {total} people.")
    expect(organiser.get_by_role("progressbar")).to_have_count(0)
    assert mails(site) - before == total
    organiser.get_by_role("link", name="Participants", exact=True).last.click()
    expect(organiser).to_have_url(re.compile("/participants/$"))


def step(site: Site) -> None:
    """One step, as the worker takes it."""
    with site.app.app_context():
        newest = db.session.scalars(select(BulkTask.id).order_by(BulkTask.id.desc())).first()
        assert newest is not None
        assert work._step(newest)


def whole(site: Site) -> int:
    """To how many it is to be done."""
    with site.app.app_context():
        newest = db.session.scalars(select(BulkTask).order_by(BulkTask.id.desc())).first()
        assert newest is not None
        assert newest.total >= 9
        return newest.total


def mails(site: Site) -> int:
    """How many of these mails stand in the outbox."""
    with site.app.app_context():
        return db.session.scalar(select(func.count()).select_from(OutgoingMail).where(SENT)) or 0
