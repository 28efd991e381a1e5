"""Delegations to the invented coming edition, in every stage; their regions are real, nobody else is."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions import delegations, heads, members
from cwf.delegations.models import (
    Delegation,
    Head,
    Message,
    Occasion,
    PlaceRequest,
)
from cwf.delegations.roles import INTERNATIONAL, Rank, Role, group_of, group_of_delegation
from cwf.delegations.stages import Side, Stage, Standing
from cwf.demo import members as told_of
from cwf.demo.reading import read
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.regions.models import Region
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.granting import set_international
from cwf.registration.actions.nodes import put_node
from cwf.registration.international import Basis
from cwf.registration.models import Participant

FILE = "delegations.yaml"
INVITED_BEFORE = timedelta(days=40)


def invited(edition: Edition) -> bool:
    """Whether delegations are there already."""
    wanted = select(Delegation.id).where(Delegation.edition_id == edition.id).limit(1)
    return db.session.scalar(wanted) is not None


def gather(edition: Edition, *, now: datetime, actor: Actor) -> str:
    """Bound the places of the edition, invite delegations and fill them; says what was made."""
    told = read(FILE)
    root_id = _open(edition, told, now, actor)
    occasions = [_occasion(edition, one, now) for one in told["occasions"]]
    for number, one in enumerate(told["delegations"]):
        row = _invite(edition, one, now, actor)
        _grant(row, one, root_id, now)
        named = list(told_of.named(row, one, number))
        joined = members.name_members(row, named, at=now, actor=actor)
        people = [found.member for found in joined if found.member]
        told_of.tell_particulars(edition, people, one, named)
        told_of.answer(occasions[0], people, one.get("answers") or {}, now)
        told_of.cover(edition, row, people, one.get("covers", {}), now)
        told_of.run(edition, row, one.get("runs", ()))
        _write(row, one, now)
    return f"{len(told['delegations'])} delegations to {edition.slug}"


def lead(account: Account) -> None:
    """Let a demo account answer for the delegation whose head has its address, and come with it."""
    for head in db.session.scalars(select(Head).where(Head.email == account.email)):
        head.account_id = account.id
    account.person_id = db.session.scalar(
        select(Participant.person_id).where(Participant.email == account.email)
    )


def _open(edition: Edition, told: dict[str, Any], now: datetime, actor: Actor) -> int:
    places = told["places"]
    set_international(edition, basis=Basis.RESIDENCE, home=told["home"], at=now, actor=actor)
    admission = open_places(edition, places["capacity"], now, actor)
    assert admission.root_id is not None
    until = now + timedelta(days=places["held_until_days"])
    abroad = places["international"]
    put_node(admission.root_id, INTERNATIONAL, capacity=abroad, until=until, at=now)
    return admission.root_id


def _occasion(edition: Edition, told: dict[str, Any], now: datetime) -> Occasion:
    row = Occasion(
        edition_id=edition.id,
        title=told["title"],
        place=told["place"],
        note=told["note"],
        starts=_clock(edition, told["day"], told["at"]),
        ends=_clock(edition, told["day"], told["until"]),
        answer_by=_evening(edition.zone, now, told["answer_by_days"]),
        places=told["places"],
    )
    db.session.add(row)
    db.session.flush()
    return row


def _clock(edition: Edition, day: int, at: str) -> datetime:
    """An hour of the edition's clock, on a day counted from its first."""
    assert edition.starts is not None
    on = edition.starts + timedelta(days=day)
    return datetime.combine(on, time.fromisoformat(at), ZoneInfo(edition.zone))


def _evening(zone: str, now: datetime, days: int) -> datetime:
    """Six in the evening of a place, so many days from now."""
    return datetime.combine(now.date() + timedelta(days=days), time(18), ZoneInfo(zone))


def _invite(edition: Edition, told: dict[str, Any], now: datetime, actor: Actor) -> Delegation:
    region = None
    if slug := told.get("region"):
        region = db.session.scalars(select(Region).where(Region.slug == slug)).one()
    last = _evening(told["zone"], now, told["deadline_days"])
    began = now - INVITED_BEFORE
    row = delegations.make(
        edition,
        region_id=region.id if region else None,
        name={} if region else told["name"],
        country=region.country if region else told["country"],
        standing=Standing(told.get("standing", "member")),
        lead=told["lead"],
        language=told["language"],
        zone=told["zone"],
        deadline=last,
        substitutes_until=last + timedelta(days=7),
        places_held_until=last,
        actor=actor,
        at=began,
    )
    for name, email, rank in told["heads"]:
        language = told["language"]
        head = heads.invite(
            row, rank=Rank(rank), name=name, email=email, language=language, at=began, actor=actor
        )
        if told["stage"] not in (Stage.INVITED, Stage.DECLINED):
            head.opened = began + timedelta(days=2)
    row.stage, row.stage_since = Stage(told["stage"]), now - timedelta(days=3)
    return row


def _grant(row: Delegation, told: dict[str, Any], root_id: int, now: datetime) -> None:
    """Its places, held back until the instant that its settings say."""
    granted = told["granted"]
    if not granted:
        return
    abroad, until = row.country != "DK", row.places_held_until
    own = group_of_delegation(row.id, international=abroad)
    put_node(root_id, own, capacity=sum(granted.values()), until=until, at=now)
    for role, number in granted.items():
        group = group_of(row.id, Role(role), international=abroad)
        put_node(root_id, group, capacity=number, until=until, at=now)


def _write(row: Delegation, told: dict[str, Any], now: datetime) -> None:
    """The messages, a day apart, and what the delegation asked for."""
    head = told["heads"][0][0]
    for number, (side, text) in enumerate(told.get("messages", [])):
        host = side == Side.HOST
        written = now - timedelta(days=len(told["messages"]) - number)
        db.session.add(
            Message(
                delegation_id=row.id,
                key=f"demo-{row.id}-{number}",
                side=Side(side),
                author="Oda Exempel" if host else head,
                text=text,
                written=written,
                read=written + timedelta(hours=2) if number < 2 else None,
            )
        )
    if asked := told.get("request"):
        db.session.add(
            PlaceRequest(
                delegation_id=row.id,
                from_role=asked["from"],
                to_role=asked["to"],
                number=asked["number"],
                reason=asked["reason"],
                asked=now - timedelta(days=1),
                asked_by=head,
            )
        )
