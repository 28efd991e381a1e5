"""What agendas keep of people, and until when."""

from flask_babel import lazy_gettext as _l

from cwf.agendas.feeds import UNUSED_FOR
from cwf.people.keeping import Ground, Rule, Since, Topic, kept

KEPT = kept(
    Topic.ACCOUNT,
    agendas=(
        _l("Your agendas, favourites, calendars, and with whom you share them"),
        _l("So that you find them again, on every device."),
        Rule(Ground.WISH, Since.END),
    ),
    agendas_without_account=(
        _l("An agenda that was put together without an account"),
        _l("So that its link and its calendar work. It names nobody."),
        Rule(Ground.WISH, Since.USED, days=UNUSED_FOR.days, job="agendas"),
    ),
)
