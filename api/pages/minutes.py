"""Lengths of time as people say them: files and the API have seconds, forms and tables minutes."""

SECONDS = frozenset(
    {"lunch_duration_s", "setup_s", "packing_s", "max_drive_s"}
    | {"seconds_per_person", "open_s", "serving_s"}
)
"""Columns of records that hold seconds."""
TAIL = "minutes"
"""What a form's field adds to its name when minutes are typed in it."""


def minutes_text(seconds: str) -> str:
    """Seconds as a file has them in minutes, "900" as "15"; what is no number as it is."""
    try:
        return f"{int(seconds) / 60:g}"
    except ValueError:
        return seconds


def seconds_text(minutes: str) -> str:
    """Minutes as somebody typed them in whole seconds; what is no number as it is."""
    try:
        return str(round(float(minutes.replace(",", "")) * 60))
    except (ValueError, OverflowError):
        return minutes
