"""Settings come from the environment, are checked, and are documented."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from typer.testing import CliRunner

import api
from api.checkup import https_check, unsafe_settings
from api.command import app
from api.settings import ApiSettings
from planner.settings import Settings
from planner.usecases.doctor import Health
from planner.words import catalog

TABLE = Path(api.__file__).parent / "operations" / "README.md"


def names() -> dict[str, object]:
    """Every variable and its default."""
    return {
        f"{prefix}{name.upper()}": field.default
        for prefix, kind in (("PLANNER_", Settings), ("PLANNER_API_", ApiSettings))
        for name, field in kind.model_fields.items()
    }


def test_every_setting_stands_in_the_table_with_its_default_and_no_other() -> None:
    rows = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    told = {r[0].strip("| `"): r[1].strip("`") for r in rows if r[0].startswith("| `PLANNER_")}
    assert set(told) == set(names())
    for name, default in names().items():
        plain = getattr(default, "value", default)
        if isinstance(default, SecretStr):
            plain = default.get_secret_value()
        assert told[name] == ("none" if plain in (None, "") else str(plain)), name


@pytest.mark.parametrize(
    ("fault", "given"),
    [
        ("plain_http", {"host": "0.0.0.0"}),
        ("any_proxy", {"host": "0.0.0.0", "proxies": "*"}),
        ("any_proxy", {"proxies": "10.0.0.0/8"}),
        ("short_token", {"metrics_token": SecretStr("short")}),
    ],
)
def test_unsafe_settings_are_named(fault: str, given: dict[str, Any], tmp_path: Path) -> None:
    assert unsafe_settings(ApiSettings(**given), Settings(data_dir=tmp_path)) == (fault,)
    assert catalog()[f"unsafe_{fault}"]


def test_files_that_others_can_open_are_unsafe(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.touch(mode=0o644)
    settings = ApiSettings(certificate=tmp_path / "c.pem", key=key)
    own = Settings(data_dir=tmp_path)
    assert unsafe_settings(settings, own) == ("key_open",)
    key.chmod(0o600)
    assert unsafe_settings(settings, own) == ()
    (tmp_path / "planner.sqlite").touch()
    (tmp_path / "planner.sqlite").chmod(0o666)
    assert unsafe_settings(settings, own) == ("store_open",)


def test_what_is_usual_is_safe(tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path)
    assert unsafe_settings(ApiSettings(), own) == ()
    behind = ApiSettings(host="0.0.0.0", proxies="127.0.0.1, 10.88.0.0/16")
    assert unsafe_settings(behind, own) == ()
    away = Settings(database_url="postgresql://planner@db.example/p?sslmode=disable")
    assert unsafe_settings(ApiSettings(), away) == ("plain_database",)


def test_serve_refuses_with_words(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["serve", "--host", "0.0.0.0", "--language", "en", "--data-dir", str(tmp_path)]
    )
    assert result.exit_code == 2
    assert "Not started: open to others (0.0.0.0) in plain http" in result.output


def test_doctor_knows_a_proxy() -> None:
    check = https_check(ApiSettings(proxies="127.0.0.1"))
    assert (check.code, check.health) == ("https_proxy", Health.GOOD)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_API_PORT", "8123")
    assert ApiSettings().port == 8123
    assert ApiSettings(port=0).port == 0


def test_half_a_certificate_is_refused() -> None:
    with pytest.raises(ValidationError, match="both or neither"):
        ApiSettings(certificate=Path("c.pem"))
    assert ApiSettings(certificate=Path("c.pem"), key=Path("k.pem")).scheme == "https"
    assert ApiSettings().scheme == "http"
