"""What taking part costs, decided from the fees of an edition and the day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """What a category costs, in hundredths: `early` up to and with `early_until`, else `amount`."""

    amount: int
    early: int | None = None
    early_until: date | None = None

    def on(self, day: date) -> int:
        """What it costs on a day of the edition's clock."""
        return self.early if self.is_early(day) and self.early is not None else self.amount

    def is_early(self, day: date) -> bool:
        """Whether the early price holds on a day."""
        return self.early is not None and self.early_until is not None and day <= self.early_until


def fee_on(prices: dict[str, Price], category: str, day: date) -> int | None:
    """What a category costs on a day, in hundredths; None: nothing is said of it."""
    price = prices.get(category)
    return price.on(day) if price else None
