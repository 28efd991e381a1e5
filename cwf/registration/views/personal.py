"""Whose personal link it is, who acts by it, and what a link that opens nothing answers."""

from flask import Blueprint, abort, current_app, render_template
from flask_login import current_user

from cwf.audit import Actor
from cwf.editions.views.answers import Answer
from cwf.people.queries import account_by_email
from cwf.people.sign_in import actor
from cwf.registration.actions import letters
from cwf.registration.links import Purpose
from cwf.registration.parts import OwnPart
from cwf.registration.queries import participants as queries
from cwf.registration.queries.participants import Edition, Participant


def answer_wrong_links(bp: Blueprint) -> None:
    """Let the pages of a blueprint say so where a link is none, or has ended."""
    bp.register_error_handler(404, _no_such_link)
    bp.register_error_handler(410, _ended_link)


def opened_row(token: str, *, lock: bool = False) -> tuple[Participant, Edition]:
    """Whose link it is; raises NotFound, and Gone for one that a newer link has ended."""
    opened = letters.read_token(Purpose.OWN, token) or abort(404)
    row = queries.by_link(opened, lock=lock) or abort(404)
    return row, queries.edition_of(row)


def link_actor(row: Participant) -> Actor:
    """Who holds the link: the participant, unless somebody else is signed in."""
    if current_user.is_authenticated:
        return actor()
    account = account_by_email(row.email) if row.email else None
    return Actor(account_id=account.id if account else None, name=row.person.name)


def own_parts(row: Participant) -> list[OwnPart]:
    """What higher slices show on the page behind the link (the registry `cwf_own_parts`)."""
    told = (tell(row) for tell in current_app.extensions["cwf_own_parts"])
    return [part for part in told if part]


def role_of(row: Participant) -> str:
    """In what role somebody comes, as a higher slice knows; "" for who comes by themselves."""
    return next((part.role for part in own_parts(row) if part.role), "")


def _no_such_link(error: Exception) -> Answer:
    return render_template("registration/no_link.html", ended=False), 404


def _ended_link(error: Exception) -> Answer:
    return render_template("registration/no_link.html", ended=True), 410
