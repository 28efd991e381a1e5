"""A delegation's own page: what is left to do, places, members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, request, url_for
from flask_login import current_user

from cwf import clock
from cwf.agendas.queries.slots import released
from cwf.delegations.forms.tasks import said, said_done
from cwf.delegations.forms.words import AS, ROLES, STAGES
from cwf.delegations.membership import Deed
from cwf.delegations.parts import DelegationPart
from cwf.delegations.queries import members as queries
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach, edition_of
from cwf.delegations.queries.hosts import host_accounts
from cwf.delegations.queries.members import Line
from cwf.delegations.queries.overview import known
from cwf.delegations.queries.own_sessions import sessions_of
from cwf.delegations.queries.seats import seats_of
from cwf.delegations.stays import frame
from cwf.delegations.todo import HOSTS, tasks
from cwf.delegations.views.barring import why_not
from cwf.delegations.views.frame import page
from cwf.delegations.views.waiting import waiting_of
from cwf.editions.views.answers import Answer
from cwf.i18n import language
from cwf.programme.exports.labels import Labels
from cwf.registration.finding import fold, needles
from cwf.registration.forms.needs import NEEDS
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

MANY = 30  # members shown before one asks for all

bp = Blueprint("delegation", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The members that are listed, out of all; `words` and `only` are what was asked for."""

    lines: Sequence[Line]
    everybody: Sequence[Line]
    incomplete: int
    waiting: int
    words: str
    only: str

    @property
    def of(self) -> int:
        """How many there are in all."""
        return len(self.everybody)

    @property
    def cut(self) -> bool:
        """Whether some are left out that nothing narrows away."""
        return not (self.words or self.only) and len(self.lines) < self.of


@bp.get("/")
@requires(LEADS)
def home(delegation: UUID) -> Answer:
    """All of it on one page; ?q= and ?only=incomplete narrow the members, ?all=1 shows all."""
    row, now = delegation_in_reach(current_user, delegation), clock.now()
    here = edition_of(row)
    members = queries.members_of(row.id)
    lines = queries.lines_of(row, members, now)
    todo = tasks(known(row, now), now)
    left = [task for task in todo if not task.done and task.what not in HOSTS]
    timetable = released(here.id)
    stays = [(one.said.arrives, one.said.departs) for one in lines if one.said]
    return page(
        "delegations/home.html",
        row,
        left=left,
        waits=[task for task in todo if not task.done and task.what in HOSTS],
        done=[task for task in todo if task.done],
        said=said,
        said_done=said_done,
        shown=_shown(lines, request.args),
        seats=seats_of(row, members),
        waiting=waiting_of(row, lines),
        frame=frame(here.starts, here.ends, stays),
        lacking=_lacking(lines),
        sessions=sessions_of(row, timetable),
        labels=Labels(timetable, language()) if timetable else None,
        **_ways(row),
        parts=_parts(row),
        bar=why_not(Deed.NAME, row),
        hosts=host_accounts(here),
        roles=ROLES,
        role_as=AS,
        needs=NEEDS,
        stages=STAGES,
        now=now,
        form=PlainForm(),
    )


def _parts(row: Delegation) -> list[DelegationPart]:
    """What higher slices show on the page (the registry `cwf_delegation_parts`)."""
    told = (tell(row) for tell in current_app.extensions["cwf_delegation_parts"])
    return [part for part in told if part]


def _ways(row: Delegation) -> dict[str, str]:
    """Where one asks for places, imports and takes a list."""
    pages = {
        "request_url": "delegation_places.places",
        "import_url": "delegation_imports.import_new",
        "list_url": "lists.own_lists",
    }
    return {name: url_for(endpoint, delegation=row.uuid) for name, endpoint in pages.items()}


def _shown(lines: Sequence[Line], asked: Mapping[str, Any]) -> Shown:
    words = " ".join(asked.get("q", "").replace("\0", "").split())[:100]
    only = asked.get("only", "")
    found = [one for one in lines if _matches(one, words)]
    if only == "incomplete":
        found = [one for one in found if one.missing]
    elif only == "waiting":
        found = [one for one in found if one.waits]
    else:
        only = ""
    whole = bool(words or only or asked.get("all")) or len(found) <= MANY
    return Shown(
        lines=found if whole else found[:MANY],
        everybody=lines,
        incomplete=sum(bool(one.missing) for one in lines),
        waiting=sum(one.waits for one in lines),
        words=words,
        only=only,
    )


def _matches(line: Line, words: str) -> bool:
    participant = line.member.participant
    text = participant.search_key or fold(f"{line.name} {participant.affiliation}")
    return all(any(one in text for one in either) for either in needles(words))


def _lacking(lines: Sequence[Line]) -> list[str]:
    """What is missing of anybody, in words."""
    wanted = {need for line in lines for need in line.missing}
    return [str(word) for need, word in NEEDS.items() if need in wanted]
