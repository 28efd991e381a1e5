"""The organisers' pages of a programme, below /<lang>/manage/editions/<edition>.

Each view looks its edition up by what the account may reach, and everything else through the
edition. A form that cannot be taken comes back with 422, one over an older version with 409.
"""

from flask import Blueprint, Flask

bp = Blueprint("programme_manage", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


def init_app(app: Flask) -> None:
    """Gather the views and serve them."""
    from cwf.programme.views import (  # noqa: F401 - each adds its views to the blueprint
        books,
        copying,
        dates,
        draft,
        draft_files,
        imports,
        kinds,
        overview,
        places,
        releases,
        session_status,
        sessions,
        slots,
        speakers,
        tracks,
    )

    app.register_blueprint(bp)
    app.register_blueprint(books.bp)
