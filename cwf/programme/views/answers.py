"""How the organisers' pages answer: a form, a form with errors, a form over an older version."""

from collections.abc import Mapping
from typing import Any

from flask import Response, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from cwf.web import submissions
from cwf.web.forms import Form, NewForm, conflict_page
from cwf.web.submissions import Submission
from cwf.web.templating import own_text

Answer = tuple[str, int] | Response | Any
FRAME = "editions/frame.html"


def form_page(
    form: Form,
    here: Any,
    *,
    title: str,
    back: str,
    template: str = "programme/form.html",
    **context: Any,
) -> Answer:
    """The form: 200 when asked for, 409 over an older version, else 422 with what is wrong."""
    if form.stale:
        return conflict_page(
            form, title=title, back=request.path, layout=FRAME, edition=here, **context
        )
    page = render_template(template, edition=here, form=form, title=title, back=back, **context)
    return page, 422 if form.is_submitted() else 200


def takes(form: Form) -> bool:
    """Whether the form was sent, over the version that stands, and can be taken."""
    return bool(form.is_submitted() and not form.stale and form.validate())


def claim(form: NewForm) -> Submission:
    """The submit of this form by this account; with a location, it was made before."""
    return submissions.claim(form.key.data, current_user.id)


def see(location: str) -> Response:
    """To another page, by GET (303); for a fragment, the browser is told to go there."""
    if request.headers.get("HX-Request") == "true":
        return Response(status=204, headers={"HX-Redirect": location})
    return redirect(location, 303)  # type: ignore[return-value]


def in_use(titles: Any) -> str:
    """A sentence that names what still uses a thing, at most five of them."""
    names = [own_text(title) for title in titles]
    shown = ", ".join(names[:5])
    if len(names) > 5:
        return _("%(names)s and %(more)s more", names=shown, more=len(names) - 5)
    return shown


def moved(order: list[str], sent: Mapping[str, str]) -> list[str]:
    """The order with the thing named `slug` one further `up` or down; as it is, if it cannot."""
    slug, step = sent.get("slug", ""), -1 if sent.get("to") == "up" else 1
    at = order.index(slug) if slug in order else -1
    to = at + step
    if at < 0 or not 0 <= to < len(order):
        return order
    order = list(order)
    order[at], order[to] = order[to], order[at]
    return order
