"""The forms of sign-in and accounts; Flask-Security's with our words, and our own."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    MfRecoveryForm,
    ResetPasswordForm,
    TwoFactorRescueForm,
    TwoFactorSelectForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    WebAuthnRegisterForm,
)
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, EqualTo, Length, ValidationError

from cwf.i18n import LANGUAGES
from cwf.web.forms import ChoiceField
from cwf.web.forms.choices import options
from cwf.web.forms.fields import clean_line

EMAIL = _l("E-mail address")
PASSWORD = _l("Password")
NEW_PASSWORD = _l("New password")
ONCE_MORE = _l("The new password once more")
CODE = _l("Code of 6 digits")


class Worded:
    """Gives the fields of a form of Flask-Security our labels."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self.labels.items():
            getattr(self, name).label.text = text
            getattr(self, name).description = ""


class SignInForm(Worded, LoginForm):
    """Address and password."""

    labels = {"email": EMAIL, "password": PASSWORD, "remember": _l("Stay signed in for 30 days")}


class ForgottenForm(Worded, ForgotPasswordForm):
    """Where to send a link to a new password."""

    labels = {"email": EMAIL}


class NewPasswordForm(Worded, ResetPasswordForm):
    """A new password, by the link of a mail."""

    labels = {"password": NEW_PASSWORD, "password_confirm": ONCE_MORE}


class ChangeForm(Worded, ChangePasswordForm):
    """A new password for the one that is known."""

    labels = {
        "password": _l("Present password"),
        "new_password": NEW_PASSWORD,
        "new_password_confirm": ONCE_MORE,
    }


class AgainForm(Worded, VerifyForm):
    """The password once more, before what is delicate."""

    labels = {"password": PASSWORD}


class CodeForm(Worded, TwoFactorVerifyCodeForm):
    """The present code of the authenticator."""

    labels = {"code": CODE}
    code = StringField(
        validators=[DataRequired(_l("Write the 6 digits that the app shows."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class RecoveryForm(Worded, MfRecoveryForm):
    """One of the codes that were put aside."""

    labels = {"code": _l("Recovery code")}
    code = StringField(
        validators=[DataRequired(_l("Write one of the codes that you put aside."))],
        render_kw={"autocomplete": "off"},
    )


class WhichForm(Worded, TwoFactorSelectForm):
    """Which second factor to take, where there are several."""

    labels = {"which": _l("Second step")}
    which = RadioField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"authenticator": _l("Code of the authenticator"), "webauthn": _l("Passkey")}
        self.worded = words


class RescueForm(TwoFactorRescueForm):
    """Only recovery codes rescue; there is no help desk to write to."""

    help_setup = RadioField(choices=[])


class PasskeyForm(Worded, WebAuthnRegisterForm):
    """A new passkey."""

    labels = {"name": _l("Name of the passkey"), "usage": _l("What for")}
    usage = RadioField(
        choices=options(
            [
                ("first", _l("Sign in with it alone, in place of the password and the code")),
                ("secondary", _l("As the second step after the password")),
            ]
        ),
        default="first",
    )


OF_SECURITY: dict[str, Any] = {
    "login_form": SignInForm,
    "forgot_password_form": ForgottenForm,
    "reset_password_form": NewPasswordForm,
    "change_password_form": ChangeForm,
    "verify_form": AgainForm,
    "two_factor_verify_code_form": CodeForm,
    "two_factor_select_form": WhichForm,
    "two_factor_rescue_form": RescueForm,
    "mf_recovery_form": RecoveryForm,
    "wan_register_form": PasskeyForm,
}


class LinkForm(FlaskForm):
    """Where to send a link that signs in."""

    email = EmailField(
        EMAIL,
        validators=[DataRequired(_l("Write your e-mail address.")), Length(max=320)],
        filters=[clean_line],
        render_kw={"autocomplete": "email"},
    )


class ProfileForm(FlaskForm):
    """What one says about oneself."""

    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Write your name.")), Length(max=200)],
        filters=[clean_line],
        render_kw={"autocomplete": "name"},
    )
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))


class JoinForm(FlaskForm):
    """A new account for an invited address: the name, and a password of one's own."""

    name = StringField(
        _l("Your name"),
        validators=[DataRequired(_l("Write your name.")), Length(max=200)],
        filters=[clean_line],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        PASSWORD,
        validators=[DataRequired(_l("Write a password."))],
        render_kw={"autocomplete": "new-password"},
    )
    password_confirm = PasswordField(
        _l("The password once more"),
        validators=[EqualTo("password", _l("The two passwords differ. Write the same twice."))],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: PasswordField) -> None:
        """By the same rule as every password."""
        rule = current_app.extensions["security"].password_util
        problems, field.data = rule.validate(field.data, True)
        if problems:
            raise ValidationError(problems[0])
