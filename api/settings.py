"""How the web door is opened; read from the environment with the prefix PLANNER_API_."""

from pathlib import Path

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Where to listen and what to allow; the command line overrides single fields.

    `port` 0 asks the system for a free one. `certificate` and `key` (PEM files) belong together;
    with them the service speaks https. `proxies` names the addresses (commas between) of proxies
    whose `X-Forwarded-*` are believed; behind them plain http on a public address is no fault.
    `max_body_bytes` caps a request's body. `metrics_token` opens `/metrics` to other machines.
    """

    model_config = SettingsConfigDict(env_prefix="PLANNER_API_", extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)
    certificate: Path | None = None
    key: Path | None = None
    proxies: str = ""
    metrics_token: SecretStr = SecretStr("")
    max_body_bytes: int = Field(default=20_000_000, ge=1_000)
    tries_per_window: int = Field(default=10, ge=1)
    tries_window_s: int = Field(default=300, ge=1)

    @model_validator(mode="after")
    def _both_or_none(self) -> "ApiSettings":
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key belong together: give both or neither")
        return self

    @property
    def scheme(self) -> str:
        """What stands before `://` in this service's addresses."""
        return "https" if self.certificate is not None else "http"

    @property
    def proxy_list(self) -> tuple[str, ...]:
        """The addresses of believed proxies."""
        return tuple(text.strip() for text in self.proxies.split(",") if text.strip())
