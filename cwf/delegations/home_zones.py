"""On which clock a region probably lives, to begin with; its head or the host can say otherwise."""

from babel.core import get_global

# Of countries with several zones the one where most live, or where our regions are.
MAIN = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
OF_REGIONS = {"oklahoma": "America/Chicago"}  # the country has another that is more common


def home_zone(country: str, region: str = "") -> str:
    """The IANA zone of a country (ISO 3166-1 alpha-2), or of a region by its slug; else UTC."""
    if region in OF_REGIONS:
        return OF_REGIONS[region]
    if country in MAIN:
        return MAIN[country]
    zones = sorted(zone for zone, land in get_global("zone_territories").items() if land == country)
    return zones[0] if zones else "UTC"


def home_language(country: str) -> str:
    """The language to write in to begin with: Danish to Denmark, English to everybody else."""
    return "da" if country in ("DK", "FO", "GL") else "en"
