"""Two delegations to a forum, and somebody who comes individually, with what they said."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from cwf.database import db
from cwf.delegations.models import Delegation, Head, Member
from cwf.editions.lifecycle import Lifecycle
from cwf.people.models import Account, Person
from cwf.regions.models import Region
from cwf.registration.models import Participant, Particulars
from tests.programme.conftest import Forum

NOON = datetime(2017, 10, 20, 10, tzinfo=UTC)  # of Copenhagen, twelve days before the forum


@dataclass
class Party:
    """A delegation and its members, by name."""

    row: Delegation
    member: dict[str, Member] = field(default_factory=dict)


def delegation(forum: Forum, slug: str, name: str, zone: str, **values: Any) -> Party:
    """A delegation of a region."""
    region = Region(slug=slug, name={"en": name}, country=values.pop("country", "GB"))
    db.session.add(region)
    db.session.flush()
    made = Delegation(
        edition_id=forum.edition.id,
        region_id=region.id,
        name={},
        country=region.country,
        stage="approved",
        stage_since=NOON,
        zone=zone,
        made=NOON,
        **values,
    )
    db.session.add(made)
    db.session.commit()
    return Party(row=made)


def leads(party: Party, account: Account, rank: str = "head") -> Head:
    """An account answers for a delegation."""
    assert account.email
    made = Head(
        delegation_id=party.row.id,
        account_id=account.id,
        rank=rank,
        name=account.name or "",
        email=account.email,
        invited=NOON,
    )
    db.session.add(made)
    db.session.commit()
    return made


def takes_part(forum: Forum, name: str, said: dict[str, Any] | None = None, **values: Any) -> int:
    """Somebody confirmed, with what was said of them; the participant's id."""
    row = Participant(
        edition_id=forum.edition.id,
        person=Person(name=name, sort_name=" ".join(reversed(name.split(" ", 1)))),
        **{
            "email": f"{name.split()[0].lower()}@example.org",
            "category": "full",
            "standing": "confirmed",
            "consented": NOON,
            "asked": NOON,
            "confirmed": NOON,
            **values,
        },
    )
    db.session.add(row)
    db.session.flush()
    if said is not None:
        db.session.add(Particulars(participant_id=row.id, **said))
    db.session.commit()
    return row.id


def comes(
    forum: Forum, party: Party, name: str, said: dict[str, Any] | None = None, **values: Any
) -> Member:
    """A member of a delegation."""
    of_member = {key: values.pop(key) for key in ("role", "accompanies_id") if key in values}
    who = takes_part(forum, name, said, **{"category": "delegate", **values})
    made = Member(
        delegation_id=party.row.id,
        participant_id=who,
        named=NOON,
        **{"role": "official", **of_member},
    )
    db.session.add(made)
    db.session.commit()
    party.member[name] = made
    return made


def two_parties(forum: Forum) -> tuple[Party, Party]:
    """Scotland with three members, Oklahoma with one, and Åse who comes individually."""
    forum.edition.lifecycle = Lifecycle.ANNOUNCED
    scotland = delegation(
        forum, "scotland", "Scotland", "Europe/London", lead="the Scottish Government"
    )
    oklahoma = delegation(forum, "oklahoma", "Oklahoma", "America/Chicago", country="US")
    ailsa = comes(
        forum,
        scotland,
        "Ailsa Morrison",
        {
            "diet": "vegan, gluten-free; no mushrooms",
            "access": "",
            "photo": True,
            "listed": True,
            "phone": "+44 20 7946 0000",
            "arrives": date(2017, 10, 31),
            "arrives_at": time(14, 35),
            "arrival": "flight to Aarhus",
            "departs": date(2017, 11, 3),
            "departs_at": time(9, 5),
            "departure": "train",
            "lodging": "Hotel A",
        },
        affiliation="Scottish Government",
        country="GB",
    )
    comes(
        forum,
        scotland,
        "Calum Reid",
        {
            "diet": "",
            "access": "a ramp",
            "photo": False,
            "listed": False,
            "arrives": date(2017, 10, 31),
            "arrival": "train",
            "departs": date(2017, 11, 2),
            "lodging": "Hotel B",
        },
        role="student",
        affiliation="=Creative",
        country="GB",
    )
    comes(
        forum,
        scotland,
        "Isla Morrison",
        {"diet": "vegan", "photo": True, "listed": True, "arrives": date(2017, 10, 30)},
        role="accompanying",
        accompanies_id=ailsa.id,
        country="GB",
    )
    comes(
        forum,
        oklahoma,
        "Walt Canary",
        {
            "diet": "halal",
            "access": "CANARY wheelchair",
            "photo": None,
            "arrives": date(2017, 10, 31),
            "arrives_at": time(8, 0),
            "arrival": "CANARY flight",
            "lodging": "CANARY inn",
            "phone": "+1 405 CANARY",
        },
        affiliation="CANARY works",
        country="US",
    )
    takes_part(
        forum, "Åse Østergård", {"diet": "", "access": "", "photo": True, "listed": True},
        country="DK", affiliation="Tidal Bank",
    )  # fmt: skip
    return scotland, oklahoma
