"""How the book writes days, in heads with a capital."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date


@dataclass(frozen=True)
class Dates:
    """Days in one language."""

    language: str

    def weekday(self, day: date) -> str:
        """The name of the day: "Wednesday", "Onsdag"."""
        return self._capital(day, "EEEE")

    def tab(self, day: date) -> str:
        """The name of the day in short: "Wed", "Ons"."""
        return self._capital(day, "EEE").rstrip(".")

    def heading(self, day: date) -> str:
        """The day in full: "Wednesday 1 November", "Onsdag 1. november"."""
        return self._capital(day, f"EEEE d{self._dot} MMMM")

    def month(self, day: date) -> str:
        """The name of the month as it stands within a date."""
        return format_date(day, "MMMM", locale=self.language)

    def days(self, starts: date, ends: date | None) -> str:
        """The days without their month, for the sun on the cover: "1–2"; with it where it turns."""
        if ends is None or ends == starts:
            return f"{starts.day}{self._dot}"
        return f"{starts.day}{self._dot}–{ends.day}{self._dot}"

    def months(self, starts: date, ends: date | None) -> str:
        """The month of these days, or both."""
        names = dict.fromkeys([self.month(starts), self.month(ends or starts)])
        return "–".join(names)

    def ordinal(self, number: int) -> str:
        """13th; in Danish 13."""
        if self.language == "da":
            return f"{number}."
        teen = number % 100 in (11, 12, 13)
        return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"

    @property
    def _dot(self) -> str:
        return "." if self.language == "da" else ""

    def _capital(self, day: date, pattern: str) -> str:
        words = format_date(day, pattern, locale=self.language)
        return words[:1].upper() + words[1:]
