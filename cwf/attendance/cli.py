"""Commands about attendance."""

from collections.abc import Sequence

import click
from flask import Flask
from flask.cli import AppGroup

from cwf import clock
from cwf.attendance.queries import backtest as queries
from cwf.attendance.tried import ARRIVALS, LARGE, SIZES, WHOLE, Run, Score

attendance = AppGroup("attendance", help="Targets, counts and forecasts.")
HEAD = "days before      n  median  (naive)    MAPE  (naive)  in 50 %  in 90 %  may be shown"


def init_app(app: Flask) -> None:
    """Enter the commands."""
    app.cli.add_command(attendance)


@attendance.command("backtest")
@click.option("--seed", default=queries.SEED, show_default=True, help="Of the made-up editions.")
@click.option("--number", default=queries.NUMBER, show_default=True, help="How many are foretold.")
def backtest(seed: int, number: int) -> None:
    """Try forecasts on made-up editions, and on those held.

    Of the made-up ones small parts, too. Each table is printed as soon as it is worked out.
    """
    click.echo(f"Making up {number} editions and those before them ...", err=True)
    for run in queries.run_made_up(queries.editions(seed, number)):
        click.echo(f"\n{_of(run)} of made-up editions (seed {seed}), {_history(run)}:")
        _table(run.scores)
    found, scores = queries.run_held(at=clock.now())
    click.echo(f"\nEditions that were held and have a curve: {found}.")
    if scores:
        click.echo("Each is foretold by all others, later ones too:")
        _table(scores)
    else:
        click.echo("Two are needed before a forecast can be tried on them.")


def _of(run: Run) -> str:
    if run.group == WHOLE:
        return "Totals"
    if run.group in ARRIVALS:
        return "Arrivals" if SIZES[run.group] == SIZES[WHOLE] else "Arrivals of regions"
    low, high = SIZES[run.group]
    name = "regions" if run.group == LARGE else f"{run.group}s"
    return f"Parts that came to {low:.0f} to {high:.0f} ({name})"


def _history(run: Run) -> str:
    if not run.editions:
        return "of the own curve alone"
    known = "their curves" if run.curves else "only what they came to"
    return f"of {run.editions} earlier ones and {known}"


def _table(scores: Sequence[Score]) -> None:
    click.echo(HEAD)
    for one in scores:
        click.echo(
            f"{one.days_before:11} {one.number:6} {one.error:7.1%} {one.naive:8.1%}"
            f" {one.mape:7.1%} {one.naive_mape:8.1%} {one.in50:8.1%} {one.in90:8.1%}"
            f"  {'yes' if one.is_good else 'no'}"
        )
