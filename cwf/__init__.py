"""The Creativity World Forum, planned and shown."""

from pathlib import Path

from flask import Flask

from cwf import audit, database, i18n, jobs, mail, menu, settings
from cwf.web import (
    access,
    artefacts,
    assets,
    cli,
    csrf,
    errors,
    last_known,
    limits,
    logs,
    metrics,
    navigation,
    portraits,
    probes,
    routing,
    security,
    subscribing,
    templating,
    tracing,
)

ROOT = Path(__file__).resolve().parent.parent


def create_app(config: settings.Settings | None = None) -> Flask:
    """Put the application together: settings → database → access → slices → registries."""
    config = config or settings.load()
    app = Flask(__name__, root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(SECRET_KEY=config.secret_key, TESTING=config.testing)
    app.extensions["cwf_settings"] = config

    database.init_app(app, config)
    jobs.init_app(app, config)
    i18n.init_app(app)

    for plumbing in (
        routing,
        logs,
        metrics,
        tracing,
        errors,
        access,
        csrf,
        templating,
        portraits,
        navigation,
        assets,
        subscribing,
        artefacts,
        last_known,
        probes,
        cli,
    ):
        plumbing.init_app(app)
    security.init_app(app, config)
    limits.init_app(app, config)

    _add_slices(app, config)
    _fill_registries(app)
    _register_jobs(app)
    access.matrix(app)
    return app


def _add_slices(app: Flask, config: settings.Settings) -> None:
    from cwf import (
        agendas,
        attendance,
        delegations,
        demo,
        editions,
        network,
        people,
        programme,
        regions,
        registration,
    )

    people.init_app(app, config)
    for subject in (
        regions,
        editions,
        programme,
        registration,
        agendas,
        delegations,
        attendance,
        network,
        demo,
    ):
        subject.init_app(app)


def _fill_registries(app: Flask) -> None:
    from cwf.agendas.actions.moving import move_limits
    from cwf.agendas.queries.affected import affected
    from cwf.agendas.queries.door import over_in_rooms
    from cwf.agendas.queries.ends import words_of
    from cwf.agendas.views import agenda
    from cwf.agendas.views.feeds import account_part
    from cwf.agendas.views.live import places_now
    from cwf.attendance.actions.moving import move_targets
    from cwf.attendance.jobs.papers import MAKERS as OF_ATTENDANCE
    from cwf.attendance.views.tickets import my_tickets
    from cwf.delegations.jobs.papers import MAKERS
    from cwf.delegations.queries import heads
    from cwf.delegations.queries.parties import PARTIES
    from cwf.delegations.views.account_part import my_delegations
    from cwf.editions import queries as editions
    from cwf.people import queries as people
    from cwf.registration.actions.recounting import recount
    from cwf.registration.actions.terms import keep_clock
    from cwf.registration.views.account_part import my_registrations
    from cwf.registration.views.own_data import my_data

    navigation.register(app, *menu.entries())
    app.extensions["cwf_parties"] = PARTIES
    app.extensions["cwf_papers"].update(MAKERS | OF_ATTENDANCE)
    app.extensions["cwf_affected"] = [affected]
    app.extensions["cwf_live"] = [places_now]
    app.extensions["cwf_over"] = [over_in_rooms]
    app.extensions["cwf_dates_moved"] = [keep_clock, move_limits, move_targets]
    app.extensions["cwf_host_changed"] = [recount]
    app.extensions["cwf_offer_words"].append(words_of)
    held = [people.secretariat_role, editions.held_roles, heads.held_roles]
    app.extensions["cwf_held_roles"] = held
    mine = [agenda.part, account_part, my_tickets, my_delegations, my_registrations, my_data]
    app.extensions["cwf_account_parts"] = mine


def _register_jobs(app: Flask) -> None:
    from cwf.agendas.jobs import notices as notice_jobs
    from cwf.agendas.jobs import papers as paper_jobs
    from cwf.agendas.jobs import sign_ups as sign_up_jobs
    from cwf.agendas.jobs import unused
    from cwf.agendas.queries import papers
    from cwf.attendance.jobs import digests as digest_jobs
    from cwf.attendance.jobs import snapshots as snapshot_jobs
    from cwf.attendance.jobs import tickets as ticket_jobs
    from cwf.delegations.jobs import imports as list_jobs
    from cwf.delegations.jobs import reminders
    from cwf.delegations.queries import member_imports
    from cwf.people import jobs as people_jobs
    from cwf.programme.jobs import books as book_jobs
    from cwf.programme.jobs import imports as import_jobs
    from cwf.programme.queries import books, imports
    from cwf.registration import jobs as registration_jobs
    from cwf.registration.queries import bulk
    from cwf.web.jobs import forget_submissions

    jobs.register(app, "mail", mail.send_due, mail.backlog)
    jobs.register(app, "submissions", forget_submissions)
    jobs.register(app, "imports", import_jobs.read_imports, imports.backlog)
    jobs.register(app, "member_imports", list_jobs.read_lists, member_imports.backlog)
    jobs.register(app, "books", book_jobs.render_books, books.backlog)
    jobs.register(app, "papers", paper_jobs.make_papers, papers.backlog)
    jobs.register(app, "notices", notice_jobs.tell_readers, notice_jobs.backlog)
    jobs.register(app, "agendas", unused.forget)
    jobs.register(app, "sign_ins", people_jobs.forget)
    jobs.register(app, people_jobs.RETENTION, people_jobs.retain)
    jobs.register(app, "reminders", reminders.send_reminders, reminders.backlog)
    jobs.register(app, "offers", registration_jobs.send_offers, registration_jobs.backlog)
    jobs.register(app, "bulk", registration_jobs.do_bulk, bulk.backlog)
    jobs.register(app, "sign_ups", sign_up_jobs.end_cancelled)
    jobs.register(app, "tickets", ticket_jobs.make_tickets, ticket_jobs.backlog)
    jobs.register(app, "digests", digest_jobs.send_digests)
    jobs.register(app, "registrations", registration_jobs.forget_unconfirmed)
    jobs.register(app, "snapshots", snapshot_jobs.take_snapshots)


__all__ = ["audit", "create_app"]
