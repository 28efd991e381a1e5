"""What organisers, door staff and readers see of attendance."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Serve the pages."""
    from cwf.attendance.views import delegation_part, ticket_sheets, tickets

    for part in (*_of_organisers(), *_of_everybody()):
        app.register_blueprint(part.bp)  # type: ignore[attr-defined]
    app.extensions["cwf_own_parts"].append(tickets.part)
    app.extensions["cwf_delegation_parts"] += [delegation_part.part, ticket_sheets.part]


def _of_organisers() -> tuple[object, ...]:
    from cwf.attendance.views import (
        backtest,
        campaigns,
        check_ins,
        comparison,
        count_files,  # noqa: F401 - adds its routes to those of counts
        counts,
        dashboard,
        history,
        report,
        sharing,
        stations,
        target_parts,
        targets,
        ticket_parties,
    )

    return (
        backtest, campaigns, check_ins, comparison, counts, dashboard, history, report, sharing,
        stations, target_parts, targets, ticket_parties,
    )  # fmt: skip


def _of_everybody() -> tuple[object, ...]:
    from cwf.attendance.views import (
        door,
        public,
        station_pages,  # noqa: F401 - it adds its pages to the door's
        ticket_sheets,
        tickets,
    )

    return door, public, ticket_sheets, tickets
