"""What programmes keep of people, and until when."""

from flask_babel import lazy_gettext as _l

from cwf.people.keeping import Ground, Rule, Since, Topic, kept
from cwf.programme.actions import imports

KEPT = kept(
    Topic.PROGRAMME,
    speakers=(
        _l("Speakers: name, affiliation, country, biography, picture and links"),
        _l("A published programme says who spoke, and is kept as it was."),
        Rule(Ground.INTEREST, Since.END),
    ),
    programme_files=(
        _l("Files from which a programme was read"),
        _l("So that they can be looked at once more."),
        Rule(Ground.INTEREST, Since.MADE, days=imports.KEPT.days, job="imports"),
    ),
)
