"""What holds when somebody cancels, or sends another: rules from day to day, and their faults.

Days are those of the edition's clock, both ends included. What no rule speaks of is not decided
by silence: it is a fault, and told to whoever writes the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a rule is about: what comes back of a fee, or whether the name may be changed."""

    REFUND = "refund"
    NAME = "name"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """From `begins` to `ends` (None: from ever, for ever).

    Of a refund: `percent` of what was paid less `deduction` (hundredths) comes back; 0: nothing.
    """

    kind: Kind
    begins: date | None = None
    ends: date | None = None
    percent: int = 0
    deduction: int = 0

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.begins is None or self.begins <= day) and (
            self.ends is None or day <= self.ends
        )

    def refund(self, paid: int) -> int:
        """What comes back of what was paid, in hundredths."""
        return max(0, paid * self.percent // 100 - self.deduction)


class Code(StrEnum):
    """What is wrong: days without a rule, days with two, a rule that ends before it begins."""

    GAP = "gap"
    OVERLAP = "overlap"
    BACKWARDS = "backwards"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong from `first` to `last` (None: from ever, for ever), of rules of one kind."""

    code: Code
    kind: Kind
    first: date | None
    last: date | None


def refund_on(rules: Iterable[Rule], day: date, paid: int) -> int | None:
    """What comes back of what was paid by who cancels on a day; None: no rule says.

    Where two rules hold, the one that is better for who cancels.
    """
    found = [rule.refund(paid) for rule in rules if rule.kind is Kind.REFUND and rule.covers(day)]
    return max(found, default=None)


def may_rename(rules: Iterable[Rule], day: date) -> bool:
    """Whether another person may come instead on a day; without a rule: until the forum."""
    of_names = [rule for rule in rules if rule.kind is Kind.NAME]
    return not of_names or any(rule.covers(day) for rule in of_names)


def rename_until(rules: Iterable[Rule], day: date) -> date | None:
    """The last day of those that hold on a day; None: there is none, or no end."""
    ends = [rule.ends for rule in rules if rule.kind is Kind.NAME and rule.covers(day)]
    return None if None in ends else max((end for end in ends if end), default=None)


def faults(rules: Iterable[Rule]) -> list[Fault]:
    """What is wrong with rules, in order of their days.

    The famous one: a refund "before 5 October", none "from 6 October"; of the 5th nothing is said.

    >>> before = Rule(kind=Kind.REFUND, ends=date(2014, 10, 4), percent=100, deduction=1300)
    >>> after = Rule(kind=Kind.REFUND, begins=date(2014, 10, 6))
    >>> [(fault.code.value, fault.first, fault.last) for fault in faults([before, after])]
    [('gap', datetime.date(2014, 10, 5), datetime.date(2014, 10, 5))]
    """
    rules = list(rules)
    backwards = [rule for rule in rules if rule.begins and rule.ends and rule.ends < rule.begins]
    found = [
        Fault(code=Code.BACKWARDS, kind=rule.kind, first=rule.begins, last=rule.ends)
        for rule in backwards
    ]
    for kind in Kind:
        ordered = sorted(
            (rule for rule in rules if rule.kind is kind and rule not in backwards),
            key=lambda rule: rule.begins or date.min,
        )
        found += _between(kind, ordered)
    return found


def _between(kind: Kind, ordered: Sequence[Rule]) -> list[Fault]:
    """Gaps and overlaps of rules by their beginnings; a change of name may have gaps."""
    found: list[Fault] = []
    if not ordered:
        return found
    gaps = kind is Kind.REFUND
    first = ordered[0].begins
    if gaps and first:
        found.append(Fault(code=Code.GAP, kind=kind, first=None, last=first - DAY))
    reached = ordered[0].ends or date.max
    for rule in ordered[1:]:
        begins = rule.begins or date.min
        if begins <= reached:
            last = min(reached, rule.ends or date.max)
            until = None if last == date.max else last
            found.append(Fault(code=Code.OVERLAP, kind=kind, first=rule.begins, last=until))
        elif gaps and begins > reached + DAY:
            found.append(Fault(code=Code.GAP, kind=kind, first=reached + DAY, last=begins - DAY))
        reached = max(reached, rule.ends or date.max)
    if gaps and reached != date.max:
        found.append(Fault(code=Code.GAP, kind=kind, first=reached + DAY, last=None))
    return found
