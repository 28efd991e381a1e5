"""What a monitor asks: /healthz (this process answers), /readyz (it can serve), /metrics."""

import hmac

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cwf import jobs
from cwf.database import db
from cwf.web import metrics
from cwf.web.access import public

MIB = 1024 * 1024
DISK_LOW, DISK_FULL = 1024 * MIB, 64 * MIB  # free bytes

bp = Blueprint("probes", __name__)


def init_app(app: Flask) -> None:
    """Serve the probes."""
    app.register_blueprint(bp)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """200 as long as the process answers; touches nothing."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """200 when the database answers; names, too, what makes work wait and stops no reader."""
    try:
        db.session.execute(text("SELECT 1"))
        worker = _worker()
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(database="away", worker="unknown", disk=_disk()), 503
    return jsonify(database="ok", worker=worker, disk=_disk()), 200


@bp.get("/metrics")
@public
def prometheus() -> Response:
    """Prometheus metrics, by `Authorization: Bearer <CWF_METRICS_TOKEN>`; else 404."""
    token = current_app.extensions["cwf_settings"].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(token.encode(), given.encode()):
        abort(404)
    return Response(metrics.exposed(), content_type=CONTENT_TYPE_LATEST)


def _worker() -> str:
    age = jobs.worker_age()
    if age is None:
        return "none: books are not made"
    if age >= jobs.WORKER_SILENT_AFTER:
        return f"silent for {age.total_seconds() // 60:.0f} minutes: mail and books wait"
    return "ok"


def _disk() -> str:
    free = metrics.free_bytes()
    if free < DISK_FULL:
        return f"full: {free // MIB} MiB free, little can be saved"
    return "ok" if free >= DISK_LOW else f"low: {free // MIB} MiB free"
