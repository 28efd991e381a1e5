"""What organisers ask is answered: apart until it is confirmed, and only what was asked."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account
from cwf.registration import jobs
from cwf.registration.models import Answer, Block, PendingAnswer
from cwf.registration.views import asked
from tests.browsing import link
from tests.programme.views.conftest import fields
from tests.registration.conftest import ADA, FORM, MANAGE, NOW, Visitor, last_mail, rows
from tests.registration.test_form_pages import put

Make = Callable[..., str]
Made = dict[str, Block]
PDF = b"%PDF-1.7\nabout a person\n%%EOF\n"


def name(block: Block, *, of: str = "") -> str:
    return f"q{block.uuid.hex}{of}"


@pytest.fixture
def form(edition: Edition) -> Made:
    """A choice, what follows from it, a question to students, a consent."""
    dinner = put(edition, "choice", options={"yes": {}, "no": {}}, label={"en": "Dinner"},
                 required=True)  # fmt: skip
    condition = {"block": dinner.uuid.hex, "options": ["yes"]}
    return {
        "dinner": dinner,
        "song": put(edition, "text", label={"en": "A song"}, condition=condition, required=True),
        "card": put(
            edition,
            "number",
            label={"en": "Card"},
            condition={"categories": ["student"]},
            least=100,
            most=999,
        ),
        "consent": put(edition, "consent", label={"en": "My name may be printed."}),
    }


def said(table: Any = Answer) -> dict[str, Any]:
    """The answers there are, by the label of their question."""
    db.session.rollback()
    db.session.expire_all()
    found = select(Block.label, table.value).join(table, table.block_id == Block.id)
    return {label["en"]: value for label, value in db.session.execute(found.order_by(Block.id))}


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(held, "JPEG", exif=b"Exif\0\0 a secret place")
    return held.getvalue()


def test_answers_stand_apart_until_the_address_confirms(
    app: Flask, visitor: Visitor, form: Made
) -> None:
    sent = {
        name(form["dinner"]): "yes",
        name(form["song"]): "Jerusalem",
        name(form["consent"]): "y",
    }
    assert visitor.register(**sent).status_code == 200
    expected = {
        "Dinner": "yes",
        "A song": "Jerusalem",
        "My name may be printed.": "My name may be printed.",
    }
    assert (said(), said(PendingAnswer)) == ({}, expected)
    page = Visitor(app.test_client()).get(link(last_mail().body))
    assert "Jerusalem" in page.text
    assert Visitor(app.test_client()).send(link(last_mail().body)).status_code == 302
    assert (said(), said(PendingAnswer)) == (expected, {})


@pytest.mark.parametrize(
    ("category", "sent", "kept"),
    [
        ("full", {"dinner": "no", "song": "Dropped", "card": "123"}, {"Dinner": "no"}),
        ("student", {"dinner": "no", "card": "123"}, {"Dinner": "no", "Card": 123}),
        ("full", {"dinner": "no", "card": "no number at all"}, {"Dinner": "no"}),
        (
            "full",
            {"dinner": "yes", "song": " La  Paloma "},
            {"Dinner": "yes", "A song": "La Paloma"},
        ),
    ],
)
def test_only_what_was_asked_is_kept(
    confirmed: Make, form: Made, category: str, sent: dict[str, str], kept: dict[str, Any]
) -> None:
    confirmed(category=category, **{name(form[key]): value for key, value in sent.items()})
    assert said() == kept


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Dinner: Fill this in."),
        ({"dinner": "yes"}, "A song: Fill this in."),
        ({"dinner": "sometimes"}, "Dinner: Choose one of the list."),
        ({"dinner": "no", "card": "99"}, "Write a number from 100 to 999."),
    ],
)
def test_answer_that_is_missing_or_wrong_is_told(
    visitor: Visitor, form: Made, sent: dict[str, str], sentence: str
) -> None:
    values = {name(form[key]): value for key, value in sent.items()}
    answer = visitor.register(category="student", affiliation="Kept", **values)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("</a>", "")
    assert 'value="Kept"' in answer.text
    assert rows() == []


def test_form_and_questions_are_told_wrong_at_once(visitor: Visitor, form: Made) -> None:
    answer = visitor.register(name="")
    assert answer.status_code == 422
    errors = answer.text.partition("data-errors")[2].partition("</ul>")[0]
    assert (errors.count("<li>"), "Dinner: Fill this in." in errors) == (2, True)


def test_conditions_are_told_in_words(visitor: Visitor, form: Made) -> None:
    page = visitor.get(FORM).text
    assert "Only if you take part as: Student." in page
    assert "Only if “Dinner” is: Yes." in page
    assert f'data-depends="{name(form["dinner"])}" data-codes="yes"' in page


def test_same_submit_twice_keeps_one_set_of_answers(visitor: Visitor, form: Made) -> None:
    values = {**fields(visitor.get(FORM).text), **ADA, name(form["dinner"]): "no"}
    assert visitor.post(FORM, values).status_code == 200
    assert visitor.post(FORM, {**values, name(form["consent"]): "y"}).status_code == 200
    assert said(PendingAnswer) == {"Dinner": "no"}


def test_participant_changes_answers_by_link(app: Flask, confirmed: Make, form: Made) -> None:
    path = confirmed(**{name(form["dinner"]): "no"})
    stranger = Visitor(app.test_client())
    answer = stranger.send(
        f"{path}/answers", **{name(form["dinner"]): "yes", name(form["song"]): "Ja"}
    )
    assert (answer.status_code, answer.location) == (303, path)
    assert said() == {"Dinner": "yes", "A song": "Ja"}
    page = stranger.get(path).text
    assert ("A song" in page, "Card" in page) == (True, False)
    stranger.send(f"{path}/answers", **{name(form["dinner"]): "no"})
    assert said() == {"Dinner": "no"}, "what is not asked any more goes"


def test_log_tells_which_answers_changed_and_never_to_what(
    app: Flask, confirmed: Make, form: Made
) -> None:
    path = confirmed(**{name(form["dinner"]): "no"})
    Visitor(app.test_client()).send(f"{path}/answers", **{name(form["consent"]): "y"})
    found = select(AuditEntry.after).where(AuditEntry.action == "registration.answers")
    assert list(db.session.scalars(found.order_by(AuditEntry.id))) == [
        {"fields": ["Dinner"]}, {"fields": ["My name may be printed."]},
    ]  # fmt: skip


def test_question_that_came_later_is_told_to_be_answered(
    app: Flask, confirmed: Make, edition: Edition
) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    assert "Your answers" not in stranger.get(path).text
    assert stranger.get(f"{path}/answers").status_code == 303
    put(edition, "text", label={"en": "T-shirt"}, required=True)
    assert "Still to be answered: T-shirt" in stranger.get(path).text


def test_consent_keeps_the_sentence_that_was_agreed_to(
    app: Flask, confirmed: Make, form: Made
) -> None:
    path = confirmed(**{name(form["dinner"]): "no", name(form["consent"]): "y"})
    form["consent"].label = {"en": "My name and picture may be printed."}
    db.session.commit()
    stranger = Visitor(app.test_client())
    stranger.send(f"{path}/answers", **{name(form["dinner"]): "no"})
    assert said()["My name and picture may be printed."] == "My name may be printed."


def test_two_who_answer_at_once_are_shown_both(app: Flask, confirmed: Make, form: Made) -> None:
    path = confirmed(**{name(form["dinner"]): "no"}) + "/answers"
    stranger = Visitor(app.test_client())
    values = fields(stranger.get(path).text)
    first = {**values, name(form["dinner"]): "yes", name(form["song"]): "First"}
    assert stranger.post(path, first).status_code == 303
    answer = stranger.post(path, {**values, name(form["consent"]): "y"})
    assert answer.status_code == 409
    assert said() == {"Dinner": "yes", "A song": "First"}


def test_other_category_drops_what_it_is_not_asked(app: Flask, confirmed: Make, form: Made) -> None:
    path = confirmed(category="student", **{name(form["dinner"]): "no", name(form["card"]): "123"})
    assert said() == {"Dinner": "no", "Card": 123}
    Visitor(app.test_client()).send(f"{path}/change", category="full")
    assert said() == {"Dinner": "no"}


def test_answers_of_a_retired_question_stay(app: Flask, confirmed: Make, form: Made) -> None:
    path = confirmed(**{name(form["dinner"]): "no", name(form["consent"]): "y"})
    form["consent"].retired = NOW
    db.session.commit()
    stranger = Visitor(app.test_client())
    stranger.send(f"{path}/answers", **{name(form["dinner"]): "no"})
    assert said() == {"Dinner": "no", "My name may be printed.": "My name may be printed."}


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("organiser", 200), ("editor", 403), ("nobody", 404)]
)
def test_answers_are_read_by_those_who_keep_registrations(
    confirmed: Make, form: Made, staff_of: Callable[[str], Visitor], who: str, status: int
) -> None:
    confirmed(**{name(form["dinner"]): "no"})
    path = f"{MANAGE}/{rows()[0].uuid}/answers"
    assert staff_of(who).get(path).status_code == status


def test_organiser_writes_answers_down(
    confirmed: Make, form: Made, staff_of: Callable[[str], Visitor]
) -> None:
    confirmed(**{name(form["dinner"]): "no"})
    path = f"{MANAGE}/{rows()[0].uuid}"
    browser = staff_of("organiser")
    answer = browser.send(f"{path}/answers", **{name(form["consent"]): "y"})
    assert (answer.status_code, answer.location) == (303, path)
    assert said()["My name may be printed."] == "My name may be printed."


# Files.


def upload(block: Block, body: bytes, called: str = "cv.pdf") -> dict[str, Any]:
    return {name(block): (io.BytesIO(body), called)}


def total(table: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def cv(edition: Edition) -> Block:
    """A file that everybody is asked for."""
    return put(edition, "file", label={"en": "CV"})


def test_file_belongs_to_nobody_until_the_address_confirms(
    app: Flask, visitor: Visitor, cv: Block
) -> None:
    assert visitor.register(**upload(cv, PDF, "../../.My CV.pdf")).status_code == 200
    assert (said(), said(PendingAnswer)["CV"]["name"]) == ({}, "My CV.pdf")
    path = Visitor(app.test_client()).send(link(last_mail().body)).location
    answer = app.test_client().get(f"{path}/files/{cv.uuid}")
    assert (answer.status_code, answer.data) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    uuid = rows()[0].uuid.hex[:8]
    assert disposition == f"attachment; filename=answer-{uuid}-{cv.uuid.hex[:8]}.pdf"
    assert (total(PendingAnswer), said()["CV"]["size"]) == (0, len(PDF))


def test_picture_is_encoded_anew(app: Flask, confirmed: Make, cv: Block) -> None:
    sent = picture()
    path = confirmed(**upload(cv, sent, "me.jpg"))
    answer = app.test_client().get(f"{path}/files/{cv.uuid}")
    assert answer.headers["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.data)).size == (40, 30)
    assert (b"a secret place" in sent, b"a secret place" in answer.data) == (True, False)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"MZ an executable", "Send a PDF, or a picture"),
        (b"<svg onload=alert(1)>", "Send a PDF, or a picture"),
        (b"%PDF-1.7 cut short", "Send a PDF, or a picture"),
        (b"", "This file is empty"),
        (b"%PDF-" + b"x" * 5 * 1024 * 1024 + b"%%EOF", "This file is larger than 5.2 MB"),
    ],
    ids=["program", "script", "cut", "empty", "large"],
)
def test_file_that_cannot_be_taken_comes_back(
    visitor: Visitor, cv: Block, body: bytes, sentence: str
) -> None:
    answer = visitor.register(**upload(cv, body))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert total(PendingAnswer) == 0


def test_file_that_other_faults_kept_from_being_saved_is_asked_for_again(
    app: Flask, edition: Edition, visitor: Visitor, confirmed: Make, cv: Block
) -> None:
    told = "“cv.pdf” was not saved"
    answer = visitor.register(**upload(cv, PDF), email="no address")
    assert (answer.status_code, told in answer.text) == (422, True)

    path = confirmed()
    put(edition, "text", label={"en": "Name of your school"}, required=True)
    answer = Visitor(app.test_client()).send(f"{path}/answers", **upload(cv, PDF))
    assert (answer.status_code, told in answer.text) == (422, True)
    assert total(Answer) == 0


def test_file_stays_until_another_one_or_its_removal(
    app: Flask, confirmed: Make, cv: Block
) -> None:
    path = confirmed(**upload(cv, PDF))
    stranger = Visitor(app.test_client())
    assert stranger.send(f"{path}/answers").status_code == 303
    assert app.test_client().get(f"{path}/files/{cv.uuid}").data == PDF
    other = PDF.replace(b"person", b"other")
    stranger.send(f"{path}/answers", **upload(cv, other))
    assert app.test_client().get(f"{path}/files/{cv.uuid}").data == other
    stranger.send(f"{path}/answers", **{name(cv, of="_gone"): "y"})
    assert app.test_client().get(f"{path}/files/{cv.uuid}").status_code == 404
    assert said() == {}


def test_file_is_its_participants_and_organisers(
    app: Flask, confirmed: Make, cv: Block, staff_of: Callable[[str], Visitor],
    account: Callable[..., Account], signed_in: Callable[[Account], Any],
) -> None:  # fmt: skip
    confirmed(**upload(cv, PDF))
    path = f"{MANAGE}/{rows()[0].uuid}/files/{cv.uuid}"
    found = {who: staff_of(who).get(path).status_code for who in ("organiser", "editor", "nobody")}
    assert found == {"organiser": 200, "editor": 403, "nobody": 404}
    other = Edition(slug="2029", year=2029)
    db.session.add(other)
    db.session.flush()
    foreign = account("foreign@example.org")
    db.session.add(
        Staff(edition_id=other.id, account_id=foreign.id, role="organiser", appointed=NOW)
    )
    db.session.commit()
    browser = signed_in(foreign)
    assert browser.get(path).status_code == 404
    assert browser.get(path.replace("/2027/", "/2029/")).status_code == 404
    second = confirmed(email="bo@example.org")
    assert app.test_client().get(f"{second}/files/{cv.uuid}").status_code == 404


def test_unconfirmed_file_goes_with_what_was_asked_for(
    app: Flask, visitor: Visitor, cv: Block, noon: Any
) -> None:
    visitor.register(**upload(cv, PDF))
    noon.shift(timedelta(days=7, minutes=1))
    jobs.forget_unconfirmed()
    assert (rows(), total(PendingAnswer)) == ([], 0)


def test_strangers_fill_no_more_of_the_disk_than_there_is_for_them(
    app: Flask, visitor: Visitor, cv: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    cv.required = True
    db.session.commit()
    monkeypatch.setattr(asked, "MOST_UNCONFIRMED", len(PDF))
    assert visitor.register(**upload(cv, PDF)).status_code == 200
    assert "Files cannot be taken just now" in visitor.get(FORM).text
    assert visitor.register(email="bo@example.org", **upload(cv, PDF)).status_code == 200
    assert total(PendingAnswer) == 1
    Visitor(app.test_client()).send(link(last_mail().body))
    assert said() == {}


def test_network_address_sends_only_so_many_files(
    visitor: Visitor, cv: Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    from werkzeug.exceptions import TooManyRequests

    from cwf.web import limits

    def count(what: str, at_most: Any, *, of: str = "") -> None:
        if what == "files of a registration":
            raise TooManyRequests

    monkeypatch.setattr(limits, "count", count)
    assert visitor.register(**upload(cv, PDF)).status_code == 200
    assert (len(rows()), total(PendingAnswer)) == (1, 0)


# Options with places.


@pytest.fixture
def tour(edition: Edition) -> Block:
    """A tour on which two can go."""
    return put(edition, "choice", options={"boat": {"places": 1}, "walk": {}}, label={"en": "Tour"})


def test_option_is_full_once_its_places_are_taken(
    app: Flask, visitor: Visitor, confirmed: Make, tour: Block
) -> None:
    confirmed(**{name(tour): "boat"})
    page = visitor.get(FORM).text
    assert "Boat (full)" in page
    assert re.search(r'<input[^>]*disabled[^>]*value="boat"', page)
    assert not re.search(r'<input[^>]*disabled[^>]*value="walk"', page)


def test_last_place_goes_to_who_confirms_first(app: Flask, visitor: Visitor, tour: Block) -> None:
    links = []
    for who in ("ada@example.org", "bo@example.org"):
        assert visitor.register(email=who, **{name(tour): "boat"}).status_code == 200
        links.append(link(last_mail().body))
    pages = []
    for one in links:
        stranger = Visitor(app.test_client())
        pages.append(stranger.get(stranger.send(one).location).text)
    assert ["Somebody else took the last place of: Boat" in page for page in pages] == [False, True]
    assert [row.standing for row in rows()] == ["confirmed", "confirmed"]
    assert said() == {"Tour": "boat"}
    assert total(Answer) == 1


def test_full_option_is_refused_by_link_and_nothing_else_lost(
    app: Flask, confirmed: Make, tour: Block, edition: Edition
) -> None:
    confirmed(**{name(tour): "boat"})
    path = confirmed(email="bo@example.org", **{name(tour): "walk"})
    answer = Visitor(app.test_client()).send(f"{path}/answers", **{name(tour): "boat"})
    assert answer.status_code == 422
    assert "No place is left: Boat" in answer.text
    assert total(Answer) == 2


def test_who_has_a_place_keeps_it_when_there_are_fewer(
    app: Flask, confirmed: Make, tour: Block
) -> None:
    path = confirmed(**{name(tour): "boat"})
    tour.options = [{"code": "boat", "text": {"en": "Boat"}, "places": 0}, tour.options[1]]
    db.session.commit()
    answer = Visitor(app.test_client()).send(f"{path}/answers")
    assert (answer.status_code, said()) == (303, {"Tour": "boat"})


def test_cancelling_gives_the_place_of_an_option_back(
    app: Flask, confirmed: Make, tour: Block
) -> None:
    path = confirmed(**{name(tour): "boat"})
    Visitor(app.test_client()).send(f"{path}/cancellation")
    assert said() == {}
    confirmed(email="bo@example.org", **{name(tour): "boat"})
    assert said() == {"Tour": "boat"}


# Sheets.


def test_questions_are_columns_of_the_sheet(
    confirmed: Make, form: Made, edition: Edition, staff_of: Callable[[str], Visitor]
) -> None:
    put(edition, "date", label={"en": "Born"}, retired=NOW)
    card = {name(form["card"]): "123", name(form["dinner"]): "no", name(form["consent"]): "y"}
    confirmed(category="student", **card)
    confirmed(email="bo@example.org", name="Bo", **{name(form["dinner"]): "no"})
    page = staff_of("organiser").get(f"{MANAGE}/participants.csv").data.decode("utf-8-sig")
    heads, *lines = csv.reader(io.StringIO(page))
    assert heads[21:] == ["Dinner", "A song", "Card", "My name may be printed."]
    assert {line[0]: line[21:] for line in lines} == {
        "Ada Whitlock": ["No", "", "123", "Agreed"], "Bo": ["No", "", "", ""],
    }  # fmt: skip


def test_answers_of_retired_questions_stay_in_the_sheet(
    confirmed: Make, form: Made, staff_of: Callable[[str], Visitor]
) -> None:
    confirmed(**{name(form["dinner"]): "no"})
    form["dinner"].retired = NOW
    db.session.commit()
    page = staff_of("organiser").get(f"{MANAGE}/participants.csv").data.decode("utf-8-sig")
    heads, line = csv.reader(io.StringIO(page))
    assert (heads[21], line[21]) == ("Dinner", "No")
