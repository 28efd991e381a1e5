"""What everybody gets of an edition, below /<lang>/editions/<edition>.

One version look-up, then bytes that are kept or made. No view here opens a session. `lang` is
taken from the address before a view is called.
"""

from flask import Blueprint, Flask

bp = Blueprint("programme", __name__, url_prefix="/<lang:lang>/editions/<edition>")


def init_app(app: Flask) -> None:
    """Gather the views and serve them."""
    from cwf.programme.public_views import (  # noqa: F401 - each adds its views to the blueprint
        books,
        pages,
    )

    app.register_blueprint(bp)
