"""The form of fees and rules: a row for each category, and one for each rule and two more."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import format_decimal, lazy_pgettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional

from cwf.registration.categories import Category
from cwf.registration.conditions import Kind, Rule
from cwf.registration.fees import Price
from cwf.registration.money import hundredths
from cwf.web.forms import ChoiceField, DayField, Form, LineField, NumberField

KINDS = {Kind.REFUND: _l("Refund"), Kind.NAME: _l("Change of name")}
MOST_RULES = 20
RULE = ("kind", "begins", "ends", "percent", "deduction")


class MoneyField(StringField):
    """An amount; `data` is in hundredths, or None."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label, [Optional()], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format_decimal(self.data / 100, "0.00")

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; raises ValueError with the way out."""
        if not valuelist:
            return
        written = valuelist[0].strip()
        self.data = hundredths(written) if written else None
        if written and self.data is None:
            raise ValueError(_("Write an amount, such as 130 or 99.50."))


class FeesForm(Form):
    """Fees and rules. The fields of rows are bound by `fees_form`."""

    currency = LineField(
        _l("Currency"),
        required=True,
        most=3,
        description=_l("Three letters, such as EUR or DKK."),
    )

    of: tuple[Category, ...] = ()
    number: int = 0

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then those of each row together."""
        if not super().validate(extra_validators):
            return False
        for category in self.of:
            early, until = self[f"early_{category}"], self[f"until_{category}"]
            amount = self[f"amount_{category}"]
            if amount.data is None and early.data is not None:
                self.fail(amount.name, _("Write the price that holds afterwards, too."))
            elif early.data is not None and early.data > amount.data:
                self.fail(early.name, _("An early price is not above the price that follows it."))
            if (early.data is None) != (until.data is None):
                self.fail(until.name, _("An early price needs its last day, and the other way."))
        for number in range(self.number):
            begins, ends = self[f"rule{number}_begins"].data, self[f"rule{number}_ends"].data
            if begins and ends and ends < begins:
                self.fail(f"rule{number}_ends", _("It ends before it begins."))
        return not self.errors

    @property
    def prices(self) -> dict[Category, Price]:
        """What was said, by category; one without a price has none."""
        return {
            one: Price(
                amount=self[f"amount_{one}"].data,
                early=self[f"early_{one}"].data,
                early_until=self[f"until_{one}"].data,
            )
            for one in self.of
            if self[f"amount_{one}"].data is not None
        }

    @property
    def rules(self) -> list[Rule]:
        """The rules that were said; a row without a kind is none."""
        found = []
        for number in range(self.number):
            values = {name: self[f"rule{number}_{name}"].data for name in RULE}
            if values["kind"]:
                given = {**values, "kind": Kind(values["kind"])}
                given |= {name: given[name] or 0 for name in ("percent", "deduction")}
                found.append(Rule(**given))
        return found


def fees_form(
    categories: Iterable[Category],
    *,
    version: int,
    currency: str,
    prices: Mapping[str, Price],
    rules: list[Rule],
    sent: Mapping[str, Any],
) -> FeesForm:
    """The form for these categories, with room for two rules more than there are or were sent."""
    of = tuple(categories)
    number = len(rules) + 2
    while f"rule{number}_kind" in sent and number < MOST_RULES:
        number += 1
    fields: dict[str, Any] = {"of": of, "number": number}
    values: dict[str, Any] = {"version": version, "currency": currency}
    for one in of:
        fields |= {
            f"amount_{one}": MoneyField(_l("Price")),
            f"early_{one}": MoneyField(_l("Early price")),
            f"until_{one}": DayField(_l("Early up to and with")),
        }
        if price := prices.get(one):
            values |= {f"amount_{one}": price.amount, f"early_{one}": price.early}
            values[f"until_{one}"] = price.early_until
    for at in range(number):
        fields |= _rule_fields(at)
        if at < len(rules):
            values |= {f"rule{at}_{name}": getattr(rules[at], name) for name in RULE}
    return type("Fees", (FeesForm,), fields)(data=values)


def _rule_fields(at: int) -> dict[str, Any]:
    kinds: list[tuple[str, Any]] = [("", _l("No rule")), *KINDS.items()]
    percent = NumberField(_l("Per cent that come back"), most=100)
    return {
        f"rule{at}_kind": ChoiceField(_l("Rule %(number)s", number=at + 1), choices=kinds),
        f"rule{at}_begins": DayField(lazy_pgettext("day", "From")),
        f"rule{at}_ends": DayField(_l("Up to and with")),
        f"rule{at}_percent": percent,
        f"rule{at}_deduction": MoneyField(_l("Less")),
    }


class PaymentForm(Form):
    """What is noted of a fee."""

    payment = ChoiceField(_l("Payment"))
    payment_note = LineField(
        _l("Note"),
        most=300,
        description=_l("The number of an invoice, say. Only organisers read it."),
    )
