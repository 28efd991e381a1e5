"""The link in every notice that ends them, without signing in.

Opening it shows a button: programs that read mail open links, too. Mail programs press the button
themselves (RFC 8058), so what is posted carries no token of a form; that of the link is enough.
"""

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from cwf.agendas.actions.notices import want_mails
from cwf.agendas.exports.notice import PURPOSE
from cwf.agendas.queries.notices import wants_mails
from cwf.database import db
from cwf.web.access import public
from cwf.web.csrf import csrf
from cwf.web.signing import read

bp = Blueprint("notices", __name__, url_prefix="/<lang:lang>/notices")


@bp.get("/<token>")
@public
def asked(token: str) -> str:
    """Whether its reader wants notices, and a button to change it."""
    reader = _reader(token)
    wanted = wants_mails(**reader)
    if wanted is None:
        raise NotFound
    return render_template("agendas/opting_out.html", wanted=wanted, token=token)


@bp.post("/<token>")
@csrf.exempt
@public
def answered(token: str) -> str:
    """No more notices; or, with `mails` 1, notices again. To be repeated freely."""
    reader = _reader(token)
    if wants_mails(**reader) is None:
        raise NotFound
    wanted = request.form.get("mails") == "1"
    want_mails(wanted, **reader)
    db.session.commit()
    return render_template("agendas/opting_out.html", wanted=wanted, token=token, done=True)


def _reader(token: str) -> dict[str, int]:
    """Whose link it is, as the keyword by which queries and actions know a reader."""
    said = read(PURPOSE, token, str, int)
    if said is None or said[0] not in ("account", "participant"):
        raise NotFound
    kind, id = said
    return {f"{kind}_id": id}
