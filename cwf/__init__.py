"""The Creativity World Forum, planned and shown."""

from pathlib import Path

import structlog
from flask import Flask

from cwf import audit, database, i18n, jobs, mail, settings
from cwf.web import (
    access,
    artefacts,
    assets,
    cli,
    csrf,
    errors,
    limits,
    probes,
    security,
    templating,
)

ROOT = Path(__file__).resolve().parent.parent


def create_app(config: settings.Settings | None = None) -> Flask:
    """Put the application together: settings → database → access → slices → registries."""
    config = config or settings.load()
    app = Flask(__name__, root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(SECRET_KEY=config.secret_key, TESTING=config.testing)
    app.extensions["cwf_settings"] = config
    structlog.configure(cache_logger_on_first_use=not config.testing)

    database.init_app(app, config)
    jobs.init_app(app, config)
    i18n.init_app(app)

    for plumbing in (errors, access, csrf, templating, assets, artefacts, probes, cli):
        plumbing.init_app(app)
    security.init_app(app, config)
    limits.init_app(app, config)

    _add_slices(app, config)
    _fill_registries(app)
    access.matrix(app)
    return app


def _add_slices(app: Flask, config: settings.Settings) -> None:
    from cwf import demo, editions, network, people, programme, regions

    people.init_app(app, config)
    for subject in (regions, editions, programme, network, demo):
        subject.init_app(app)


def _fill_registries(app: Flask) -> None:
    from cwf.editions import queries as editions
    from cwf.people import jobs as people_jobs
    from cwf.people import queries as people
    from cwf.web.jobs import forget_submissions

    jobs.register(app, "mail", mail.send_due)
    jobs.register(app, "submissions", forget_submissions)
    jobs.register(app, "sign_ins", people_jobs.forget)
    app.extensions["cwf_held_roles"] = [people.secretariat_role, editions.held_roles]


__all__ = ["audit", "create_app"]
