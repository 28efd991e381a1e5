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
from cwf.registration.exports import sheet
from cwf.registration.forms.bulk import DEEDS
from cwf.registration.forms.listing import MISSING, WHERE, query_of, read_wanted
from cwf.registration.forms.words import CATEGORIES, CHANNELS, PAYMENTS, STANDINGS
from cwf.registration.listing import IN_A_PARTY, INDIVIDUALLY, Counted, Wanted, pages
from cwf.registration.queries import listing as queries
from cwf.registration.queries.abroad import shares_of
from cwf.registration.queries.parties import parties
from cwf.registration.views.asked import answer_columns
from cwf.web.access import requires
from cwf.web.templating import country, own_text

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
    wanted = read_wanted(request.args)
    page = _number(request.args.get("page", ""))
    counted = queries.counted(here)
    found = queries.listed(here, wanted, counted, page=page)
    if page > pages(found.total):
        raise NotFound
    return render_template(
        "registration/participants.html",
        edition=here,
        found=found,
        page=page,
        pages=pages(found.total),
        wanted=wanted,
        query=query_of(wanted),
        counted=counted,
        shares=shares_of(here, counted.countries),
        lands=_lands(counted),
        categories=CATEGORIES,
        standings=STANDINGS,
        payments=PAYMENTS,
        filters=_filters(here.id, wanted, counted),
        deeds=DEEDS,
    )


@bp.get("/participants.<any(xlsx, csv):extension>")
@requires(KEEP_REGISTRATIONS)
def participants_file(edition: str, extension: str) -> Response:
    """The list as it is filtered, for other systems; times are those of the edition."""
    here = edition_in_reach(current_user, edition)
    lines = queries.lines(here, read_wanted(request.args))
    words = sheet.Words(
        categories=_said(CATEGORIES),
        standings=_said(STANDINGS),
        channels=_said(CHANNELS),
        payments=_said(PAYMENTS),
    )
    rows = sheet.rows(lines, words, zone=here.zone, asked=answer_columns(here, lines))
    made = sheet.xlsx_of(rows) if extension == "xlsx" else sheet.csv_of(rows, language=language())
    answer = Response(made, content_type=sheet.MEDIA_TYPES[extension])
    answer.headers["Cache-Control"] = "no-store"
    name = f"{here.slug}-participants.{extension}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _said(words: Mapping[Any, Any]) -> dict[str, str]:
    return {str(code): str(word) for code, word in words.items()}


def _filters(
    edition_id: int, wanted: Wanted, counted: Counted
) -> list[tuple[str, str, list[tuple[str, Any]], Any]]:
    """(name, label, choices, what is chosen) of what the list can be narrowed by."""
    lands = [(code, name) for code, name, _number_of in _lands(counted) if code]
    comes = [(code, own_text(dict(name))) for code, name in parties().choices(edition_id)]
    individually = [(IN_A_PARTY, _("With a delegation")), (INDIVIDUALLY, _("Individually"))]
    return [
        ("category", _("Category"), list(CATEGORIES.items()), wanted.category),
        ("standing", _("State"), _stand_alone(STANDINGS), wanted.standing),
        ("country", _("Country"), lands, wanted.country),
        ("party", _("Delegation"), [*individually, *comes], wanted.party),
        (
            "international",
            _("International or not"),
            list(WHERE.items()),
            {True: "yes", False: "no", None: ""}[wanted.international],
        ),
        ("channel", _("Entered"), _stand_alone(CHANNELS), wanted.channel),
        ("payment", _("Payment"), _stand_alone(PAYMENTS), wanted.payment),
        ("missing", _("Missing"), list(MISSING.items()), wanted.missing),
    ]


def _stand_alone(words: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """Words that stand within sentences, with a capital."""
    return [(code, f"{str(word)[:1].upper()}{str(word)[1:]}") for code, word in words.items()]


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
