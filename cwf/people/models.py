"""Rows of persons and accounts. Accounts carry what Flask-Security-Too asks for."""

from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_security.core import RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import JSON, Column, Dialect, ForeignKey, LargeBinary, String, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates
from sqlalchemy.types import TypeDecorator

from cwf import clock
from cwf.database import NOT_IN_BACKUPS, Model, TextsColumn, UtcDateTime, db
from cwf.people.held import HeldRole

SECRETARIAT = "secretariat"

account_roles = Table(
    "account_roles",
    db.metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class NameColumn(TypeDecorator[str]):
    """A name that somebody goes by. Who was erased has none, and reads as that in every language.

    So no page, list, file or mail has to think of it.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is."""
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """An empty name as what it stands for."""
        return _("Erased person") if value == "" else value


class ErasedWord(Model):
    """A name or address of somebody who was erased, as a keyed digest (queries/erased.py).

    The log cannot be changed, so this is by what its pages know whom to name no more.
    """

    __tablename__ = "erased_words"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Person(Model):
    """Someone, or a group that appears as one; the same over all editions.

    Who is `erased` has no name any more, and stays for counts alone.
    """

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(NameColumn(200))
    sort_name: Mapped[str] = mapped_column(String(200))
    original_name: Mapped[str | None] = mapped_column(String(200))
    original_language: Mapped[str | None] = mapped_column(String(35))
    country: Mapped[str | None] = mapped_column(String(2))
    group: Mapped[bool] = mapped_column("is_group", default=False)
    erased: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Role(Model, RoleMixin):
    """A role over the whole network; there is one, the secretariat's."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    description: Mapped[str | None] = mapped_column(String(255))
    permissions: Mapped[Any | None] = mapped_column(JSON)


class Account(Model, UserMixin):
    """A way to sign in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]  # of the last code that was taken: each is good once
    # Mutable, for Flask-Security takes a spent code out of the list itself.
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))

    roles: Mapped[list[Role]] = relationship(secondary=account_roles, lazy="selectin")  # type: ignore[assignment]
    webauthn: Mapped[list["Passkey"]] = relationship(  # type: ignore[assignment]
        back_populates="user", cascade="all, delete-orphan"
    )

    @property
    def shown(self) -> str:
        """How the account is named to others."""
        return self.name or self.email

    def held_roles(self) -> list[HeldRole]:
        """What the account is, as every slice tells it (the registry of the account home)."""
        tellers = current_app.extensions["cwf_held_roles"]
        return [held for tell in tellers for held in tell(self)]

    def needs_second_factor(self) -> bool:
        """Whether a role of the account demands one; a demonstration asks nobody."""
        if current_app.extensions["cwf_settings"].demo:
            return False
        return any(held.strong for held in self.held_roles())

    def has_second_factor(self) -> bool:
        """Whether one is set up: an authenticator, or a passkey."""
        return bool(self.tf_primary_method or self.webauthn)

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Flask-Security asks after the first factor whether a second is due."""
        return bool(tf_setup_methods) or self.needs_second_factor(), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Flask-Security asks whether the second factor may be switched off."""
        return self.needs_second_factor()


class Passkey(Model, WebAuthnMixin):
    """A WebAuthn credential of an account."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(JSON)
    extensions: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    device_type: Mapped[str] = mapped_column(String(64), default="single_device")
    backup_state: Mapped[bool] = mapped_column(default=False)
    create_datetime: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    lastuse_datetime: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[Account] = relationship(back_populates="webauthn")

    @validates("device_type")
    def _plain(self, key: str, value: Any) -> str:
        """Flask-Security gives a member of an enumeration, which no engine takes."""
        return str(getattr(value, "value", value))

    def get_user_mapping(self) -> dict[str, Any]:
        """How Flask-Security finds the account of a credential."""
        return {"id": self.user_id}


class SignIn(Model):
    """A session of an account on one device, so that it can be listed and ended."""

    __tablename__ = "sign_ins"
    __table_args__ = NOT_IN_BACKUPS  # a session that was ended must not begin again

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(64), unique=True)
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    seen: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)
    client: Mapped[str] = mapped_column(String(300))


class SignInAttempt(Model):
    """A failed attempt, counted here so that a limit holds over all processes."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = NOT_IN_BACKUPS

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    account: Mapped[str] = mapped_column(String(64), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)


class Picture(Model):
    """An uploaded picture, re-encoded; kept by the hash of its bytes."""

    __tablename__ = "pictures"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    alternative: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
