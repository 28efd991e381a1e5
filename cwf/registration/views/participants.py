"""The organisers' list of participants, and the same as a sheet."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.i18n import language
from cwf.programme.collation import order
from cwf.registration.categories import Category, Standing
from cwf.registration.exports import sheet
from cwf.registration.forms.words import CATEGORIES, STANDINGS
from cwf.registration.listing import Counted, Wanted, pages
from cwf.registration.queries import participants as queries
from cwf.web.access import requires
from cwf.web.templating import country

bp = Blueprint(
    "registration_manage",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/participants",
)


@bp.get("/")
@requires(KEEP_REGISTRATIONS)
def participants(edition: str) -> str:
    """Who takes part, by name; searched, filtered, a page at a time."""
    here = edition_in_reach(current_user, edition)
    wanted = _wanted(request.args)
    page = _number(request.args.get("page", ""))
    found, total = queries.listed(here, wanted, page=page)
    if page > pages(total):
        raise NotFound
    counted = queries.counted(here)
    return render_template(
        "registration/participants.html",
        edition=here,
        found=found,
        total=total,
        page=page,
        pages=pages(total),
        wanted=wanted,
        query=_query(wanted),
        counted=counted,
        lands=_lands(counted),
        categories=CATEGORIES,
        standings=STANDINGS,
    )


@bp.get("/participants.<any(xlsx, csv):extension>")
@requires(KEEP_REGISTRATIONS)
def participants_file(edition: str, extension: str) -> Response:
    """The list as it is filtered, for other systems; times are those of the edition."""
    here = edition_in_reach(current_user, edition)
    lines = queries.lines(here, _wanted(request.args))
    words = sheet.Words(categories=_said(CATEGORIES), standings=_said(STANDINGS))
    rows = sheet.rows(lines, words, zone=here.zone)
    made = sheet.xlsx_of(rows) if extension == "xlsx" else sheet.csv_of(rows, language=language())
    answer = Response(made, content_type=sheet.MEDIA_TYPES[extension])
    name = f"{here.slug}-participants.{extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _said(words: Mapping[Any, Any]) -> dict[str, str]:
    return {str(code): str(word) for code, word in words.items()}


def _wanted(sent: Mapping[str, str]) -> Wanted:
    """What an address asks for; a value that there is not asks for nothing."""
    category, standing = sent.get("category", ""), sent.get("standing", "")
    return Wanted(
        words=" ".join(sent.get("q", "").replace("\0", "").split())[:100],
        category=Category(category) if category in list(Category) else None,
        standing=Standing(standing) if standing in list(Standing) else None,
        country=sent.get("country", "").replace("\0", "")[:2],
    )


def _query(wanted: Wanted) -> dict[str, str]:
    given = {
        "q": wanted.words,
        "category": wanted.category or "",
        "standing": wanted.standing or "",
        "country": wanted.country,
    }
    return {name: str(value) for name, value in given.items() if value}


def _number(written: str) -> int:
    if not written:
        return 1
    if not (written.isascii() and written.isdigit() and 0 < int(written[:7]) < 100_000):
        raise NotFound
    return int(written)


def _lands(counted: Counted) -> list[tuple[str, str, int]]:
    """(code, name, number) of the countries of the confirmed, by name."""
    key = order(language())
    named = [(code, country(code) or _("Not known"), n) for code, n in counted.countries.items()]
    return sorted(named, key=lambda one: key(one[1]))
