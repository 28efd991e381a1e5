"""What a monitor asks: /healthz (this process answers), /readyz (it can serve), /metrics."""

import hmac

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cwf import jobs
from cwf.database import db
from cwf.web.access import public

bp = Blueprint("probes", __name__)

ANSWERS = Counter("cwf_answers", "Answers by endpoint and status", ["endpoint", "status"])
SIZES = Histogram("cwf_answer_bytes", "Size of answers", buckets=(1e3, 1e4, 1e5, 1e6, 1e7))


def init_app(app: Flask) -> None:
    """Serve the probes and count answers."""
    app.register_blueprint(bp)
    app.after_request(_count)


@bp.get("/healthz")
@public
def healthz() -> Response:
    """200 as long as the process answers; touches nothing."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """200 when the database answers; says, too, whether a worker runs (books wait for one)."""
    try:
        db.session.execute(text("SELECT 1"))
        worker = jobs.worker_alive()
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(database="away", worker="unknown"), 503
    return jsonify(database="ok", worker="ok" if worker else "none: books are not made"), 200


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Prometheus metrics, by `Authorization: Bearer <CWF_METRICS_TOKEN>`; else 404."""
    token = current_app.extensions["cwf_settings"].metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(token.encode(), given.encode()):
        abort(404)
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _count(response: Response) -> Response:
    ANSWERS.labels(request.endpoint or "none", response.status_code).inc()
    if response.content_length is not None:
        SIZES.observe(response.content_length)
    return response
