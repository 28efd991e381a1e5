"""What people and organisers see of registration.

Pages with a form are made anew at each request, so they stand here and not among the stored ones:
a stranger may use them, and the one cookie that they get is that of the form.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Serve the pages."""
    from cwf.registration.views import (
        answers,
        asking_link,
        blocks,
        booking,
        booking_offers,
        bulk,
        decisions,
        fees,
        own,
        own_data,
        participant,
        participants,
        particulars,
        persons,
        places,
        register,
        terms,
    )

    for part in (register, own, asking_link, participants, bulk, participant, decisions):
        app.register_blueprint(part.bp)
    for part in (fees, terms, blocks, booking, booking_offers):
        app.register_blueprint(part.bp)
    app.register_blueprint(own_data.bp)
    app.register_blueprint(own_data.link_bp)
    app.register_blueprint(persons.bp)
    app.register_blueprint(places.bp)
    for bp in (particulars.own_bp, particulars.manage_bp, answers.own_bp, answers.manage_bp):
        app.register_blueprint(bp)
