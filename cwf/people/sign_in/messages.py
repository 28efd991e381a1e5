"""What Flask-Security says, in our words: its names for the messages, with text and kind.

`_l` only marks a text for the catalogue; Flask-Security looks the translation up when it speaks.
"""


def _l(text: str) -> str:
    return text


ERROR, INFO = "error", "info"
EXPIRED = _l("That took longer than %(within)s. Start once more.")

MESSAGES: dict[str, tuple[str, str]] = {
    "API_ERROR": (_l("That could not be read. Start once more."), ERROR),
    "GENERIC_AUTHN_FAILED": (
        _l("The address and the password do not go together. Try again, or set a new password."),
        ERROR,
    ),
    "GENERIC_RECOVERY": (
        _l("If there is an account with this address, a link to a new password is on its way."),
        INFO,
    ),
    "PASSWORD_RESET_REQUEST": (
        _l("If there is an account with this address, a link to a new password is on its way."),
        INFO,
    ),
    "UNAUTHORIZED": (_l("This page belongs to another role."), ERROR),
    "UNAUTHENTICATED": (_l("Sign in to see that page."), INFO),
    "REAUTHENTICATION_REQUIRED": (
        _l("You signed in a while ago. Show once more that it is you."),
        INFO,
    ),
    "REAUTHENTICATION_SUCCESSFUL": (_l("Thank you. You can go on."), INFO),
    "RETYPE_PASSWORD_MISMATCH": (_l("The two passwords differ. Write the same twice."), ERROR),
    "INVALID_REDIRECT": (_l("That address leads elsewhere and was left out."), ERROR),
    "INVALID_RECOVERY_CODE": (_l("This is none of your unused recovery codes."), ERROR),
    "NO_RECOVERY_CODES_SETUP": (_l("You have no recovery codes yet."), INFO),
    "PASSWORD_RESET_EXPIRED": (
        _l("This link was good for %(within)s and is too old. Ask for a new one."),
        ERROR,
    ),
    "INVALID_RESET_PASSWORD_TOKEN": (
        _l("This link was used before, or is not whole. Ask for a new one."),
        ERROR,
    ),
    "DISABLED_ACCOUNT": (_l("This account is closed. Ask the secretariat."), ERROR),
    "EMAIL_NOT_PROVIDED": (_l("Write your e-mail address."), ERROR),
    "INVALID_EMAIL_ADDRESS": (_l("This is not an e-mail address; it needs an @."), ERROR),
    "INVALID_INPUT": (_l("Some of these characters cannot be used here."), ERROR),
    "INVALID_INPUT_LENGTH": (_l("This is too long."), ERROR),
    "INVALID_PASSWORD": (_l("This is not the password."), ERROR),
    "PASSWORD_NOT_PROVIDED": (_l("Write a password."), ERROR),
    "PASSWORD_INVALID_LENGTH": (
        _l("Take at least %(length)s characters; a short sentence is easy to remember."),
        ERROR,
    ),
    "PASSWORD_IS_THE_SAME": (_l("The new password is the old one. Choose another."), ERROR),
    "PASSWORD_RESET_NO_LOGIN": (
        _l("Your new password holds. Sign in with it; all other sessions have ended."),
        INFO,
    ),
    "PASSWORD_CHANGE": (_l("Your new password holds. All other sessions have ended."), INFO),
    "USER_DOES_NOT_EXIST": (_l("The address and the password do not go together."), ERROR),
    "ANONYMOUS_USER_REQUIRED": (_l("You are signed in already."), INFO),
    "TWO_FACTOR_INVALID_TOKEN": (
        _l("This code does not fit. Wait for the next one and write its 6 digits."),
        ERROR,
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (_l("You are signed in."), INFO),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (_l("The authenticator is set up."), INFO),
    "TWO_FACTOR_PERMISSION_DENIED": (_l("That took too long. Sign in once more."), ERROR),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (_l("Your role needs a second factor."), ERROR),
    "TWO_FACTOR_DISABLED": (_l("The authenticator is switched off."), INFO),
    "TWO_FACTOR_SETUP_EXPIRED": (EXPIRED, ERROR),
    "WEBAUTHN_EXPIRED": (EXPIRED, ERROR),
    "WEBAUTHN_NAME_REQUIRED": (_l("Give the passkey a name, so that you know it again."), ERROR),
    "WEBAUTHN_NAME_INUSE": (_l("You have a passkey named %(name)s already."), ERROR),
    "WEBAUTHN_NAME_NOT_FOUND": (_l("You have no passkey named %(name)s."), ERROR),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (
        _l("A name has letters, digits, spaces, - and _ only."),
        ERROR,
    ),
    "WEBAUTHN_CREDENTIAL_DELETED": (_l("The passkey %(name)s is removed."), INFO),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (_l("The passkey %(name)s is set up."), INFO),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (_l("This passkey is set up already."), ERROR),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (_l("This passkey is not known here."), ERROR),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (_l("This passkey is not known here."), ERROR),
    "WEBAUTHN_NO_VERIFY": (_l("The passkey could not be checked (%(cause)s)."), ERROR),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (_l("This passkey is not made for this step."), ERROR),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (_l("This passkey belongs to another account."), ERROR),
}
