"""What people and organisers see of registration.

Pages with a form are made anew at each request, so they stand here and not among the stored ones:
a stranger may use them, and the one cookie that they get is that of the form.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Serve the pages."""
    from cwf.registration.views import asking_link, own, participant, participants, register, terms

    for part in (register, own, asking_link, participants, participant, terms):
        app.register_blueprint(part.bp)
