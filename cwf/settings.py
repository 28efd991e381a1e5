"""Settings from the environment (CWF_*) and `instance/`; a wrong one stops the start by name."""

import json
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting has a value that cannot be used; names it and says what is expected."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        secret = name.endswith(("_KEY", "_TOKEN", "_URL")) and ("@" in value or "_URL" not in name)
        shown = "set to something else" if secret else repr(value)
        super().__init__(f"{name} is {shown}; expected {expected}")
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between installations. README has the table."""

    instance: Path
    host: str
    port: int
    base_url: str
    database_url: str
    redis_url: str | None
    mail_url: str | None
    mail_from: str
    trusted_proxies: int
    metrics_token: str | None
    demo: bool
    secret_key: str
    totp_key: str
    testing: bool = False

    @property
    def tls(self) -> bool:
        """Whether the canonical address is served over TLS (cookies are then locked to it)."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and validate all settings; creates `instance/` and its secrets where absent.

    Raises SettingsError for the first value that cannot be used.
    """
    env = os.environ if environ is None else environ
    instance = Path(env.get("CWF_INSTANCE") or ROOT / "instance").resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True)
        kept = _secrets(instance)
    except OSError:
        raise SettingsError("CWF_INSTANCE", str(instance), "a folder to write in") from None
    host = _parsed(env, "CWF_HOST", "127.0.0.1", _host, "an address, such as 127.0.0.1")
    port = _parsed(env, "CWF_PORT", "8000", _port, "a port, 1 to 65535")
    return Settings(
        instance=instance,
        host=host,
        port=port,
        base_url=_own_address(env, host, port),
        database_url=_database(env, instance),
        redis_url=_optional(
            env, "CWF_REDIS_URL", _scheme("redis", "rediss"), "redis://HOST:PORT/NUMBER"
        ),
        mail_url=_optional(
            env, "CWF_MAIL_URL", _scheme("smtp", "smtps"), "smtp://USER:PASSWORD@HOST:PORT"
        ),
        mail_from=_parsed(
            env, "CWF_MAIL_FROM", "forum@localhost", _sender, "an address such as forum@example.org"
        ),
        trusted_proxies=_parsed(env, "CWF_TRUSTED_PROXIES", "0", _small, "a number, 0 to 9"),
        metrics_token=_optional(env, "CWF_METRICS_TOKEN", _long(16), "at least 16 characters"),
        demo=_parsed(env, "CWF_DEMO", "0", _yes_no, "0 or 1"),
        secret_key=_parsed(
            env, "CWF_SECRET_KEY", kept["secret_key"], _long(32), "at least 32 characters"
        ),
        totp_key=_parsed(
            env, "CWF_TOTP_KEY", kept["totp_key"], _long(32), "at least 32 characters"
        ),
    )


def _own_address(env: Mapping[str, str], host: str, port: int) -> str:
    everywhere = host == "0.0.0.0"  # noqa: S104 - only asked about
    return _parsed(
        env,
        "CWF_BASE_URL",
        f"http://{'127.0.0.1' if everywhere else host}:{port}",
        _base_url,
        "an address such as https://forum.example.org, without a path",
    )


def _database(env: Mapping[str, str], instance: Path) -> str:
    return _parsed(
        env,
        "CWF_DATABASE_URL",
        f"sqlite:///{instance / 'cwf.sqlite'}",
        _scheme("sqlite", "postgresql+psycopg"),
        "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
    )


def _secrets(instance: Path) -> dict[str, str]:
    """The generated secrets, made at the first start; readable by the owner only."""
    path = instance / "secrets.json"
    if not path.exists():
        made = {"secret_key": secrets.token_urlsafe(48), "totp_key": secrets.token_urlsafe(48)}
        fresh = instance / f"secrets.{os.getpid()}.tmp"
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(made))
        try:
            os.link(fresh, path)  # the first of several processes wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    found: dict[str, str] = json.loads(path.read_text())
    return found


def _parsed(
    env: Mapping[str, str], name: str, default: str, parse: Callable[[str], T], expected: str
) -> T:
    value = env.get(name) or default
    try:
        return parse(value)
    except ValueError:
        raise SettingsError(name, value, expected) from None


def _optional(
    env: Mapping[str, str], name: str, parse: Callable[[str], str], expected: str
) -> str | None:
    return _parsed(env, name, "", parse, expected) if env.get(name) else None


def _port(value: str) -> int:
    if not 1 <= int(value) <= 65535:
        raise ValueError(value)
    return int(value)


def _host(value: str) -> str:
    if not re.fullmatch(r"[\w.:%-]+", value, re.ASCII):
        raise ValueError(value)
    return value


def _sender(value: str) -> str:
    if not re.fullmatch(r"[^\x00-\x1f]*[^@\s]+@[^@\s]+", value):
        raise ValueError(value)
    return value


def _small(value: str) -> int:
    if not 0 <= int(value) <= 9:
        raise ValueError(value)
    return int(value)


def _yes_no(value: str) -> bool:
    if value.lower() not in ("0", "1", "no", "yes"):
        raise ValueError(value)
    return value.lower() in ("1", "yes")


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(value)
    return f"{parts.scheme}://{parts.netloc}"


def _scheme(*schemes: str) -> Callable[[str], str]:
    """An address of one of these schemes that names a file (sqlite), a database, or a host."""

    def parse(value: str) -> str:
        parts = urlsplit(value)
        names = {"sqlite": len(parts.path) > 1, "postgresql+psycopg": len(parts.path) > 1}
        if parts.scheme not in schemes or "://" not in value:
            raise ValueError(value)
        if not names.get(parts.scheme, parts.hostname) or (parts.port or 1) < 1:
            raise ValueError(value)
        return value

    return parse


def _long(least: int) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if len(value) < least:
            raise ValueError(value)
        return value

    return parse
