"""My agenda: what I starred, what I have a place in, and what I must attend."""

from flask import get_flashed_messages, render_template, request
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from cwf import clock
from cwf.agendas.exports.page import Own, own_page
from cwf.agendas.picks import wishes
from cwf.agendas.queries.agendas import agendas_of, mine_at
from cwf.agendas.views import bp
from cwf.agendas.views.notices import heard_since
from cwf.people.parts import AccountPart
from cwf.people.queries import Account
from cwf.programme.exports.rows import Writer
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.web.access import SIGNED_IN, requires


@bp.get("/")
@requires(SIGNED_IN)
def agenda(edition: str) -> str:
    """My agenda of an edition, with the state of every booking."""
    now = current(edition)
    shown = shown_now(now)
    at = clock.now()
    found = mine_at(now.edition_id, current_user.id, at)
    own = Own(
        csrf=generate_csrf(),
        starred=found.starred,
        held=found.held,
        covers=found.covers,
        said=tuple(str(text) for text in get_flashed_messages()),
        heard=heard_since(now.edition_id, shown.release, found.picks, at),
    )
    return own_page(shown, found.picks, addresses(edition), own)


@bp.get("/add")
@requires(SIGNED_IN)
def add(edition: str) -> str:
    """Asks whether ?picks= are to be kept: for who comes without scripts."""
    shown = shown_now(current(edition))
    release, to = shown.release, addresses(edition)
    picks = wishes(request.args.get("picks", ""), release.timetable, release.gone)
    writer = Writer(release.timetable, to)
    rows = writer.rows(release.slot[pick.slot] for pick in picks if pick.slot in release.slot)
    return render_template(
        "agendas/add.html",
        rows=[(row, writer.labels.moment(row.slot.starts)) for row in rows],
        picks=request.args.get("picks", ""),
        to=to.rooted(),
        edition=release.timetable.edition,
    )


def part(account: Account) -> AccountPart:
    """What the account home says of agendas; stars of this browser are brought along there."""
    return AccountPart(template="agendas/_own_list.html", data={"agendas": agendas_of(account.id)})
