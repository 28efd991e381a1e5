"""How editions and regions are called in the reader's language; unknown is said in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.i18n import language
from cwf.network.editions_list import EditionLine, Network, Standing, standing
from cwf.web.templating import country, day_range, own_text

STANDINGS = {
    Standing.PUBLISHED: _l("Programme published"),
    Standing.ANNOUNCED: _l("Announced"),
    Standing.PLANNED: _l("Unconfirmed; no report that it was held"),
    Standing.HELD: _l("Held"),
    Standing.UNCONFIRMED: _l("Unconfirmed"),
    Standing.DISPUTED: _l("Disputed"),
    Standing.CANCELLED: _l("Cancelled"),
}


def status(line: EditionLine) -> str:
    """Where the edition stands, in words."""
    return str(STANDINGS[standing(line)])


def name_of(line: EditionLine) -> str:
    """The edition in two words: "Aarhus 2017"; region and year where no city is known."""
    return f"{own_text(line.city)} {line.year}".strip()


def title_of(line: EditionLine) -> str:
    """The theme up to its colon, else city and year."""
    return own_text(line.theme).partition(":")[0].strip() or name_of(line)


def place_of(line: EditionLine, network: Network) -> str:
    """City, else the host region, else the country, else that it is not known."""
    host = network.region.get(line.host or "")
    return (
        own_text(line.city)
        or (own_text(host.name) if host else "")
        or country(line.country)
        or _("Place not known")
    )


def host_of(line: EditionLine, network: Network) -> str:
    """The host region, or that it is not known."""
    host = network.region.get(line.host or "")
    return own_text(host.name) if host else _("Host not known")


def dates_of(line: EditionLine) -> str:
    """The days, or that they are not known."""
    return day_range(line.starts, line.ends) or _("Dates not known")


def number_of(line: EditionLine) -> str:
    """Which forum it is: "13th forum", or that the number is not known."""
    if line.ordinal is None:
        return _("Number not known")
    return _("%(ordinal)s forum", ordinal=ordinal(line.ordinal))


def ordinal(number: int) -> str:
    """13th; in Danish 13."""
    if language() == "da":
        return f"{number}."
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
