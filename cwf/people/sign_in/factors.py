"""Second factors: the authenticator, its recovery codes, passkeys."""

from typing import Any

import segno
from flask_security import MfRecoveryCodesUtil, Totp, WebauthnUtil
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cwf.people import actions


class Authenticator(Totp):
    """Codes of an app; its QR code keeps a white ground, for no camera reads it on a dark one."""

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The address of the setup as an image, for `<img src>`."""
        code = segno.make(self.get_totp_uri(username, totp), error="m")
        return str(code.svg_data_uri(scale=5, border=4, light="#ffffff", dark="#000000"))

    def get_last_counter(self, user: Any) -> int | None:
        """The number of the last code that was taken; a second sign-in with it waits here."""
        return actions.last_counter(user.id)

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """A code was taken: it and all before it are spent (RFC 6238, 5.2)."""
        user.tf_last_counter = tmatch.counter


class RecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes, each good once; making and using them goes into the log."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        """New codes in the place of all earlier ones."""
        codes: list[str] = super().create_recovery_codes(user)
        actions.record_own(user, "account.recovery_codes", after={"codes": len(codes)})
        return codes

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        """Spend a code."""
        spent = bool(super().delete_recovery_code(user, code))
        actions.record_own(
            user, "account.recovery_code_used", after={"left": len(user.mf_recovery_codes or [])}
        )
        return spent


class Passkeys(WebauthnUtil):
    """One that signs in alone must ask for a finger or a PIN; as a second step it need not."""

    def authenticator_selection(self, user: Any, usage: str) -> AuthenticatorSelectionCriteria:
        """What kind of passkey may be set up; on the device itself or on a key, both will do."""
        alone = usage == "first"
        return AuthenticatorSelectionCriteria(
            resident_key=(
                ResidentKeyRequirement.REQUIRED if alone else ResidentKeyRequirement.DISCOURAGED
            ),
            user_verification=(
                UserVerificationRequirement.REQUIRED
                if alone
                else UserVerificationRequirement.DISCOURAGED
            ),
        )

    def user_verification(self, user: Any, usage: list[str]) -> UserVerificationRequirement:
        """What is asked of a passkey when it is used."""
        if usage == ["first"]:
            return UserVerificationRequirement.REQUIRED
        return UserVerificationRequirement.DISCOURAGED
