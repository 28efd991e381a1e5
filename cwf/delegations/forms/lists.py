"""Lists in words: what they are called, for whom they are, what their columns are."""

from flask_babel import lazy_gettext as _l

from cwf.delegations.forms.words import AS, RANKS
from cwf.delegations.lists import NOTHING, OTHER, UNSAID, List, Reader
from cwf.delegations.wording import Words
from cwf.registration.forms.needs import DIETS, diet_in_words
from cwf.registration.forms.words import CATEGORIES

TITLES = {
    List.ARRIVALS: _l("Arrivals"),
    List.DEPARTURES: _l("Departures"),
    List.STAYS: _l("Who is where"),
    List.DIETS: _l("Diets"),
    List.ACCESS: _l("Access needs"),
    List.PHOTOS: _l("Not to be photographed"),
    List.MEMBERS: _l("Members of delegations"),
    List.NAMES: _l("Who takes part"),
}
LEADS = {
    List.ARRIVALS: _l("By day and hour: who comes, how, and where they stay."),
    List.DEPARTURES: _l("By day and hour: who leaves, and how."),
    List.STAYS: _l("Each day before and after the forum: who is there, and where they stay."),
    List.DIETS: _l("How many eat what on which day; then who eats something special."),
    List.ACCESS: _l("Who needs what to take part."),
    List.PHOTOS: _l("Who said no, and who has not said yes."),
    List.MEMBERS: _l("Every delegation with its members, their roles and how to reach them."),
    List.NAMES: _l("Those who agreed to be named to others, and nobody else."),
}
FOR_WHOM = {
    Reader.HOST: _l("For those who receive guests, and nobody else."),
    Reader.KITCHEN: _l("For those who cook and serve, and nobody else."),
    Reader.ACCESS: _l("For those who see to access in the houses, and nobody else."),
    Reader.PHOTOGRAPHERS: _l("For photographers, and nobody else."),
    Reader.PARTICIPANTS: _l("For those who take part."),
}
EATS = {
    **DIETS,
    OTHER: _l("In their own words"),
    NOTHING: _l("Nothing special"),
    UNSAID: _l("Not said"),
}

WORDS = Words(
    titles=TITLES,
    leads=LEADS,
    for_whom=FOR_WHOM,
    eats=EATS,
    roles=AS,
    ranks=RANKS,
    categories=CATEGORIES,
    diet=diet_in_words,
)
