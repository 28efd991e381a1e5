"""How the organisers' pages of a programme answer."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from cwf.editions.views import answers
from cwf.editions.views.answers import FRAME, Answer, claim, see, takes
from cwf.web.forms import Form
from cwf.web.templating import own_text

__all__ = ["FRAME", "Answer", "claim", "form_page", "in_use", "moved", "see", "takes"]


def form_page(
    form: Form,
    here: Any,
    *,
    title: str,
    back: str,
    template: str = "programme/form.html",
    **context: Any,
) -> Answer:
    """The form, as every page of organisers shows one."""
    return answers.form_page(form, here, title=title, template=template, back=back, **context)


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
