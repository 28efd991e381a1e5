"""Those who take part, as lists and booklets tell of them; a statement for all, however many."""

from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from cwf.database import db
from cwf.delegations.guests import Guest, Party
from cwf.delegations.models import Delegation, Head, Member
from cwf.delegations.roles import Rank, Role
from cwf.people.models import Person
from cwf.regions.models import Region
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Participant, Particulars
from cwf.registration.particulars import FIELDS, Said

Other, OtherParticipant, OtherPerson = aliased(Member), aliased(Participant), aliased(Person)


def guests(edition_id: int, delegation_id: int | None = None) -> tuple[Guest, ...]:
    """All who are confirmed at an edition; of a delegation, its members and nobody else."""
    found = _all().where(
        Participant.edition_id == edition_id, Participant.standing == Standing.CONFIRMED
    )
    if delegation_id is not None:
        found = found.where(Member.delegation_id == delegation_id)
    return tuple(_guest(row) for row in db.session.execute(found.order_by(Participant.id)))


def _all() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Participant.id.label("participant"),
            Person.name.label("name"),
            Participant.sort_key.label("order"),
            Participant.category,
            Participant.affiliation,
            Participant.country,
            Participant.language.label("speaks"),
            Participant.email,
            Member.id.label("member"),
            Member.role,
            Member.presents,
            Delegation.uuid,
            Delegation.name.label("own_name"),
            Region.name.label("region"),
            Head.rank,
            OtherPerson.name.label("with_whom"),
            *(getattr(Particulars, name) for name in FIELDS),
        )
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Particulars, Particulars.participant_id == Participant.id)
        .outerjoin(Member, Member.participant_id == Participant.id)
        .outerjoin(Delegation, Delegation.id == Member.delegation_id)
        .outerjoin(Region, Region.id == Delegation.region_id)
        .outerjoin(
            Head, and_(Head.delegation_id == Member.delegation_id, Head.email == Participant.email)
        )
        .outerjoin(Other, Other.id == Member.accompanies_id)
        .outerjoin(OtherParticipant, OtherParticipant.id == Other.participant_id)
        .outerjoin(OtherPerson, OtherPerson.id == OtherParticipant.person_id)
    )


def _guest(row: Any) -> Guest:
    values = {name: getattr(row, name) for name in FIELDS}
    texts = ("title", "phone", "arrival", "departure", "lodging")
    values |= {name: values[name] or "" for name in texts}
    tongues = values.pop("languages")
    return Guest(
        participant=row.participant,
        name=row.name,
        order=row.order,
        category=Category(row.category),
        affiliation=row.affiliation,
        country=row.country or "",
        language=row.speaks,
        email=row.email or "",
        party=Party(uuid=row.uuid, name=row.region or row.own_name) if row.uuid else None,
        member=row.member or 0,
        role=Role(row.role) if row.role else None,
        rank=Rank(row.rank) if row.rank else None,
        with_whom=row.with_whom or "",
        presents=row.presents or "",
        said=Said(**values, languages=None if tongues is None else tuple(tongues)),
    )
