"""Pictures, by the hash of their bytes: what is kept under a name never changes."""

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from cwf.people import queries
from cwf.web.access import public

bp = Blueprint("media", __name__)


@bp.get("/media/<string(length=64):digest>.webp")
@public
def picture(digest: str) -> BaseResponse:
    """The picture of a hash; 404 for a hash of none."""
    found = queries.picture(digest)
    if found is None:
        abort(404)
    response = Response(found.body, mimetype=found.media_type)
    response.set_etag(found.hash)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response.make_conditional(request)
