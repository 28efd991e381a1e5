"""Fees and rules in words, for whoever reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import format_decimal
from flask_babel import gettext as _

from cwf.registration.categories import Category
from cwf.registration.conditions import Code, Fault, Kind, Rule, may_rename, refund_on, rename_until
from cwf.registration.fees import Price
from cwf.web.templating import day_range


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """What a category costs `now`; `note` says until when, and what then."""

    category: Category
    now: str
    note: str


def money(amount: int, currency: str) -> str:
    """An amount of hundredths: "117.00 EUR", "117,00 EUR"."""
    return f"{format_decimal(amount / 100, '#,##0.00')} {currency}"


def costs(
    prices: Mapping[str, Price], categories: Iterable[Category], currency: str, today: date
) -> list[Cost]:
    """What the categories that cost something, or expressly nothing, cost today."""
    found = []
    for one in categories:
        if price := prices.get(one):
            note = ""
            if price.is_early(today) and price.early_until:
                given = {"day": _day(price.early_until), "amount": money(price.amount, currency)}
                note = _("early price, up to and with %(day)s; then %(amount)s", **given)
            now = price.on(today)
            said = money(now, currency) if now else _("free of charge")
            found.append(Cost(category=one, now=said, note=note))
    return found


def conditions(rules: Iterable[Rule], currency: str) -> list[str]:
    """The rules, a sentence each."""
    return [_sentence(rule, currency) for rule in rules]


def today_in_words(rules: Iterable[Rule], day: date, paid: int | None, currency: str) -> list[str]:
    """What cancelling today would mean, and whether somebody else may come instead."""
    rules, said = list(rules), []
    if paid:
        back = refund_on(rules, day, paid)
        given = {"whole": money(paid, currency), "back": money(back or 0, currency)}
        if back:
            said.append(_("If you cancel today, %(back)s of %(whole)s come back.", **given))
        elif back == 0:
            said.append(_("If you cancel today, nothing of %(whole)s comes back.", **given))
        elif any(rule.kind is Kind.REFUND for rule in rules):
            said.append(_("The rules say nothing of cancelling today: ask the organisers what comes back of %(whole)s.", **given))  # fmt: skip  # noqa: E501
    if any(rule.kind is Kind.NAME for rule in rules):
        last = rename_until(rules, day)
        if not may_rename(rules, day):
            said.append(_("The name can be changed no more."))
        elif last:
            said.append(_("The name can be changed up to and with %(day)s.", day=_day(last)))
    return said


def fault_in_words(fault: Fault) -> str:
    """What is wrong with rules, with the days."""
    kind = _("refunds") if fault.kind is Kind.REFUND else _("changes of name")
    given = {"kind": kind, "days": _span(fault.first, fault.last)}
    if fault.code is Code.GAP:
        return _("Nothing is said of %(kind)s on these days: %(days)s.", **given)
    if fault.code is Code.OVERLAP:
        return _("Two rules speak of %(kind)s on these days: %(days)s.", **given)
    return _("A rule for %(kind)s ends before it begins: %(days)s.", **given)


def _sentence(rule: Rule, currency: str) -> str:
    given = {
        "days": _span(rule.begins, rule.ends),
        "percent": rule.percent,
        "less": money(rule.deduction, currency),
    }
    if rule.kind is Kind.NAME:
        return _("Change of name, %(days)s: somebody else may come instead.", **given)
    if rule.percent == 0:
        return _("Cancelling, %(days)s: nothing comes back.", **given)
    if rule.percent == 100 and rule.deduction == 0:
        return _("Cancelling, %(days)s: all of it comes back.", **given)
    if rule.percent == 100:
        return _("Cancelling, %(days)s: all of it less %(less)s comes back.", **given)
    if rule.deduction == 0:
        return _("Cancelling, %(days)s: %(percent)s per cent come back.", **given)
    return _("Cancelling, %(days)s: %(percent)s per cent less %(less)s come back.", **given)


def _span(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return _("at any time")
    if first is None:
        return _("up to and with %(day)s", day=_day(last))
    if last is None:
        return _("from %(day)s on", day=_day(first))
    if first == last:
        return _day(first)
    return _("from %(first)s to %(last)s", first=_day(first), last=_day(last))


def _day(day: date | None) -> str:
    return day_range(day, None)
