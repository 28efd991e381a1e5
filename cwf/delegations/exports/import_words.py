"""What a list of members would change, in words: call it while speaking the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.delegations.exports.role_words import role_word
from cwf.delegations.sheets.likeness import Why
from cwf.delegations.sheets.plans import Choice, MemberPlan, Step, Verb
from cwf.delegations.sheets.rosters import Roster
from cwf.programme.exports.import_words import Difference
from cwf.web.templating import country, language_name, short_day

VERBS = {Verb.ADD: _l("New"), Verb.JOIN: _l("Takes part already"), Verb.CHANGE: _l("Changed")}
CHOICES = {
    Choice.SAME: _l("The same person"),
    Choice.TWO: _l("Two people"),
    Choice.LEAVE: _l("Leave this row out; I ask the host"),
}
WHY = {
    Why.EMAIL: _l("same e-mail address"),
    Why.SAME_NAME: _l("same name"),
    Why.BORN: _l("same day of birth"),
    Why.SPELLING: _l("name spelt another way"),
    Why.ORDER: _l("names in another order"),
    Why.PART: _l("one name has more parts"),
    Why.INITIAL: _l("initial instead of a name"),
    Why.SLIP: _l("perhaps a slip of the pen"),
}
FIELDS = {
    "name": _l("Name"),
    "email": _l("E-mail address"),
    "role": _l("Role"),
    "country": _l("Country"),
    "affiliation": _l("Affiliation"),
    "title": _l("Title"),
    "languages": _l("Languages"),
    "language": _l("Letters in"),
    "phone": _l("Telephone"),
    "born": _l("Date of birth"),
    "diet": _l("Diet"),
    "access": _l("Access needs"),
    "photo": _l("May be photographed"),
    "listed": _l("May be named in lists"),
    "arrives": _l("Arrives on"),
    "arrives_at": _l("Arrives at"),
    "arrival": _l("Arrives by"),
    "departs": _l("Departs on"),
    "departs_at": _l("Departs at"),
    "departure": _l("Departs by"),
    "lodging": _l("Stays at"),
    "presents": _l("Presents"),
    "accompanies": _l("Accompanies"),
}
# Who takes part already keeps what they said themselves; these tell who is meant, and as what.
JOINING = ("role", "email", "affiliation", "country", "presents", "accompanies")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One who would be named or changed."""

    verb: Verb
    row: int
    name: str
    delegation: int
    differences: tuple[Difference, ...]


def lines(steps: Sequence[Step], plan: MemberPlan, roster: Roster) -> list[Line]:
    """The steps with what is said before and after."""
    rows = {f"r{step.row}": step.name for step in plan.steps}
    names = {one.ref: one.values["name"] for one in roster.members} | rows
    return [_line(step, names) for step in steps]


def party_name(roster: Roster, delegation: int | None) -> str:
    """What a delegation is called."""
    party = roster.party.get(delegation or 0)
    return party.names[0] if party else ""


def _line(step: Step, names: dict[str, str]) -> Line:
    values: Any = step.values
    before: Any = step.before
    shown = _shown(step)
    return Line(
        verb=step.verb,
        row=step.row,
        name=step.name,
        delegation=step.delegation,
        differences=tuple(
            Difference(
                label=str(FIELDS[name]),
                before=_said(name, before.get(name), names),
                after=_said(name, values[name], names),
            )
            for name in shown
        ),
    )


def _shown(step: Step) -> Sequence[str]:
    """The fields that are told of one. Of somebody new a dash says nothing, but "none" of diet
    and access does."""
    values: Any = step.values
    if step.verb is Verb.CHANGE:
        return tuple(values)
    names = JOINING if step.verb is Verb.JOIN else [name for name in FIELDS if name != "name"]
    return [
        name
        for name in names
        if values.get(name) not in (None, "", ())
        or (name in ("diet", "access") and values.get(name) == "")
    ]


def _said(name: str, value: Any, names: dict[str, str]) -> str:
    if value in (None, "", ()):
        return _("Nothing to say") if name in ("diet", "access") and value == "" else ""
    if name in SAYING:
        return str(SAYING[name](value, names))
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case date():
            return f"{short_day(value)} {value.year}"
        case time():
            return f"{value:%H:%M}"
    return str(value)


SAYING: Mapping[str, Callable[[Any, dict[str, str]], str]] = {
    "role": lambda role, _names: role_word(role),
    "country": lambda code, _names: country(code),
    "language": lambda code, _names: language_name(code),
    "languages": lambda codes, _names: ", ".join(map(language_name, codes)),
    "accompanies": lambda ref, names: names.get(ref, ""),
}
