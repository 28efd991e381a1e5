"""Where to go after signing in: `next` names one of our pages by its path, nothing else."""

from flask import Flask, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response


def init_app(app: Flask) -> None:
    """Refuse any other `next` before a sign-in page sees it."""
    app.before_request(_check)


def is_route(path: str) -> bool:
    """Whether a path leads to a page of ours; false for addresses, and for what looks like one."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or "\\" in path:
        return False
    try:
        current_app.url_map.bind("").match(path.split("?")[0], method="GET")
    except RequestRedirect:
        return True  # only its final slash is missing
    except HTTPException:
        return False
    return True


def _check() -> Response | None:
    if not (request.blueprint or "").startswith(("security", "people")):
        return None
    if (wanted := request.form.get("next")) and not is_route(wanted):
        abort(400)
    if (wanted := request.args.get("next")) is None or is_route(wanted):
        return None
    if request.method != "GET":
        abort(400)
    return redirect(request.path)
