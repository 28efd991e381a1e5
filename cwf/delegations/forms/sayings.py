"""Why a delegation cannot do something itself, in words."""

from flask_babel import lazy_gettext as _l

from cwf.delegations.membership import Bar

BARS = {
    Bar.INVITED: _l("Accept the invitation first: then members can be named."),
    Bar.DECLINED: _l("This delegation was declined. The host can open it again."),
    Bar.OVER: _l(
        "The last day for naming members has passed, so nothing was changed. Write to the host: "
        "they can still do it."
    ),
}
