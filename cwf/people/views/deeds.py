"""What the log says: actions by their codes, in words; and what it names."""

from flask_babel import lazy_gettext as _l

DEEDS = {
    "account.change": _l("Changed name or language"),
    "account.close": _l("Closed an account"),
    "account.factor_off": _l("Switched the authenticator off"),
    "account.factor_set": _l("Set up the authenticator"),
    "account.make": _l("Made an account"),
    "account.open": _l("Opened an account again"),
    "account.passkey_add": _l("Set up a passkey"),
    "account.passkey_remove": _l("Removed a passkey"),
    "account.password_change": _l("Changed the password"),
    "account.password_reset": _l("Set a new password by link"),
    "account.recovery_code_used": _l("Used a recovery code"),
    "account.recovery_codes": _l("Made recovery codes"),
    "account.session_end": _l("Ended a session"),
    "account.sessions_end": _l("Ended all other sessions"),
    "account.sign_in": _l("Signed in"),
    "secretariat.appoint": _l("Appointed to the secretariat"),
    "secretariat.withdraw": _l("Withdrew from the secretariat"),
    "invitation.accept": _l("Accepted an invitation"),
    "invitation.make": _l("Invited to the team"),
    "invitation.renew": _l("Sent an invitation again"),
    "invitation.revoke": _l("Took an invitation back"),
    "staff.appoint": _l("Appointed to the team"),
    "staff.withdraw": _l("Withdrew from the team"),
}
