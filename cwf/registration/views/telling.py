"""What is kept of somebody, as a page and as a file; and the erasure of it."""

import json
from typing import Any

from flask import Response, make_response, render_template

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.queries import name_of
from cwf.people.actions import LastSecretariatError
from cwf.people.keeping import Subject
from cwf.people.queries.personal import sections
from cwf.registration.actions.erasing import erase
from cwf.registration.queries.subjects import coming, published_at
from cwf.registration.views.kept_words import in_lines

FILE = "creativity-world-forum.json"


def told_page(template: str, subject: Subject, **context: Any) -> Response:
    """The page of what is kept of somebody."""
    return unkept(render_template(template, told=in_lines(sections(subject)), **context))


def told_file(subject: Subject) -> Response:
    """The same as a file of JSON: each value as it is kept, for programs, and the page's words."""
    parts = sections(subject)
    found = {
        part.code: {
            "title": title,
            "rows": list(part.rows),
            "in_words": [[{"name": name, "value": value} for name, value in row] for row in rows],
        }
        for part, (title, rows) in zip(parts, in_lines(parts), strict=True)
    }
    told = {"from": "Creativity World Forum", "at": clock.now().isoformat(), "kept": found}
    answer = unkept(json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n")
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer


def consequences(subject: Subject) -> dict[str, Any]:
    """What erasing somebody means, for the page before it."""
    found = sections(subject)
    return {
        "sections": found,
        "coming": [name_of(edition) for _row, edition in coming(subject, clock.now())],
        "published": [name_of(edition) for edition in published_at(subject.person)],
        "booked": any(part.code == "bookings" for part in found),
        "leads": any(part.code == "heads" for part in found),
    }


def carry_out(subject: Subject, *, actor: Actor, language: str) -> bool:
    """Erase somebody and commit; False for the last one of the secretariat, who stays."""
    try:
        erase(subject, at=clock.now(), actor=actor, tell=language)
    except LastSecretariatError:
        db.session.rollback()
        return False
    db.session.commit()
    jobs.nudge("offers")
    jobs.nudge("mail")
    return True


def unkept(body: str) -> Response:
    """An answer that no cache keeps."""
    answer = make_response(body)
    answer.headers["Cache-Control"] = "no-store"
    return answer
