"""Settings: defaults, what each accepts, and how a wrong one is named."""

from pathlib import Path

import pytest

from cwf import settings
from cwf.settings import SettingsError


def test_defaults_need_nothing_but_a_folder(tmp_path: Path) -> None:
    found = settings.load({"CWF_INSTANCE": str(tmp_path / "instance")})
    assert (found.host, found.port, found.base_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert found.database_url == f"sqlite:///{tmp_path / 'instance' / 'cwf.sqlite'}"
    assert (found.redis_url, found.mail_url, found.metrics_token) == (None, None, None)
    assert (found.demo, found.trusted_proxies, found.tls) == (False, 0, False)


def test_secrets_are_made_once_and_are_the_owners_alone(tmp_path: Path) -> None:
    one = settings.load({"CWF_INSTANCE": str(tmp_path)})
    other = settings.load({"CWF_INSTANCE": str(tmp_path)})
    assert (one.secret_key, one.totp_key) == (other.secret_key, other.totp_key)
    assert len(one.secret_key) >= 32
    assert one.secret_key != one.totp_key
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secrets.json"]


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    found = settings.load(
        {
            "CWF_INSTANCE": str(tmp_path),
            "CWF_PORT": "9000",
            "CWF_BASE_URL": "https://forum.example.org/",
            "CWF_DATABASE_URL": "postgresql+psycopg://cwf@localhost/cwf",
            "CWF_DEMO": "yes",
            "CWF_SECRET_KEY": "x" * 32,
        }
    )
    assert (found.port, found.base_url, found.tls, found.demo, found.secret_key) == (
        9000,
        "https://forum.example.org",
        True,
        True,
        "x" * 32,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CWF_PORT", "http"),
        ("CWF_PORT", "0"),
        ("CWF_PORT", "65536"),
        ("CWF_BASE_URL", "forum.example.org"),
        ("CWF_BASE_URL", "https://example.org/forum"),
        ("CWF_HOST", "not a host"),
        ("CWF_DATABASE_URL", "mysql://localhost/cwf"),
        ("CWF_DATABASE_URL", "sqlite://"),
        ("CWF_DATABASE_URL", "postgresql+psycopg://"),
        ("CWF_REDIS_URL", "redis://"),
        ("CWF_MAIL_URL", "smtp://"),
        ("CWF_MAIL_URL", "smtp://mail.example.org:many"),
        ("CWF_MAIL_FROM", "the forum"),
        ("CWF_REDIS_URL", "localhost:6379"),
        ("CWF_MAIL_URL", "mail.example.org"),
        ("CWF_TRUSTED_PROXIES", "many"),
        ("CWF_TRUSTED_PROXIES", "-1"),
        ("CWF_METRICS_TOKEN", "short"),
        ("CWF_DEMO", "perhaps"),
        ("CWF_SECRET_KEY", "short"),
        ("CWF_TOTP_KEY", "short"),
    ],
)
def test_wrong_setting_stops_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is .*; expected ") as caught:
        settings.load({"CWF_INSTANCE": str(tmp_path), name: value})
    assert caught.value.name == name


def test_folder_that_cannot_be_written_stops_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"^CWF_INSTANCE is .*; expected "):
        settings.load({"CWF_INSTANCE": str(tmp_path / "file" / "instance")})


@pytest.mark.parametrize(
    ("name", "value"),
    [("CWF_SECRET_KEY", "hunter2"), ("CWF_MAIL_URL", "user:hunter2@mail.example.org")],
)
def test_wrong_secret_is_not_repeated(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load({"CWF_INSTANCE": str(tmp_path), name: value})
    assert "hunter2" not in str(caught.value)


def test_readme_tells_every_setting(tmp_path: Path) -> None:
    code = Path(settings.__file__).read_text()
    names = {part.split('"')[0] for part in code.split('"CWF_')[1:]}
    readme = (settings.ROOT / "README.md").read_text()
    assert {name for name in names if f"CWF_{name}" not in readme} == set()
