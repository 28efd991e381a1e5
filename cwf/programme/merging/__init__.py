"""What a file would change in a draft: purely, before anything is written.

Each thing of the file is found again in the draft or is new (`finding`); what it refers to is
looked up (`references`); what it says is laid over what stands (`values`, `placings`). The file
wins for what it says; what it does not say stays.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from cwf.programme.incoming import NOWHERE, Incoming, Item, Noun, Remark
from cwf.programme.merging.finding import Found, find
from cwf.programme.merging.places import with_venues
from cwf.programme.merging.plans import Plan, Step, Verb
from cwf.programme.merging.references import References
from cwf.programme.merging.values import first_values, resolved, what_differs
from cwf.programme.standing import Entry, Standing, digest
from cwf.programme.timetable import Status

__all__ = ["Plan", "Step", "Verb", "plan"]


def plan(standing: Standing, incoming: Incoming, remarks: Iterable[Remark] = ()) -> Plan:
    """What is to be done so that the draft says what the file says.

    `remarks` are those of whoever read the file; those of comparing it come behind them.
    """
    incoming = with_venues(standing, incoming)
    found = find(standing, incoming)
    references = References(standing, found)
    remarks = [*remarks, *found.remarks]
    steps: list[Step] = []
    same: Counter[Noun] = Counter()
    for match in found.matches:
        values, more = resolved(match.item, references, standing)
        remarks += more
        step = _step(match.item, match.entry, match.slug, values, incoming.source)
        if isinstance(step, Remark):
            remarks += _untold(step, remarks)
        elif step:
            steps.append(step)
        else:
            same[match.item.noun] += 1
    if incoming.whole and incoming.source:
        steps += _cancelled(standing, found, incoming.source)
    return Plan(
        source=incoming.source,
        steps=tuple(steps),
        same=same,
        remarks=tuple(remarks),
        standing=digest(standing),
    )


def _step(
    item: Item, entry: Entry | None, slug: str, values: dict[str, object], source: str
) -> Step | Remark | None:
    """What to do for one thing; None if it stands as the file says, a remark if it cannot be."""
    if entry is None:
        first = first_values(item, values)
        if isinstance(first, Remark):
            return first
        return _made(Verb.ADD, item, slug, first, {})
    differs = what_differs(item.noun, entry, values)
    binds = bool(source and item.source_key and entry.source_key != item.source_key)
    if not differs and not binds:
        return None
    verb = Verb.MOVE if set(differs) == {"placings"} and not binds else Verb.CHANGE
    before = {name: entry.values.get(name) for name in differs}
    return _made(verb, item, slug, differs, before)


def _untold(remark: Remark, told: Iterable[Remark]) -> list[Remark]:
    """The remark, unless its row has an error: a row without a title was said to lack it."""
    at = remark.where.path, remark.where.row
    known = at[1] is not None and any(
        one.error and (one.where.path, one.where.row) == at for one in told
    )
    return [] if known else [remark]


def _made(
    verb: Verb, item: Item, slug: str, values: dict[str, object], before: dict[str, object]
) -> Step:
    return Step(
        verb=verb,
        noun=item.noun,
        slug=slug,
        name=item.name,
        values=values,
        before=before,
        source_key=item.source_key,
        where=item.where,
    )


def _cancelled(standing: Standing, found: Found, source: str) -> Iterator[Step]:
    """Sessions that the source brought before and lacks now."""
    here = {match.slug for match in found.matches if match.item.noun is Noun.SESSION}
    for entry in standing.of[Noun.SESSION]:
        status = entry.values["status"]
        if entry.source == source and entry.slug not in here and status != Status.CANCELLED:
            yield Step(
                verb=Verb.CANCEL,
                noun=Noun.SESSION,
                slug=entry.slug,
                name=entry.name,
                values={"status": Status.CANCELLED},
                before={"status": status},
                source_key=entry.source_key,
                where=NOWHERE,
            )
