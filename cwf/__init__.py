"""The Creativity World Forum, planned and shown."""

from pathlib import Path

from flask import Flask
from flask_babel import lazy_gettext as _l

from cwf import audit, database, i18n, jobs, mail, settings
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
    from cwf import agendas, demo, editions, network, people, programme, regions, registration

    people.init_app(app, config)
    for subject in (regions, editions, programme, registration, agendas, network, demo):
        subject.init_app(app)


def _fill_registries(app: Flask) -> None:
    from cwf.agendas.actions.moving import move_limits
    from cwf.agendas.queries.affected import affected
    from cwf.agendas.queries.door import over_in_rooms
    from cwf.agendas.queries.ends import words_of
    from cwf.agendas.views import agenda
    from cwf.agendas.views.feeds import account_part
    from cwf.agendas.views.live import places_now
    from cwf.editions import queries as editions
    from cwf.people import queries as people
    from cwf.registration.actions.terms import keep_clock
    from cwf.registration.views.account_part import my_registrations

    navigation.register(app, *_organisers_menu())
    app.extensions["cwf_affected"] = [affected]
    app.extensions["cwf_live"] = [places_now]
    app.extensions["cwf_over"] = [over_in_rooms]
    app.extensions["cwf_dates_moved"] = [keep_clock, move_limits]
    app.extensions["cwf_offer_words"].append(words_of)
    app.extensions["cwf_held_roles"] = [people.secretariat_role, editions.held_roles]
    app.extensions["cwf_account_parts"] = [agenda.part, account_part, my_registrations]


def _register_jobs(app: Flask) -> None:
    from cwf.agendas.jobs import notices as notice_jobs
    from cwf.agendas.jobs import papers as paper_jobs
    from cwf.agendas.jobs import sign_ups as sign_up_jobs
    from cwf.agendas.jobs import unused
    from cwf.agendas.queries import papers
    from cwf.people import jobs as people_jobs
    from cwf.programme.jobs import books as book_jobs
    from cwf.programme.jobs import imports as import_jobs
    from cwf.programme.queries import books, imports
    from cwf.registration import jobs as registration_jobs
    from cwf.web.jobs import forget_submissions

    jobs.register(app, "mail", mail.send_due, mail.backlog)
    jobs.register(app, "submissions", forget_submissions)
    jobs.register(app, "imports", import_jobs.read_imports, imports.backlog)
    jobs.register(app, "books", book_jobs.render_books, books.backlog)
    jobs.register(app, "papers", paper_jobs.make_papers, papers.backlog)
    jobs.register(app, "notices", notice_jobs.tell_readers, notice_jobs.backlog)
    jobs.register(app, "agendas", unused.forget)
    jobs.register(app, "sign_ins", people_jobs.forget)
    jobs.register(app, "offers", registration_jobs.send_offers, registration_jobs.backlog)
    jobs.register(app, "sign_ups", sign_up_jobs.end_cancelled)
    jobs.register(app, "registrations", registration_jobs.forget_unconfirmed)


def _organisers_menu() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also)

    name = "programme_manage"
    return [
        entry(f"{name}.overview", _l("Overview")),
        entry(f"{name}.draft", _l("Programme")),
        entry(f"{name}.sessions", _l("Sessions"), f"{name}.session", f"{name}.slot"),
        entry(f"{name}.speakers", _l("Speakers"), f"{name}.speaker"),
        entry(f"{name}.places", _l("Places"), f"{name}.venue", f"{name}.room"),
        entry(f"{name}.conflicts", _l("Conflicts")),
        entry("sign_ups_manage.slots", _l("Sign-ups"), "sign_ups_manage"),
        entry(f"{name}.imports", _l("Import"), f"{name}.import"),
        entry(f"{name}.releases", _l("Releases"), f"{name}.release", f"{name}.withdrawal"),
        entry(f"{name}.tracks", _l("Tracks"), f"{name}.track", f"{name}.kind"),
        entry(
            "registration_manage.participants",
            _l("Participants"),
            "registration_one",
            "registration_terms",
        ),
        entry(
            "edition_settings.settings",
            _l("Edition"),
            "edition_settings",
            "edition_life",
            "edition_team",
            f"{name}.dates",
            f"{name}.copy",
        ),
        *_pages_of_the_edition(),
        *_pages_of_registration(),
    ]


def _pages_of_the_edition() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object, *also: str) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, also=also, within="edition")

    return [
        entry("edition_settings.settings", _l("Settings")),
        entry("programme_manage.dates", _l("Dates and zone")),
        entry("edition_settings.facts", _l("Figures and deadlines"), "edition_settings.fact"),
        entry("edition_life.lifecycle", _l("Lifecycle"), "edition_life"),
        entry("edition_team.team", _l("Team")),
        entry("edition_team.log", _l("Log")),
        entry("programme_manage.copy", _l("New edition from this one")),
    ]


def _pages_of_registration() -> list[navigation.Entry]:
    def entry(endpoint: str, label: object) -> navigation.Entry:
        return navigation.Entry(endpoint=endpoint, label=label, within="registration")

    return [
        entry("registration_manage.participants", _l("Participants")),
        entry("registration_terms.terms", _l("Registration")),
    ]


__all__ = ["audit", "create_app"]
