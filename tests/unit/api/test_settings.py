"""Settings come from the environment, are checked, and are documented."""

from pathlib import Path

import pytest
from pydantic import ValidationError

import api
from api.settings import ApiSettings


def test_every_setting_is_documented() -> None:
    card = (Path(api.__file__).parent / "README.md").read_text(encoding="utf-8")
    for name, field in ApiSettings.model_fields.items():
        line = next(line for line in card.splitlines() if f"`PLANNER_API_{name.upper()}`" in line)
        assert field.default is None or f"`{field.default}`" in line


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_API_PORT", "8123")
    assert ApiSettings().port == 8123
    assert ApiSettings(port=0).port == 0


def test_half_a_certificate_is_refused() -> None:
    with pytest.raises(ValidationError, match="both or neither"):
        ApiSettings(certificate=Path("c.pem"))
    assert ApiSettings(certificate=Path("c.pem"), key=Path("k.pem")).scheme == "https"
    assert ApiSettings().scheme == "http"
