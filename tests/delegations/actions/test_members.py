"""Who comes with a delegation: named once, changed, taken out, replaced."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions import members as actions
from cwf.delegations.actions.leaving import take_out
from cwf.delegations.actions.members import AddressTakenError, Joined
from cwf.delegations.actions.quotas import grant
from cwf.delegations.actions.substitutes import Exchanged, Refusal, substitute
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.queries.groups import group_of_role
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.entering import Entrant, enter_all
from cwf.registration.categories import Category, Channel, Payment, Standing
from cwf.registration.details import Details
from cwf.registration.models import Claim, Participant
from cwf.registration.places import Outcome, Wait
from cwf.registration.queries.particulars import said_of

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
HEAD = Actor(account_id=1, name="Ailsa Morrison")


@pytest.fixture
def edition(app: Flask) -> Edition:
    """Aarhus 2027."""
    made = Edition(
        slug="2027",
        year=2027,
        country="DK",
        zone="Europe/Copenhagen",
        starts=date(2027, 5, 19),
        ends=date(2027, 5, 20),
    )
    db.session.add(made)
    db.session.flush()
    return made


def delegation(edition: Edition, name: str = "Scotland", country: str = "GB") -> Delegation:
    """A delegation that is being formed."""
    made = Delegation(
        edition_id=edition.id,
        name={"en": name},
        country=country,
        stage=Stage.FORMING,
        stage_since=NOW,
        made=NOW,
    )
    db.session.add(made)
    db.session.flush()
    return made


def name(row: Delegation, *people: Named, **more: Any) -> list[Joined]:
    """Name people now, by the head."""
    return actions.name_members(row, people, at=NOW, actor=HEAD, **more)


def who(name: str, role: Role = Role.OFFICIAL, **more: Any) -> Named:
    """Somebody to be named."""
    return Named(name=name, role=role, country="GB", **more)


def alone(edition: Edition, email: str, name: str = "Callum Reid") -> Participant:
    """Somebody who registered by themselves."""
    details = Details(
        name=name, country="GB", affiliation="", category=Category.FULL, language="en"
    )
    (entered,) = enter_all(
        edition.id, [Entrant(details=details, email=email)], channel=Channel.OWN, at=NOW, actor=HEAD
    )
    assert entered.participant
    return entered.participant


def members(row: Delegation) -> list[tuple[str, str]]:
    """Name and role of those who come, as they were named."""
    rows = select(Member).where(Member.delegation_id == row.id).order_by(Member.id)
    return [(one.participant.person.name, str(one.role)) for one in db.session.scalars(rows)]


def test_whoever_is_named_takes_part_as_a_delegate(edition: Edition) -> None:
    row = delegation(edition)

    first, second = name(
        row,
        who("Ailsa Morrison", email="Ailsa@Example.org", affiliation="Government"),
        who("Isla Drummond", Role.BUSINESS),
    )

    assert (first.outcome, first.known, second.outcome) == (Outcome.TAKEN, False, Outcome.TAKEN)
    assert members(row) == [("Ailsa Morrison", "official"), ("Isla Drummond", "business")]
    ailsa = first.member.participant  # type: ignore[union-attr]
    assert (ailsa.email, ailsa.category, ailsa.channel, ailsa.standing, ailsa.affiliation) == (
        "ailsa@example.org",
        Category.DELEGATE,
        Channel.DELEGATION,
        Standing.CONFIRMED,
        "Government",
    )
    assert second.member.participant.email is None  # type: ignore[union-attr]


def test_who_takes_part_already_is_the_same_participant_and_counted_once(
    edition: Edition,
) -> None:
    row, callum = delegation(edition), alone(edition, "callum@example.org")

    (joined,) = name(row, who("C. Reid", email="callum@example.org"))

    assert joined.known
    assert joined.member.participant_id == callum.id  # type: ignore[union-attr]
    assert members(row) == [("Callum Reid", "official")]
    assert db.session.scalar(select(func.count()).select_from(Participant)) == 1


def test_named_twice_is_named_once(edition: Edition) -> None:
    row = delegation(edition)
    name(row, who("Ailsa Morrison", email="ailsa@example.org"))

    (again,) = name(row, who("Ailsa M.", email="ailsa@example.org"))
    first, second = name(
        row, who("Bo", email="bo@example.org"), who("Bo", Role.PRESS, email="bo@example.org")
    )

    assert (again.outcome, again.known) == (Outcome.ALREADY, True)
    assert first.member is not None
    assert second.member is first.member
    assert members(row) == [("Ailsa Morrison", "official"), ("Bo", "official")]


def test_who_comes_with_another_delegation_is_not_taken_from_it(edition: Edition) -> None:
    scotland, brabant = delegation(edition), delegation(edition, "Noord-Brabant", "NL")
    name(scotland, who("Ailsa Morrison", email="ailsa@example.org"))

    (joined,) = name(brabant, who("Ailsa", email="ailsa@example.org"))

    assert (joined.member, joined.elsewhere) == (None, True)
    assert (members(scotland), members(brabant)) == ([("Ailsa Morrison", "official")], [])


def test_what_is_said_of_a_new_member_is_kept_and_of_a_known_one_stays(edition: Edition) -> None:
    row, callum = delegation(edition), alone(edition, "callum@example.org")

    joined, known = name(
        row,
        who("Ailsa", particulars={"diet": "vegan", "photo": False}),
        who("Callum", email="callum@example.org", particulars={"diet": "vegan"}),
    )

    said = said_of(joined.member.participant_id)  # type: ignore[union-attr]
    assert said
    assert (said.diet, said.photo, said.access) == ("vegan", False, None)
    assert known.known
    assert said_of(callum.id) is None


def test_an_accompanying_person_comes_beside_a_member_of_the_same_delegation(
    edition: Edition,
) -> None:
    row, other = delegation(edition), delegation(edition, "Lombardy", "IT")
    (ailsa,) = name(row, who("Ailsa"))
    (stranger,) = name(other, who("Bianca"))

    beside, alone_, foreign = name(
        row,
        who("Hamish", Role.ACCOMPANYING, accompanies=ailsa.member.id),  # type: ignore[union-attr]
        who("Rory", Role.OFFICIAL, accompanies=ailsa.member.id),  # type: ignore[union-attr]
        who("Fiona", Role.ACCOMPANYING, accompanies=stranger.member.id),  # type: ignore[union-attr]
    )

    assert [one.member.accompanies_id for one in (beside, alone_, foreign)] == [  # type: ignore[union-attr]
        ailsa.member.id,  # type: ignore[union-attr]
        None,
        None,
    ]


def test_taken_out_takes_part_no_longer_unless_they_came_by_themselves(edition: Edition) -> None:
    row, callum = delegation(edition), alone(edition, "callum@example.org")
    ailsa, known = name(row, who("Ailsa"), who("Callum", email="callum@example.org"))
    assert ailsa.member
    assert known.member
    participant = ailsa.member.participant

    gone = take_out(row, ailsa.member, at=NOW, actor=HEAD)
    stays = take_out(row, known.member, at=NOW, actor=HEAD)

    assert (gone, stays, members(row)) == (True, False, [])
    assert (participant.standing, callum.standing) == (Standing.CANCELLED, Standing.CONFIRMED)


def test_an_address_can_be_added_and_mended_but_not_taken_from_another(edition: Edition) -> None:
    row = delegation(edition)
    alone(edition, "callum@example.org")
    (ailsa,) = name(row, who("Ailsa"))
    assert ailsa.member
    participant = ailsa.member.participant

    def change(email: str) -> None:
        actions.change_member(row, ailsa.member, who("Ailsa", email=email), at=NOW, actor=HEAD)  # type: ignore[arg-type]

    change("aisla@example.org")
    first = participant.generation
    change("ailsa@example.org")
    with pytest.raises(AddressTakenError):
        change("Callum@example.org")

    assert (first, participant.generation) == (1, 2)  # the link at the wrong address has ended
    assert participant.email == "ailsa@example.org"


def test_a_substitute_comes_in_the_same_place(edition: Edition) -> None:
    row = delegation(edition)
    (ailsa,) = name(row, who("Ailsa", email="ailsa@example.org", particulars={"diet": "vegan"}))
    assert ailsa.member
    former = ailsa.member.participant

    done = substitute(row, ailsa.member, who("Bo", email="bo@example.org"), at=NOW, actor=HEAD)

    assert done == Exchanged(former=former, cancelled=True)
    assert members(row) == [("Bo", "official")]
    assert ailsa.member.instead_of == "Ailsa"
    assert former.standing == Standing.CANCELLED
    assert said_of(ailsa.member.participant_id) is None


def test_the_first_who_was_named_is_remembered_through_two_substitutes(edition: Edition) -> None:
    row = delegation(edition)
    (ailsa,) = name(row, who("Ailsa"))
    assert ailsa.member

    substitute(row, ailsa.member, who("Bo"), at=NOW, actor=HEAD)
    substitute(row, ailsa.member, who("Cy"), at=NOW, actor=HEAD)

    assert (members(row), ailsa.member.instead_of) == ([("Cy", "official")], "Ailsa")


def test_nobody_comes_for_another_who_is_named_anywhere_already(edition: Edition) -> None:
    row, other = delegation(edition), delegation(edition, "Lombardy", "IT")
    ailsa, bo = name(row, who("Ailsa", email="ailsa@example.org"), who("Bo", email="bo@x.org"))
    name(other, who("Cy", email="cy@x.org"))
    assert ailsa.member
    assert bo.member

    def refused(email: str) -> object:
        return substitute(row, ailsa.member, who("X", email=email), at=NOW, actor=HEAD)  # type: ignore[arg-type]

    assert refused("ailsa@example.org") is Refusal.SAME
    assert refused("bo@x.org") is Refusal.MEMBER
    assert refused("cy@x.org") is Refusal.ELSEWHERE


def test_a_substitute_of_one_in_line_waits_in_their_stead(edition: Edition) -> None:
    row = delegation(edition)
    grant(row, 1, {}, at=NOW, actor=HEAD)
    (_first, cy) = name(row, who("Ailsa"), who("Cy"), wait=Wait.PARTS)
    assert cy.member
    assert cy.member.participant.standing == Standing.WAITING

    done = substitute(row, cy.member, who("Bo", email="bo@example.org"), at=NOW, actor=HEAD)

    assert isinstance(done, Exchanged)
    assert cy.member.participant.person.name == "Bo"
    assert cy.member.participant.standing == Standing.WAITING, "there is one place, and it is taken"
    assert done.former.standing == Standing.CANCELLED


def test_nobody_gives_their_own_place_for_anothers_in_line(edition: Edition) -> None:
    row = delegation(edition)
    grant(row, 1, {}, at=NOW, actor=HEAD)
    callum = alone(edition, "callum@example.org")
    (_first, cy) = name(row, who("Ailsa"), who("Cy"), wait=Wait.PARTS)
    assert cy.member

    done = substitute(row, cy.member, who("Callum", email="callum@example.org"), at=NOW, actor=HEAD)

    assert done is Refusal.WAITS
    assert callum.standing == Standing.CONFIRMED


def test_a_substitute_owes_what_the_former_did(edition: Edition) -> None:
    row = delegation(edition)
    (ailsa,) = name(row, who("Ailsa"))
    assert ailsa.member
    former = ailsa.member.participant
    former.fee, former.payment, former.payment_note = 30000, Payment.PAID, "by transfer"

    substitute(row, ailsa.member, who("Bo"), at=NOW, actor=HEAD)

    other = ailsa.member.participant
    assert (other.fee, other.payment, other.payment_note) == (30000, Payment.PAID, "by transfer")
    assert (former.fee, former.payment, former.payment_note) == (None, Payment.NONE, "")


def test_who_waits_alone_has_the_place_of_their_role_at_once(edition: Edition) -> None:
    row = delegation(edition)
    open_places(edition, 2, NOW, HEAD)
    grant(row, 1, {Role.OFFICIAL: 1}, at=NOW, actor=HEAD)
    alone(edition, "ailsa@example.org", "Ailsa")
    details = Details(
        name="Callum", country="GB", affiliation="", category=Category.FULL, language="en"
    )
    (entered,) = enter_all(
        edition.id,
        [Entrant(details=details, email="callum@example.org")],
        channel=Channel.OWN,
        at=NOW,
        actor=HEAD,
        wait=Wait.PARTS,
    )
    assert entered.participant
    assert entered.participant.standing == Standing.WAITING

    (refused,) = name(row, who("Callum", Role.PRESS, email="callum@example.org"))
    (joined,) = name(row, who("Callum", email="callum@example.org"))

    assert (refused.outcome, refused.member) == (Outcome.FULL, None)
    assert joined.outcome is Outcome.TAKEN
    assert entered.participant.standing == Standing.CONFIRMED
    claim = db.session.scalars(
        select(Claim).where(Claim.participant_id == entered.participant.id)
    ).one()
    assert (claim.state, claim.group) == ("place", group_of_role(row, Role.OFFICIAL))
