"""Needs, diets and languages in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.i18n import language
from cwf.programme.collation import order
from cwf.registration.diets import read_diet
from cwf.registration.particulars import Need
from cwf.web.templating import language_name

NEEDS = {
    Need.DIET: _l("Diet"),
    Need.ACCESS: _l("Access needs"),
    Need.PHOTO: _l("Photographs"),
    Need.LISTED: _l("List of participants"),
    Need.LANGUAGES: _l("Languages"),
    Need.ARRIVAL: _l("Arrival"),
    Need.DEPARTURE: _l("Departure"),
}
DIETS = {
    "vegetarian": _l("Vegetarian"),
    "vegan": _l("Vegan"),
    "pescatarian": _l("Fish, but no meat"),
    "halal": _l("Halal"),
    "kosher": _l("Kosher"),
    "no-pork": _l("No pork"),
    "gluten-free": _l("Gluten-free"),
    "lactose-free": _l("Lactose-free"),
    "no-nuts": _l("No nuts"),
    "no-shellfish": _l("No shellfish"),
    "no-alcohol": _l("No alcohol"),
}
# Those of the network's regions and of many guests; whoever has another one keeps it.
SPOKEN = (
    "ar", "ca", "cs", "da", "de", "en", "es", "et", "eu", "fi", "fr", "hi", "it", "ja", "kn", "ko",
    "lt", "lv", "nb", "nl", "pl", "pt", "ru", "sv", "ta", "te", "tr", "uk", "ur", "zh",
)  # fmt: skip


def diet_in_words(kept: str | None) -> str:
    """A diet in the reader's language, one's own words as they stand; "" where nothing was said."""
    if kept is None:
        return ""
    diet = read_diet(kept)
    said = [str(DIETS[code]) for code in diet.codes]
    return "; ".join([", ".join(said)] * bool(said) + [diet.words] * bool(diet.words)) or _(
        "Nothing special"
    )


def spoken(*more: str) -> list[tuple[str, str]]:
    """(code, name) of languages to choose from, by name; with those of `more` that are no such."""
    key = order(language())
    named = [(code, language_name(code)) for code in {*SPOKEN, *more}]
    return sorted(named, key=lambda one: key(one[1]))
