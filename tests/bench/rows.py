"""What is measured, with its must and its aim; medians and verdicts. Pure arithmetic.

A row holds what one figure of the table has to reach; a `Figure` is what was measured for it,
round by round. A ratio is worked out within a round, so that a machine whose speed changes from
second to second changes both sides alike; the median of the rounds counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

Verdict = Literal["aim", "must", "missed", "not measured"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the table. `unit` is "×" for ratios; `at_least`: more is better."""

    name: str
    what: str
    must: float
    aim: float
    unit: str = "×"
    at_least: bool = False

    def verdict(self, value: float) -> Verdict:
        """Whether a value reaches the aim, the must only, or not even that."""
        if self.at_least:
            return "aim" if value >= self.aim else "must" if value >= self.must else "missed"
        return "aim" if value <= self.aim else "must" if value <= self.must else "missed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What was measured for the row of that name, one number a round; `note` says how."""

    name: str
    rounds: tuple[float, ...]
    note: str = ""

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """A row with its figure; None where it was not measured, `why` then says the reason."""

    row: Row
    figure: Figure | None
    why: str = ""

    @property
    def verdict(self) -> Verdict:
        """The row's verdict about the median."""
        return self.row.verdict(self.figure.value) if self.figure else "not measured"


ROWS = (
    Row(
        name="page",
        what="programme page with all sessions, warm, gzip ÷ hello",
        must=0.35,
        aim=0.55,
        at_least=True,
    ),
    Row(name="ics", what="programme.ics, warm, gzip ÷ hello", must=0.35, aim=0.55, at_least=True),
    Row(name="page 304", what="304 of the page ÷ hello", must=0.4, aim=0.6, at_least=True),
    Row(name="ics 304", what="304 of the calendar ÷ hello", must=0.4, aim=0.6, at_least=True),
    Row(
        name="feed",
        what="10,000 different personal feeds (20 picks of 300 sessions) ÷ hello",
        must=0.2,
        aim=0.35,
        at_least=True,
    ),
    Row(name="feed 304", what="304 of such a feed ÷ hello", must=0.25, aim=0.45, at_least=True),
    Row(
        name="feed bodies",
        what="making the 10,000 bodies ÷ joining the same entries with b''.join (CPU)",
        must=5,
        aim=2,
    ),
    Row(
        name="cold browser bytes",
        what="complete programme for a cold browser",
        must=60,
        aim=40,
        unit="KB",
    ),
    Row(
        name="cold browser requests",
        what="complete programme for a cold browser",
        must=4,
        aim=3,
        unit="requests",
    ),
    Row(
        name="filtered ics",
        what="filtered ICS, cold ÷ loading the release from its stored JSON (CPU)",
        must=3,
        aim=2,
    ),
    Row(
        name="book ÷ write_pdf",
        what="programme.pdf ÷ direct write_pdf of the same HTML and options",
        must=1.3,
        aim=1.1,
    ),
    Row(
        name="book memory",
        what="programme.pdf, peak memory in the worker",
        must=300,
        aim=300,
        unit="MiB",
    ),
    Row(
        name="book ÷ plain blocks",
        what="programme.pdf ÷ the same text as plain blocks, same paper",
        must=2,
        aim=1.4,
    ),
    Row(
        name="agendas on paper",
        what="1,000 agenda PDFs, two processes ÷ one process",
        must=1.8,
        aim=1.9,
        at_least=True,
    ),
    Row(
        name="publish",
        what="publish (pages, ICS, XML, JSON, both languages) ÷ one cold render of each",
        must=1.5,
        aim=1.1,
    ),
    Row(
        name="p99 beside a book",
        what="p99 of the page at a quarter of its capacity, while a book is made ÷ without",
        must=3,
        aim=1.5,
    ),
    Row(
        name="web memory",
        what="web worker memory after the runs (PSS)",
        must=160,
        aim=110,
        unit="MiB",
    ),
    Row(
        name="start",
        what="start to first answer ÷ importing requirements.txt's packages",
        must=2,
        aim=1.3,
    ),
    Row(
        name="import",
        what="import of the FOSDEM file ÷ lxml parse and bulk insert of its rows",
        must=10,
        aim=4,
    ),
    Row(
        name="member list",
        what="dry run of a list of 5,000 members ÷ reading it with python-calamine",
        must=20,
        aim=8,
    ),
    Row(
        name="sign-ups",
        what="1,000 sign-ups for 100 places ÷ the same statements, one process",
        must=0.5,
        aim=0.8,
        at_least=True,
    ),
    Row(
        name="registrations",
        what="registrations with nested quotas ÷ the same statements, one process",
        must=0.5,
        aim=0.8,
        at_least=True,
    ),
    Row(
        name="check-ins",
        what="10,000 check-ins through HTTP, none lost, none twice ÷ hello",
        must=0.06,
        aim=0.12,
        at_least=True,
    ),
    Row(
        name="participants",
        what="a page of 10,000 participants, filtered and searched ÷ the same page of 100",
        must=3,
        aim=1.5,
    ),
    Row(
        name="dashboard",
        what="dashboard of 10,000 registrations and 400 days ÷ the same of 100 and 10 (CPU)",
        must=3,
        aim=1.5,
    ),
    Row(
        name="snapshot",
        what="keeping a day of 10,000 registrations ÷ one SELECT … GROUP BY over the same rows",
        must=5,
        aim=2,
    ),
    Row(
        name="together",
        what="a delegation of 50 in one submit ÷ 50 single registrations",
        must=5,
        aim=10,
        at_least=True,
    ),
    Row(
        name="growth warm",
        what="growth from 75 to 1,200 sessions, warm",
        must=1.5,
        aim=1.2,
    ),
    Row(
        name="growth cold",
        what="growth from 75 to 1,200 sessions, cold",
        must=20,
        aim=17,
    ),
)


def ratios(chain: Sequence[float]) -> list[float]:
    """Each thing measured against what stood right before and after it.

    `chain` alternates: yardstick, thing, yardstick, thing, …, yardstick.
    """
    if len(chain) % 2 == 0:
        raise ValueError("a chain begins and ends with the yardstick")
    return [
        chain[place] / ((chain[place - 1] + chain[place + 1]) / 2)
        for place in range(1, len(chain), 2)
    ]


def results(figures: Iterable[Figure], why: dict[str, str]) -> list[Result]:
    """Every row in the order of the table. Raises KeyError for a figure of no row.

    `why` says by name what kept a row from being measured; one that nobody asked for has no why.
    """
    rows = {row.name: row for row in ROWS}
    found = {rows[figure.name].name: figure for figure in figures}
    return [Result(row=row, figure=found.get(row.name), why=why.get(row.name, "")) for row in ROWS]


def held(outcome: Iterable[Result]) -> bool:
    """Whether no must is missed; a row that was to be measured and was not misses it, too."""
    return all(
        result.verdict in ("aim", "must") or (result.figure is None and not result.why)
        for result in outcome
    )
