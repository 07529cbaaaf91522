"""Where things are and which language: read from the environment with the prefix PLANNER_."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from planner.words import Language


class Settings(BaseSettings):
    """Settings of the planner; the command line overrides single fields.

    `data_dir` holds roads, boundaries, remembered travel times and, unless `database_url` names
    another, the database. `language` is that of what people read. `osrm_address` names an OSRM
    server to take travel times from instead of our own roads; {vehicle_class} and {season} in it
    stand for those of a profile, as in http://localhost:5000/{vehicle_class}-{season}.
    `audit_heads` is a file outside the database to which workers add the head of the audit log
    once a day. `inside` names hosts (commas between) that may be told of events at private
    addresses and in plain http. `log_format` "json" writes one JSON object a line,
    `log_level` from when on.
    """

    model_config = SettingsConfigDict(env_prefix="PLANNER_", extra="ignore", frozen=True)

    data_dir: Path = Path("planner-data")
    database_url: str = ""
    jobs_url: str = ""
    osrm_address: str = ""
    language: Language = Language.TH
    audit_heads: Path | None = None
    inside: str = ""
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["info", "warning"] = "warning"

    @property
    def store_url(self) -> str:
        """The database's address: as given, or SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data_dir / 'planner.sqlite'}"

    @property
    def hosts_inside(self) -> frozenset[str]:
        """Hosts that hooks may reach although they are not on the open internet."""
        return frozenset(text.strip() for text in self.inside.split(",") if text.strip())

    @property
    def queue_url(self) -> str:
        """The job engine's own database, or on PostgreSQL its own schema of the planner's.

        Workers on several hosts must share one: a file on one of them would not do.
        """
        if self.jobs_url:
            return self.jobs_url
        if self.database_url.startswith("postgresql"):
            return "postgresql" + self.database_url[self.database_url.index(":") :]
        return f"sqlite:///{self.data_dir / 'jobs.sqlite'}"
