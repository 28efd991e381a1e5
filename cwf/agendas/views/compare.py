"""Several agendas beside each other: mine, those shared with me, and those of links."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from cwf import clock
from cwf.agendas.actions import feeds
from cwf.agendas.exports.compare import choices, compared
from cwf.agendas.feeds import Kind
from cwf.agendas.queries import sharing as queries
from cwf.agendas.queries.sharing import Readable
from cwf.agendas.views import bp
from cwf.database import db
from cwf.i18n import language
from cwf.programme.exports.frame import surroundings
from cwf.programme.exports.rows import Writer
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.programme.selection import Selection, UnknownValue, from_pairs
from cwf.programme.timetable import Timetable
from cwf.web.access import SIGNED_IN, requires
from cwf.web.signing import read

MOST = 12  # people beside each other
LONGEST = 600  # letters of a link
LONGEST_NAME = 100  # letters of a calendar's name


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Whose agendas are compared; `wrong` says that a pasted link opens none."""

    people: tuple[Readable, ...]
    tokens: dict[int, str]
    wrong: bool


@bp.get("/compare")
@requires(SIGNED_IN)
def compare(edition: str) -> str | tuple[str, int]:
    """Who covers what and who is free when; ?with= names agendas, ?link= brings one more."""
    now = current(edition)
    shown = shown_now(now)
    timetable = shown.release.timetable
    offered = queries.readable(current_user, now.edition_id)
    chosen = _chosen(edition, offered)
    picks = queries.shown_picks([one.id for one in chosen.people], clock.now())
    writer = Writer(timetable, addresses(edition))
    people = [(one.name, picks.get(one.id, ())) for one in chosen.people]
    page = render_template(
        "agendas/compare.html",
        **surroundings(writer.to, timetable.edition, shown.release, current="agenda"),
        found=compared(writer, people, _selection(timetable)),
        choices=choices(timetable, writer.labels),
        offered=offered,
        chosen=chosen,
        asked={param: request.args.get(param, "") for param in ("kind", "track", "day")},
        days=timetable.days,
    )
    return (page, 422) if chosen.wrong else page


@bp.post("/compare")
@requires(SIGNED_IN)
def subscribe_to_chosen(edition: str) -> Response:
    """A calendar of the agendas chosen; those of links give none, for who comes by one is unknown.

    Asking twice makes one. Which of them may still be read is asked at each fetch.
    """
    edition_id = current(edition).edition_id
    asked = set(request.form.getlist("with"))
    offered = queries.readable(current_user, edition_id)
    chosen = [one for one in offered if str(one.uuid) in asked][:MOST]
    if not chosen:
        raise NotFound
    made = feeds.make(
        current_user,
        Kind.GROUP,
        edition_id=edition_id,
        language=language(),
        name=", ".join(one.name for one in chosen)[:LONGEST_NAME],
        at=clock.now(),
        of=[one.id for one in chosen],
    )
    db.session.commit()
    return redirect(f"{url_for('agenda_feeds.feeds')}#feed-{made.id}", 303)


def _chosen(edition: str, offered: list[Readable]) -> Chosen:
    """The agendas asked for, as far as this account may read them; by default all it may."""
    asked = {text[:LONGEST] for text in request.args.getlist("with")}
    link = request.args.get("link", "").strip()[:LONGEST]
    named = [one for one in offered if not asked or str(one.uuid) in asked]
    known, tokens = {one.id for one in offered}, {}
    pasted = urlsplit(link).path.rpartition("/")[2] if link else ""
    for token in sorted({*asked, pasted} - {""}):
        found = _by_link(edition, token)
        if found and found.id not in known:
            named.append(found)
            known.add(found.id)
            tokens[found.id] = token
    wrong = bool(link) and _by_link(edition, pasted) is None
    return Chosen(people=tuple(named[:MOST]), tokens=tokens, wrong=wrong)


def _by_link(edition: str, token: str) -> Readable | None:
    said = read(queries.OF_LINK, token, str, int)
    found = queries.by_link(*said) if said else None
    return found if found and found.edition == edition else None


def _selection(timetable: Timetable) -> Selection:
    pairs = [(param, request.args.get(param, "")) for param in ("kind", "track", "day")]
    try:
        return from_pairs(pairs, timetable)
    except UnknownValue:
        return Selection()
