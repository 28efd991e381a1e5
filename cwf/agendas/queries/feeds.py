"""Feeds: how one stands when it is fetched, in one statement, and what their owners see."""

from collections.abc import Sequence

from sqlalchemy import (
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from werkzeug.exceptions import NotFound

from cwf.agendas.feeds import Found, Kind
from cwf.agendas.models import Agenda as Agenda  # noqa: PLC0414 - views name its type
from cwf.agendas.models import Favourite
from cwf.agendas.models import Feed as Feed  # noqa: PLC0414 - views name its type
from cwf.database import db, look_up
from cwf.editions.models import Edition, Staff
from cwf.editions.queries import IS_PUBLIC
from cwf.people.models import SECRETARIAT, Account, Role, account_roles
from cwf.people.queries import is_secretariat
from cwf.programme.models import Publication

_is_staff = or_(
    exists().where(Staff.edition_id == Feed.edition_id, Staff.account_id == Feed.account_id),
    exists(
        select(account_roles.c.account_id)
        .join(Role, Role.id == account_roles.c.role_id)
        .where(account_roles.c.account_id == Feed.account_id, Role.name == SECRETARIAT)
    ),
)
FEED = (
    select(
        Feed.kind,
        Feed.name,
        Feed.language,
        Feed.options,
        Feed.generation,
        Feed.created,
        Feed.renewed,
        Feed.revoked,
        Feed.fetched,
        Feed.agenda_id,
        Feed.account_id,
        Edition.id,
        Edition.slug,
        Edition.year,
        Edition.zone,
        case((IS_PUBLIC, Publication.release_id)),
        case(
            (Account.active.is_(False), False),
            (Feed.kind == literal_column(f"'{Kind.STAFF}'"), _is_staff),
            else_=literal_column("1") == literal_column("1"),
        ),
    )
    .join(Edition, Edition.id == Feed.edition_id)
    .outerjoin(Publication, Publication.edition_id == Edition.id)
    .outerjoin(Account, Account.id == Feed.account_id)
    .where(Feed.id == bindparam("feed"))
)


def feed(number: int) -> Found | None:
    """A feed as it stands; None where there is none of that number (one statement)."""
    row = look_up(FEED, feed=number)
    if row is None:
        return None
    kind, name, language, options, *rest = row
    generation, created, renewed, revoked, fetched, agenda, account, *edition = rest
    edition_id, slug, year, zone, release, reaches = edition
    return Found(
        id=number,
        kind=Kind(kind),
        name=name,
        language=language,
        alarm=(options or {}).get("alarm"),
        of=frozenset(options["of"]) if options and options.get("of") else None,
        generation=generation,
        created=created,
        renewed=renewed,
        revoked=revoked,
        fetched=fetched,
        agenda=agenda,
        account=account,
        edition_id=edition_id,
        edition=slug,
        year=year,
        zone=zone,
        release=release,
        reaches=bool(reaches),
    )


def of_account(account: Account) -> Sequence[tuple[Feed, Edition]]:
    """The feeds of an account that are not revoked, with their editions, the newest first."""
    rows = db.session.execute(
        select(Feed, Edition)
        .join(Edition, Edition.id == Feed.edition_id)
        .where(Feed.account_id == account.id, Feed.revoked.is_(None))
        .order_by(Feed.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def one_of_account(account: Account, number: int) -> Feed:
    """One of an account's own feeds; raises NotFound for any other."""
    found = db.session.scalar(
        select(Feed).where(Feed.id == number, Feed.account_id == account.id, Feed.revoked.is_(None))
    )
    if found is None:
        raise NotFound
    return found


def offered(account: Account) -> Sequence[Edition]:
    """The editions whose programme can be read, of which one may make feeds, the latest first."""
    return db.session.scalars(
        select(Edition)
        .join(Publication, Publication.edition_id == Edition.id)
        .where(IS_PUBLIC, Publication.release_id.is_not(None))
        .order_by(Edition.year.desc(), Edition.id.desc())
    ).all()


def staffed(account: Account) -> set[int] | None:
    """The ids of the editions at which an account has a role; None: it reaches all."""
    if is_secretariat(account):
        return None
    return set(db.session.scalars(select(Staff.edition_id).where(Staff.account_id == account.id)))


def starred(agenda: int) -> int:
    """How many slots an agenda stars."""
    counted = select(func.count()).where(Favourite.agenda_id == agenda)
    return db.session.scalar(counted) or 0


def release_of(edition: int) -> int | None:
    """The id of the release of an edition that everybody may read."""
    return db.session.scalar(
        select(Publication.release_id)
        .join(Edition, Edition.id == Publication.edition_id)
        .where(Edition.id == edition, IS_PUBLIC)
    )


def anonymous(number: int) -> tuple[Feed, Agenda] | None:
    """A feed that nobody's account owns, with its agenda."""
    row = db.session.execute(
        select(Feed, Agenda)
        .join(Agenda, Agenda.id == Feed.agenda_id)
        .where(Feed.id == number, Feed.account_id.is_(None))
    ).one_or_none()
    return (row[0], row[1]) if row else None
