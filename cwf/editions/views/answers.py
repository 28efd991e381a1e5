"""How organisers' pages answer: a form, a form with errors, a form over an older version."""

from typing import Any

from flask import Response, redirect, render_template, request
from flask_login import current_user

from cwf.web import submissions
from cwf.web.forms import Form, NewForm, conflict_page
from cwf.web.submissions import Submission

Answer = tuple[str, int] | Response | Any
FRAME = "editions/frame.html"


def form_page(
    form: Form, here: Any, *, title: str, template: str, back: str = "", **context: Any
) -> Answer:
    """The form: 200 when asked for, 409 over an older version, else 422 with what is wrong.

    `back` is where one goes without saving.
    """
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
