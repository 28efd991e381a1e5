"""What people and organisers see of agendas.

Below /<lang>/account/agendas/<edition> stands what is one's own. An edition that is not public,
and a slot that its release does not know, are answered like what does not exist.
"""

from flask import Blueprint, Flask

bp = Blueprint("agendas", __name__, url_prefix="/<lang:lang>/account/agendas/<edition>")


def init_app(app: Flask) -> None:
    """Gather the views and serve them."""
    from cwf.agendas.views import (  # noqa: F401 - each adds its views to the blueprint
        agenda,
        compare,
        marks,
        notices,
        sharing,
    )

    app.register_blueprint(bp)
