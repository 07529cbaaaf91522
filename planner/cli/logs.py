"""Logging for the command line: an event name and its fields, one line each, on stderr."""

import logging

STANDARD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class FieldFormatter(logging.Formatter):
    """Lines of the form `time level event field=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The event with the fields given as `extra`."""
        line = super().format(record)
        fields = {k: v for k, v in vars(record).items() if k not in STANDARD_FIELDS}
        return " ".join([line, *(f"{name}={value}" for name, value in fields.items())])


def configure_logs(*, is_verbose: bool) -> None:
    """Events of our own packages at INFO when verbose; otherwise warnings of anybody."""
    handler = logging.StreamHandler()
    handler.setFormatter(FieldFormatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("planner", "geodata", "api"):
        logging.getLogger(name).setLevel(logging.INFO if is_verbose else logging.WARNING)
