"""Categories and standings in words."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from cwf.registration.categories import Category, Channel, Payment, Standing

CATEGORIES = {
    Category.FULL: _l("The whole forum"),
    Category.DAY: _l("One day"),
    Category.STUDENT: _l("Student"),
    Category.SPEAKER: _l("Speaker"),
    Category.PRESS: _l("Press"),
    Category.PARTNER: _l("Partner"),
    Category.VOLUNTEER: _l("Volunteer"),
    Category.DELEGATE: _l("Member of a delegation"),
}
STANDINGS = {
    Standing.ASKED: _l("not yet confirmed"),
    Standing.APPLIED: _l("to be approved"),
    Standing.WAITING: _l("waiting for a place"),
    Standing.CONFIRMED: _l("confirmed"),
    Standing.DECLINED: _l("not approved"),
    Standing.CANCELLED: lazy_pgettext("registration", "cancelled"),
}
CHANNELS = {
    Channel.OWN: _l("by themselves"),
    Channel.ORGANISER: _l("by the organisers"),
    Channel.BOOKING: _l("by a group registration"),
    Channel.DELEGATION: _l("by a delegation"),
}
PAYMENTS = {
    Payment.NONE: _l("nothing to pay"),
    Payment.UNPAID: _l("unpaid"),
    Payment.INVOICED: _l("invoiced"),
    Payment.PAID: _l("paid"),
    Payment.REFUNDED: _l("refunded"),
}
