"""Logging for the command line: an event name and its fields, one line each, on stderr."""

import json
import logging
from datetime import UTC, datetime

STANDARD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class FieldFormatter(logging.Formatter):
    """Lines of the form `time level event field=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The event with the fields given as `extra`."""
        line = super().format(record)
        fields = {k: v for k, v in vars(record).items() if k not in STANDARD_FIELDS}
        return " ".join([line, *(f"{name}={value}" for name, value in fields.items())])


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time in UTC, level, logger, event, and the fields of `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The event and its fields; a traceback as text under `error`."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        told |= {k: v for k, v in vars(record).items() if k not in STANDARD_FIELDS}
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def configure_logs(*, is_verbose: bool, form: str = "text") -> None:
    """Events of our own packages at INFO when verbose; otherwise warnings of anybody."""
    handler = logging.StreamHandler()
    text = FieldFormatter("%(asctime)s %(levelname)s %(message)s")
    handler.setFormatter(JsonFormatter() if form == "json" else text)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("planner", "geodata", "api"):
        logging.getLogger(name).setLevel(logging.INFO if is_verbose else logging.WARNING)
