"""What everybody gets of agendas: made of a release and of picks that stand in the address.

No view here opens a session. `lang` is taken from the address before a view is called.
"""

from flask import Blueprint, Flask

bp = Blueprint("agendas_public", __name__, url_prefix="/<lang:lang>/editions/<edition>")


def init_app(app: Flask) -> None:
    """Gather the views and serve them."""
    from cwf.agendas.public_views import (  # noqa: F401 - each adds its views to the blueprint
        agenda,
        by_link,
    )

    app.register_blueprint(bp)
    app.register_blueprint(by_link.bp)
