"""Editions as an account reaches them: everything below an edition is looked up through here.

An account reaches the editions at which it has a role; the secretariat reaches all. What is out
of reach is answered like what does not exist (404); within reach, what the role does not include
is refused (403).
"""

from collections.abc import Callable, Sequence
from dataclasses import fields

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.editions.models import Edition, Fact, Staff
from cwf.editions.profile import FactLine, Profile, RegionLine, Source, StepLine
from cwf.editions.roles import Capability, StaffRole, may
from cwf.people.held import HeldRole
from cwf.people.models import Account
from cwf.people.queries import is_secretariat
from cwf.web.access import Rule, Verdict

# Whether everybody may read an edition's pages.
IS_PUBLIC = Edition.lifecycle != Lifecycle.PLANNED


def staff_role(account: Account, slug: str) -> StaffRole | None:
    """The role of an account at an edition; the secretariat counts as organiser of every one."""
    if is_secretariat(account):
        exists = db.session.scalar(select(Edition.id).where(Edition.slug == slug))
        return StaffRole.ORGANISER if exists else None
    role = db.session.scalar(
        select(Staff.role)
        .join(Edition, Edition.id == Staff.edition_id)
        .where(Edition.slug == slug, Staff.account_id == account.id)
    )
    return StaffRole(role) if role else None


def _in_reach(account: Account) -> Select[Edition]:
    editions = select(Edition)
    if not is_secretariat(account):
        editions = editions.join(Staff, Staff.edition_id == Edition.id).where(
            Staff.account_id == account.id
        )
    return editions


def edition_in_reach(account: Account, slug: str, *, lock: bool = False) -> Edition:
    """The edition of a slug, if the account reaches it; raises NotFound for both else.

    `lock=True` is for views that change it: whoever changes it now is waited for, so that the
    version compared is the one that stands.
    """
    statement = _in_reach(account).where(Edition.slug == slug)
    if lock:
        statement = statement.with_for_update(of=Edition)
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


def editions_in_reach(account: Account) -> Sequence[Edition]:
    """All editions that the account reaches, the latest first."""
    return db.session.scalars(
        _in_reach(account).order_by(Edition.year.desc(), Edition.id.desc())
    ).all()


# Where a role begins that does not read the overview.
HOMES = {StaffRole.DOOR: "attendance/check-ins/"}


def beginnings(account: Account) -> dict[int, str]:
    """Where the organisers' pages begin for an account, by edition: a path below the edition's."""
    rows = db.session.execute(
        select(Staff.edition_id, Staff.role).where(Staff.account_id == account.id)
    )
    return {edition: HOMES.get(StaffRole(role), "") for edition, role in rows}


def held_roles(account: Account) -> list[HeldRole]:
    """The roles of an account at editions, for the registry of held roles."""
    rows = db.session.execute(
        select(Staff.role, Edition)
        .join(Edition, Edition.id == Staff.edition_id)
        .where(Staff.account_id == account.id)
        .order_by(Edition.year.desc(), Edition.id.desc())
    )
    names = {
        StaffRole.ORGANISER: _("Organiser"),
        StaffRole.EDITOR: _("Programme editor"),
        StaffRole.DOOR: _("Door staff"),
    }
    return [
        HeldRole(
            name=names[StaffRole(role)],
            where=name_of(edition),
            path=f"/manage/editions/{edition.slug}/{HOMES.get(StaffRole(role), '')}",
            strong=StaffRole(role) is StaffRole.ORGANISER,
        )
        for role, edition in rows
    ]


def name_of(edition: Edition) -> dict[str, str]:
    """What an edition is called in a list: city and year, or the year alone."""
    languages = edition.city or {"en": ""}
    return {
        language: f"{edition.city.get(language, '')} {edition.year}".strip()
        for language in languages
    }


def manages_something(account: Account) -> bool:
    """Whether the organisers' pages have anything for this account."""
    return is_secretariat(account) or bool(
        db.session.scalar(select(Staff.id).where(Staff.account_id == account.id).limit(1))
    )


def _needs(capability: Capability) -> Callable[..., Verdict]:
    def decide(account: Account, *, edition: str, **arguments: object) -> Verdict:
        role = staff_role(account, edition)
        if role is None:
            return Verdict.HIDDEN
        return Verdict.ALLOW if may(role, capability) else Verdict.FORBIDDEN

    return decide


def _manager(account: Account, **arguments: object) -> Verdict:
    return Verdict.ALLOW if manages_something(account) else Verdict.HIDDEN


READ_DRAFT = Rule(name="reads the draft", decide=_needs(Capability.READ))
EDIT_PROGRAMME = Rule(name="edits the programme", decide=_needs(Capability.EDIT_PROGRAMME))
RUN_EDITION = Rule(name="runs the edition", decide=_needs(Capability.RUN))
KEEP_REGISTRATIONS = Rule(name="keeps registrations", decide=_needs(Capability.REGISTRATIONS))
READ_TARGETS = Rule(name="reads the targets", decide=_needs(Capability.TARGETS))
CHECK_IN = Rule(name="checks in", decide=_needs(Capability.CHECK_IN))
MANAGES = Rule(name="manages something", decide=_manager)


def profile(edition_id: int) -> Profile:
    """What everybody may know of an edition, frozen (two statements)."""
    edition = db.session.get_one(
        Edition, edition_id, options=[selectinload(Edition.facts), selectinload(Edition.steps)]
    )
    host = edition.host_region
    same = {
        field.name: getattr(edition, field.name)
        for field in fields(Profile)
        if field.name not in ("host", "facts", "steps", "sources", "languages")
    }
    return Profile(
        **{
            **same,
            "lifecycle": Lifecycle(edition.lifecycle),
            "certainty": Certainty(edition.certainty),
        },
        languages=tuple(edition.languages),
        host=RegionLine(slug=host.slug, name=host.name, country=host.country) if host else None,
        facts=tuple(_fact(fact) for fact in edition.facts),
        steps=tuple(
            StepLine(lifecycle=Lifecycle(step.lifecycle), at=step.at, reason=step.reason)
            for step in edition.steps
        ),
        sources=_sources(edition.sources),
    )


def _fact(fact: Fact) -> FactLine:
    return FactLine(
        id=fact.id,
        kind=fact.kind,
        label=fact.label,
        value=fact.value,
        value_high=fact.value_high,
        qualifier=fact.qualifier,
        unit=fact.unit,
        day=fact.day,
        confidence=fact.confidence,
        sources=_sources(fact.sources),
    )


def _sources(kept: list[dict[str, str]]) -> tuple[Source, ...]:
    return tuple(Source(title=one["title"], url=one.get("url")) for one in kept)
