"""Categories and standings in words."""

from flask_babel import lazy_gettext as _l

from cwf.registration.categories import Category, Standing

CATEGORIES = {
    Category.FULL: _l("The whole forum"),
    Category.DAY: _l("One day"),
    Category.STUDENT: _l("Student"),
    Category.SPEAKER: _l("Speaker"),
    Category.PRESS: _l("Press"),
    Category.PARTNER: _l("Partner"),
    Category.VOLUNTEER: _l("Volunteer"),
}
STANDINGS = {
    Standing.ASKED: _l("not yet confirmed"),
    Standing.CONFIRMED: _l("confirmed"),
    Standing.CANCELLED: _l("cancelled"),
}
