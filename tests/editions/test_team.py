"""The team of an edition: who may appoint whom, and what an invitation is good for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.actions import team as actions
from cwf.editions.models import Edition, Invitation, Staff
from cwf.editions.roles import StaffRole
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.browsing import Browser, link

Appoint = Callable[..., Account]
Browse = Callable[[Account], Browser]
ORGANISER, EDITOR = StaffRole.ORGANISER, StaffRole.EDITOR
TEAM = "/en/manage/editions/next/team"
JOIN = {
    "name": "Nina New",
    "password": "a river at night",
    "password_confirm": "a river at night",
}


def invite(browser: Browser, email: str, role: StaffRole = EDITOR, language: str = "en"):  # type: ignore[no-untyped-def]
    form = {"email": email, "role": role, "language": language}
    return browser.post(f"{TEAM}/invitations", form, page=TEAM)


def last_mail() -> OutgoingMail:
    db.session.rollback()
    found = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert found
    return found


def staff() -> dict[str, str]:
    db.session.rollback()
    rows = db.session.execute(
        select(Account.email, Staff.role).join(Account, Account.id == Staff.account_id)
    )
    return {email.split("@")[0]: role for email, role in rows}


def deeds() -> list[str]:
    db.session.rollback()
    found = select(AuditEntry.action).where(AuditEntry.scope == "edition:1")
    return list(db.session.scalars(found.order_by(AuditEntry.id)))


def test_secretariat_appoints_an_organiser_who_sets_up_a_second_factor(
    app: Flask, coming: Edition, account: Appoint, browse: Browse
) -> None:
    office = account("office@example.org", secretariat=True)
    assert invite(browse(office), "Nina@Example.org", ORGANISER).status_code == 302
    mail = last_mail()
    assert (mail.recipient, mail.language) == ("nina@example.org", "en")
    stranger = Browser(app.test_client())
    answer = stranger.post(link(mail.body), JOIN)
    assert answer.location == "/en/account/tf-setup"
    assert staff() == {"nina": "organiser"}
    assert deeds() == ["invitation.make", "invitation.accept"]


def test_organiser_appoints_an_editor(app: Flask, appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    assert invite(olga, "nina@example.org", language="da").status_code == 302
    path = link(last_mail().body)
    assert path.startswith("/da/account/invitations/")
    stranger = Browser(app.test_client())
    assert stranger.post(path, JOIN).location == "/da/account/"
    assert stranger.get("/en/manage/editions/next/sessions/").status_code == 200
    assert stranger.get(TEAM).status_code == 403
    assert staff() == {"olga": "organiser", "nina": "editor"}


def test_organiser_cannot_appoint_an_organiser(appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    assert invite(olga, "nina@example.org", ORGANISER).status_code == 422
    assert db.session.scalars(select(Invitation)).all() == []


def test_organiser_can_neither_renew_nor_revoke_what_they_may_not_give(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    invite(browse(account("office@example.org", secretariat=True)), "nina@example.org", ORGANISER)
    olga = browse(appoint("olga", ORGANISER))
    for step in ("renew", "revoke"):
        assert olga.post(f"{TEAM}/invitations/1/{step}", page=TEAM).status_code == 403
    assert db.session.scalars(select(Invitation)).one().role == "organiser"


def test_form_takes_no_other_fields(appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    form = {"email": "nina@example.org", "role": "editor", "language": "en"}
    forged = {"edition_id": "99", "expires": "2099-01-01", "invited_by": "7", "key": "known"}
    olga.post(f"{TEAM}/invitations", {**form, **forged}, page=TEAM)
    kept = db.session.scalars(select(Invitation)).one()
    assert (kept.edition_id, kept.key == "known", kept.invited_by) == (1, False, 1)
    assert kept.expires - kept.invited == timedelta(days=14)


@pytest.mark.parametrize("email", ["", "nina", "nina@", "a b@example.org"])
def test_what_is_no_address_comes_back(appoint: Appoint, browse: Browse, email: str) -> None:
    olga = browse(appoint("olga", ORGANISER))
    answer = invite(olga, email)
    assert answer.status_code == 422
    assert "such as name@example.org" in answer.text


def test_invitation_is_the_same_whether_there_is_an_account_or_not(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    account("grace@example.org")
    olga = browse(appoint("olga", ORGANISER))
    known, unknown = invite(olga, "grace@example.org"), invite(olga, "nina@example.org")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert staff() == {"olga": "organiser"}, "nobody is added unasked"


def test_who_has_an_account_signs_in_and_accepts(
    app: Flask, appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    grace = account("grace@example.org")
    invite(browse(appoint("olga", ORGANISER)), "grace@example.org")
    path = link(last_mail().body)
    stranger = Browser(app.test_client())
    page = stranger.get(path)
    assert f"/en/account/login?next={path}" in page.text
    assert stranger.post(path, JOIN).status_code in (200, 400), "no account is made over hers"
    assert staff() == {"olga": "organiser"}
    hers = browse(grace)
    assert hers.post(path).location == "/en/account/"
    assert staff() == {"olga": "organiser", "grace": "editor"}


def test_invitation_of_somebody_else_cannot_be_taken(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    account("grace@example.org")
    eve = browse(account("eve@example.org"))
    invite(browse(appoint("olga", ORGANISER)), "grace@example.org")
    path = link(last_mail().body)
    assert "Sign out first" in eve.get(path).text
    eve.post(path, page="/en/account/")
    assert staff() == {"olga": "organiser"}


def test_invitation_is_good_once(app: Flask, appoint: Appoint, browse: Browse) -> None:
    invite(browse(appoint("olga", ORGANISER)), "nina@example.org")
    path = link(last_mail().body)
    assert Browser(app.test_client()).post(path, JOIN).status_code == 302
    again = Browser(app.test_client())
    assert again.get(path).status_code == 410
    assert staff() == {"olga": "organiser", "nina": "editor"}


def test_invitation_is_good_for_two_weeks(app: Flask, appoint: Appoint, browse: Browse) -> None:
    invite(browse(appoint("olga", ORGANISER)), "nina@example.org")
    path = link(last_mail().body)
    stranger = Browser(app.test_client())
    with time_machine.travel(datetime.now(UTC) + timedelta(days=13, hours=23)):
        assert stranger.get(path).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(days=14, minutes=1)):
        assert stranger.get(path).status_code == 410


@pytest.mark.parametrize("change", [lambda key: key[:-1], lambda key: "x" + key])
def test_changed_link_opens_nothing(
    app: Flask, appoint: Appoint, browse: Browse, change: Callable[[str], str]
) -> None:
    invite(browse(appoint("olga", ORGANISER)), "nina@example.org")
    start, _, token = link(last_mail().body).rpartition("/")
    assert Browser(app.test_client()).get(f"{start}/{change(token)}").status_code == 410
    kept = db.session.scalars(select(Invitation)).one()
    assert Browser(app.test_client()).get(f"{start}/{kept.key}").status_code == 410, "unsigned"


def test_renewed_invitation_has_a_new_link_and_the_old_one_is_spent(
    app: Flask, appoint: Appoint, browse: Browse
) -> None:
    olga = browse(appoint("olga", ORGANISER))
    invite(olga, "nina@example.org")
    old = link(last_mail().body)
    olga.post(f"{TEAM}/invitations/1/renew", page=TEAM)
    new = link(last_mail().body)
    stranger = Browser(app.test_client())
    assert (stranger.get(old).status_code, stranger.get(new).status_code) == (410, 200)
    assert deeds() == ["invitation.make", "invitation.renew"]


def test_revoked_invitation_is_spent(app: Flask, appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    invite(olga, "nina@example.org")
    path = link(last_mail().body)
    olga.post(f"{TEAM}/invitations/1/revoke", page=TEAM)
    assert Browser(app.test_client()).get(path).status_code == 410
    assert deeds() == ["invitation.make", "invitation.revoke"]


def test_second_invitation_takes_the_place_of_the_first(appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    invite(olga, "nina@example.org")
    invite(olga, "Nina@example.org", language="da")
    kept = db.session.scalars(select(Invitation)).one()
    assert (kept.email, kept.language) == ("nina@example.org", "da")


def test_foreign_invitation_is_not_found(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    other = Edition(slug="2017", year=2017)
    db.session.add(other)
    db.session.commit()
    olga = browse(appoint("olga", ORGANISER))
    invite(olga, "nina@example.org")
    omar = browse(appoint("omar", ORGANISER, edition=other))
    theirs = "/en/manage/editions/2017/team"
    for path in (f"{theirs}/invitations/1/revoke", f"{TEAM}/invitations/1/revoke"):
        assert omar.post(path, page=theirs).status_code == 404
    assert omar.post(f"{theirs}/1/withdraw", page=theirs).status_code == 404
    assert db.session.scalars(select(Invitation)).one().answered is None


def test_organiser_withdraws_an_editor(appoint: Appoint, browse: Browse) -> None:
    olga, eddy = appoint("olga", ORGANISER), appoint("eddy", EDITOR)
    browser = browse(olga)
    assert browser.post(f"{TEAM}/{eddy.id}/withdraw", page=TEAM).status_code == 302
    assert staff() == {"olga": "organiser"}
    assert browse(eddy).get("/en/manage/editions/next/sessions/").status_code == 404


def test_organiser_cannot_withdraw_another_organiser(appoint: Appoint, browse: Browse) -> None:
    olga, omar = appoint("olga", ORGANISER), appoint("omar", ORGANISER)
    assert browse(olga).post(f"{TEAM}/{omar.id}/withdraw", page=TEAM).status_code == 403
    assert staff() == {"olga": "organiser", "omar": "organiser"}


def test_organiser_leaves_unless_they_are_the_last(appoint: Appoint, browse: Browse) -> None:
    olga, omar = appoint("olga", ORGANISER), appoint("omar", ORGANISER)
    browse(olga).post(f"{TEAM}/{olga.id}/withdraw", page=TEAM)
    assert staff() == {"omar": "organiser"}
    browse(omar).post(f"{TEAM}/{omar.id}/withdraw", page=TEAM)
    assert staff() == {"omar": "organiser"}


def test_secretariat_withdraws_even_the_last_organiser(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    olga = appoint("olga", ORGANISER)
    office = browse(account("office@example.org", secretariat=True))
    office.post(f"{TEAM}/{olga.id}/withdraw", page=TEAM)
    assert staff() == {}
    assert deeds() == ["staff.withdraw"]


def test_editor_who_becomes_organiser_signs_in_anew_with_a_second_factor(
    appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    eddy = appoint("eddy", EDITOR)
    invite(browse(account("office@example.org", secretariat=True)), eddy.email, ORGANISER)
    his = browse(eddy)
    his.post(link(last_mail().body))
    assert staff() == {"eddy": "organiser"}
    assert not his.is_signed_in()


def test_log_of_an_edition_is_readable_and_holds_nothing_else(
    appoint: Appoint, browse: Browse
) -> None:
    olga = browse(appoint("olga", ORGANISER))
    invite(olga, "nina@example.org")
    page = olga.get("/en/manage/editions/next/log")
    assert "Invited to the team" in page.text
    assert "nina@example.org" in page.text
    assert "Signed in" not in page.text


def test_pages_speak_both_languages(appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    for lang in ("en", "da"):
        for page in ("team", "log"):
            assert olga.get(f"/{lang}/manage/editions/next/{page}").status_code == 200


def test_role_that_an_address_has_is_not_offered_again(appoint: Appoint, browse: Browse) -> None:
    olga = browse(appoint("olga", ORGANISER))
    appoint("eddy", EDITOR)
    answer = invite(olga, "Eddy@example.org")
    assert answer.status_code == 422
    assert "has the role already" in answer.text
    assert db.session.scalars(select(Invitation)).all() == []


def test_of_two_answers_at_once_one_wins(
    app: Flask, coming: Edition, appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    """The second reads the offer before the first has taken it."""
    grace = account("grace@example.org")
    invite(browse(appoint("olga", ORGANISER)), grace.email)
    offer = db.session.scalars(select(Invitation)).one()
    actions.accept(coming, offer, grace)
    with pytest.raises(actions.SpentError):
        actions.accept(coming, offer, grace)


def test_organiser_who_is_invited_as_editor_stays_organiser(
    app: Flask, coming: Edition, appoint: Appoint, account: Appoint, browse: Browse
) -> None:
    olga, omar = appoint("olga", ORGANISER), appoint("omar", ORGANISER)
    invite(browse(olga), omar.email)
    browse(omar).post(link(last_mail().body))
    assert staff() == {"olga": "organiser", "omar": "organiser"}
