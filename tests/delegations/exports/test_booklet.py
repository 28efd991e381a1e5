"""The booklet: it says who comes and who covers what to members, and names nobody else."""

import io
from datetime import date
from uuid import UUID

import pypdf
import pytest
from sqlalchemy import select

from cwf import jobs
from cwf.database import db
from cwf.delegations.booklet import letter
from cwf.delegations.exports.booklet import booklet_document
from cwf.delegations.forms.lists import WORDS
from cwf.delegations.models import Cover
from cwf.delegations.queries.booklet import booklet_of
from cwf.registration.actions.places import take
from cwf.registration.models import Claim
from cwf.web.documents import Document, write_pdf
from tests.agendas.signing import limit, publish, workshop
from tests.browsing import Browser
from tests.delegations.parties import NOON, Party, comes
from tests.programme.conftest import Forum


@pytest.fixture
def loom(forum: Forum, parties: tuple[Party, Party]) -> UUID:
    """A workshop for which Ailsa has signed up; she and Calum cover the opening, Oklahoma too."""
    uuid, _empty = workshop(forum, "loom", 10)[0], workshop(forum, "nobody", 12)
    forum.edition.country = "DK"
    publish(forum)
    root = limit(forum, uuid, 5)
    scotland, oklahoma = parties
    take(root, scotland.member["Ailsa Morrison"].participant_id, at=NOON)
    for member in (*list(scotland.member.values())[:2], *oklahoma.member.values()):
        db.session.add(Cover(member_id=member.id, slot_uuid=forum.slot.uuid, added=NOON))
    db.session.commit()
    return uuid


def made(forum: Forum, party: Party, language: str = "en") -> Document:
    """The booklet of a delegation."""
    return booklet_document(
        booklet_of(party.row), WORDS, language=language, forum="Creativity World Forum Aarhus 2017",
        zone=forum.edition.zone, at=NOON,
    )  # fmt: skip


def text(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_booklet_is_made_for_its_delegation(
    forum: Forum, parties: tuple[Party, Party], loom: UUID, ailsa: Browser
) -> None:
    page = f"/en/delegations/{parties[0].row.uuid}/booklet/"
    assert "Calum Reid" in ailsa.get(page).text, "who is not named in it, its head is told"
    asked = ailsa.post(f"{page}papers", {"language": "en"}, page=page)
    assert "data-again" in ailsa.get(asked.location).text
    jobs.run_job("papers")
    file = ailsa.get(ailsa.get(asked.location).location)
    assert (file.content_type, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    said = text(file.data)
    for part in (
        "3 people, led by the Scottish Government. First arrival Monday 30 October.",
        "Ailsa Morrison",
        "Scottish Government, Head of delegation",
        "Tue 31 Oct 14:35 · flight to Aarhus",
        "Hotel A, to Fri 3 Nov",
        "with Ailsa Morrison",
        "1 more comes and did not agree to be named here.",
        "Day and night: Ailsa Morrison, +44 20 7946 0000. Emergency 112.",
        "09:15, Store Sal (08:15 at home)",
        "1 more session that day has nobody.",
        "Only for members of the delegation.",
        "Release 1, 20 October 2017, 12:00.",
    ):
        assert part in said
    assert ("Calum" in said, "CANARY" in said, "Canary" in said) == (False, False, False)
    theirs = f"/en/delegations/{parties[1].row.uuid}/booklet/"
    name = asked.location.rsplit("/", 1)[1]
    assert ailsa.get(theirs).status_code == 404
    assert ailsa.get(f"{theirs}papers/{name}.pdf").status_code == 404
    assert ailsa.post(f"{theirs}papers", {"language": "en"}, page=page).status_code == 404


def test_only_what_somebody_covers_is_told_and_the_rest_counted(
    forum: Forum, parties: tuple[Party, Party], loom: UUID
) -> None:
    html = made(forum, parties[0]).html
    assert html.count('<tbody><tr><th class="d">') == 1
    assert "1 more session that day has nobody." in html
    assert "Nobody.</p>" not in html
    for row in db.session.scalars(select(Cover)):
        db.session.delete(row)
    claim = db.session.scalars(select(Claim)).one()
    claim.state, claim.ended = "given_up", NOON
    db.session.commit()
    html = made(forum, parties[0]).html
    assert "Nobody has chosen yet; there are 3 sessions." in html
    assert '<th class="d">' not in html


def test_covers_are_of_the_delegation_alone_and_counted(
    forum: Forum, parties: tuple[Party, Party], loom: UUID, ailsa: Browser
) -> None:
    found = booklet_of(parties[0].row)
    ids = {name: one.participant_id for name, one in parties[0].member.items()}
    assert found.covers == {
        forum.slot.uuid: {ids["Ailsa Morrison"], ids["Calum Reid"]},
        loom: {ids["Ailsa Morrison"]},
    }
    assert [(one.letter, one.guest.name) for one in found.members] == [
        ("A", "Ailsa Morrison"), ("B", "Isla Morrison"),
    ]  # fmt: skip


def test_the_same_booklet_gives_the_same_bytes(
    forum: Forum, parties: tuple[Party, Party], loom: UUID
) -> None:
    one, other = (write_pdf(made(forum, parties[0], "da")) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("number", [0, 10, 60])
def test_from_one_member_to_sixty_none_is_lost(
    forum: Forum, parties: tuple[Party, Party], loom: UUID, number: int
) -> None:
    for at in range(number):
        said = {"listed": True, "arrives": date(2017, 10, 31), "lodging": "Hotel A"}
        member = comes(forum, parties[0], f"Guest{at:02} Number", said)
        db.session.add(Cover(member_id=member.id, slot_uuid=forum.slot.uuid, added=NOON))
    db.session.commit()
    said = text(write_pdf(made(forum, parties[0])))
    assert [at for at in range(number) if f"Guest{at:02} Number" not in said] == []
    assert f"{letter(number + 1)} " in said


def test_without_a_programme_the_booklet_says_so(
    forum: Forum, parties: tuple[Party, Party]
) -> None:
    assert "The programme is not public yet." in text(write_pdf(made(forum, parties[0])))
