"""Who is international at an edition, in SQL: as a condition of lists, and as counts of all."""

from sqlalchemy import ColumnElement, and_, case, false, func, null, or_, select, true

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.categories import Standing
from cwf.registration.international import Basis, Definition, Shares, definition, shares
from cwf.registration.models import Admission, Participant
from cwf.registration.queries.parties import parties


def rule_of(edition: Edition) -> Definition:
    """Who is international, as it is stored with the edition; by default residence decides."""
    kept = db.session.get(Admission, edition.id)
    return definition(
        kept.basis if kept else Basis.RESIDENCE, kept.home if kept else [], edition.country
    )


def is_abroad(edition: Edition) -> ColumnElement[bool]:
    """Who is international; of whom it cannot be said is not."""
    rule = rule_of(edition)
    home = sorted(rule.home)
    abroad = and_(
        Participant.country.is_not(None),
        Participant.country.not_in(home),
        true() if home else false(),
    )
    if rule.basis is not Basis.REGION:
        return func.coalesce(abroad, False)
    members, hosts = parties().members(edition.id, ""), parties().hosts(edition.id)
    return or_(
        and_(Participant.id.in_(members), Participant.id.not_in(hosts)),
        and_(Participant.id.not_in(members), func.coalesce(abroad, False)),
    )


def shares_of(edition: Edition, countries: dict[str, int]) -> Shares:
    """How many of the confirmed are international.

    `countries` are the numbers of the confirmed by residence ("" where it is not known): where
    residence decides, nothing more is asked.
    """
    rule = rule_of(edition)
    if rule.basis is not Basis.REGION:
        return shares(rule, ((land or None, None, number) for land, number in countries.items()))
    hosts = Participant.id.in_(parties().hosts(edition.id))
    members = Participant.id.in_(parties().members(edition.id, ""))
    with_hosts = case((hosts, 1), (members, 0), else_=null())
    rows = db.session.execute(
        select(Participant.country, with_hosts, func.count())
        .where(Participant.edition_id == edition.id, Participant.standing == Standing.CONFIRMED)
        .group_by(Participant.country, with_hosts)
    )
    people = ((land, None if one is None else bool(one), number) for land, one, number in rows)
    return shares(rule, people)
