"""What every template may use: dates, names and links in the reader's language."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_decimal
from flask import Flask, current_app, has_request_context, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.routing import BuildError

from cwf.i18n import LANGUAGES, language
from cwf.web import markdown


def init_app(app: Flask) -> None:
    """Add filters and globals."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters.update(
        markdown=markdown.html,
        as_json_block=markdown.data_block,
        ordinal=ordinal,
        day_numbers=day_numbers,
        month=month,
        picture_url=picture_url,
        filesize=file_size,
        clock=clock_time,
        day=day,
        short_day=short_day,
        days=day_range,
        instant=instant,
        zone_place=zone_place,
        number=number,
        country=country,
        language_name=language_name,
        language_within=language_within,
        own=own_text,
        own_language=own_language,
    )
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    return {
        "lang": language(),
        "LANGUAGES": LANGUAGES,
        "demo": current_app.extensions["cwf_settings"].demo,
        "alternate_url": alternate_url(other_language()),
    }


def other_language() -> str:
    """The language that the present page can be changed to."""
    return next(code for code in LANGUAGES if code != language())


def alternate_url(lang: str) -> str:
    """The address of the present page in another language; outside a request the home page."""
    if has_request_context() and request.endpoint and request.view_args is not None:
        try:
            return url_for(request.endpoint, **{**request.view_args, "lang": lang})
        except BuildError:  # a page without a language has no twin
            return f"/{lang}/"
    return f"/{lang}/"


def own_text(texts: dict[str, str]) -> str:
    """The text in the reader's language, else in English, else in whatever there is."""
    return texts.get(own_language(texts), "")


def own_language(texts: dict[str, str]) -> str:
    """The language that `own_text` chooses."""
    for candidate in (language(), "en", *sorted(texts)):
        if texts.get(candidate):
            return candidate
    return language()


def clock_time(at: datetime, zone: str | ZoneInfo = "UTC") -> str:
    """The time of day on the wall of a zone: 09:30, in Danish 09.30."""
    local = at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    return f"{local:%H.%M}" if language() == "da" else f"{local:%H:%M}"


def day(value: date) -> str:
    """A day in full, with weekday: "Wednesday 1 November 2017", "onsdag 1. november 2017"."""
    return _formatted(value, "EEEE d. MMMM y" if language() == "da" else "EEEE d MMMM y")


def short_day(value: date) -> str:
    """A day in short, with weekday: "Wed 1 Nov", "ons. 1. nov."."""
    return _formatted(value, "EEE d. MMM" if language() == "da" else "EEE d MMM")


def day_range(starts: date | None, ends: date | None) -> str:
    """Days from–to without repeating what they share: "1–2 November 2017"."""
    if starts is None:
        return ""
    dot = "." if language() == "da" else ""
    if ends is None or starts == ends:
        return _formatted(starts, f"d{dot} MMMM y")
    if _same_month(starts, ends):
        return f"{starts.day}{dot}–{_formatted(ends, f'd{dot} MMMM y')}"
    first = f"d{dot} MMMM" if starts.year == ends.year else f"d{dot} MMMM y"
    return f"{_formatted(starts, first)} – {_formatted(ends, f'd{dot} MMMM y')}"


def day_numbers(starts: date, ends: date | None) -> str:
    """The days to be read at once: "1–2"; with their months where these differ, "30 Nov – 3 Dec".

    A line may break after the dash alone. What is left to say says `month`.
    """
    dot = "." if language() == "da" else ""
    if ends is None or ends == starts:
        return f"{starts.day}{dot}"
    if _same_month(starts, ends):
        return f"{starts.day}{dot}–{ends.day}{dot}"
    first, last = (_formatted(one, f"d{dot}\u00a0MMM") for one in (starts, ends))
    return f"{first}\u00a0– {last}"


def month(starts: date, ends: date | None) -> str:
    """What `day_numbers` leaves out: "November 2017", or the year, or both years."""
    last = ends or starts
    if _same_month(starts, last):
        return _formatted(last, "LLLL y")
    return str(last.year) if starts.year == last.year else f"{starts.year}–{last.year}"


def ordinal(value: int) -> str:
    """A position: "13th", in Danish "13."."""
    if language() == "da":
        return f"{value}."
    teens = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def picture_url(pictured: Any) -> str:
    """Where the picture of a speaker or an edition stands; "" where there is none."""
    return f"/media/{pictured.picture}.webp" if pictured.picture else ""


def instant(at: datetime, zone: str | ZoneInfo = "UTC") -> str:
    """Day and time of day in a zone: "20 October 2017, 16:05", "20. oktober 2017 kl. 16.05"."""
    local = at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    clock = clock_time(at, zone)
    if language() == "da":
        return f"{_formatted(local.date(), 'd. MMMM y')} kl. {clock}"
    return f"{_formatted(local.date(), 'd MMMM y')}, {clock}"


def zone_place(zone: str) -> str:
    """The town that a time zone is named for, from CLDR: "Copenhagen", "København"."""
    return get_timezone_location(zone, locale=_locale(), return_city=True)


def number(value: float) -> str:
    """A number with the language's separators; whole ones without decimals."""
    whole = int(value) if float(value).is_integer() else value
    return format_decimal(whole, locale=_locale())


def country(code: str | None) -> str:
    """The name of a country by its ISO 3166-1 code, from CLDR."""
    return _locale().territories.get(code, code) if code else ""


def language_name(code: str | None) -> str:
    """The name of a language by its BCP 47 tag, from CLDR, with a capital: it stands alone."""
    name = language_within(code)
    return name[:1].upper() + name[1:]


def language_within(code: str | None) -> str:
    """The name of a language as it stands within a sentence: "Danish", in Danish "dansk"."""
    if not code:
        return ""
    return Locale.parse(code.replace("-", "_")).get_display_name(_locale()) or code


def file_size(size: int | None) -> str:
    """Bytes as a reader says them: "1.2 MB", "340 KB"."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} KB"
    return f"{number(round(size / 1_000_000, 1))} MB"


def seats_in_words(seats: int | None, standing: int | None) -> str:
    """How many a room holds: "700 seated, 1,000 standing"; "" where nothing is known."""
    said = []
    if seats is not None:
        said.append(_("%(number)s seats", number=number(seats)))
    if standing is not None:
        said.append(_("%(number)s standing", number=number(standing)))
    return ", ".join(said)


def _same_month(starts: date, ends: date) -> bool:
    return (starts.year, starts.month) == (ends.year, ends.month)


def _formatted(value: date, pattern: str) -> str:
    return format_date(value, pattern, locale=_locale())


def _locale() -> Locale:
    return get_locale() or Locale(language())
