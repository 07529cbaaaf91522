"""Tables for SQLite and PostgreSQL alike.

A noun's table has its key, the columns that are searched by, `position` (its place in the order of
the files) and, where it has more to say, `document`: the whole object as JSON text. Moments are
text in UTC with offset, always of one length, so that they sort as text. The schema's history is
in `migrations`; a test compares the two.
"""

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

from planner.storage.metadata import METADATA as METADATA
from planner.storage.metadata import Moment
from planner.storage.tables_hooks import hooks as hooks
from planner.storage.tables_national import national_parts as national_parts
from planner.storage.tables_national import national_runs as national_runs
from planner.storage.tables_national import ticks as ticks
from planner.storage.tables_national import weekly_drafts as weekly_drafts


def _noun(name: str, *more: SchemaItem, document: bool = True) -> sa.Table:
    """A table of a province's data, keyed by province and code."""
    columns: list[SchemaItem] = [
        sa.Column("province_code", sa.String(2), primary_key=True),
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
    ]
    if document:
        columns.append(sa.Column("document", sa.Text, nullable=False))
    return sa.Table(name, METADATA, *columns, *more)


def _dated(name: str) -> sa.Table:
    """A table of a province's dates, which have no code of their own."""
    return sa.Table(
        name,
        METADATA,
        sa.Column("province_code", sa.String(2), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )


def _within(columns: list[str], table: str, keys: list[str]) -> sa.ForeignKeyConstraint:
    """A reference to another noun of the same province."""
    return sa.ForeignKeyConstraint(
        ["province_code", *columns], [f"{table}.province_code", *(f"{table}.{k}" for k in keys)]
    )


province_versions = sa.Table(
    "province_versions",
    METADATA,
    sa.Column("code", sa.String(2), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("name_th", sa.Text, nullable=False),
    sa.Column("name_en", sa.Text, nullable=False),
    sa.Column("imported_at", Moment, nullable=False),
    sa.Column("imported_by", sa.String(64), nullable=False),
    sa.Column("data_digest", sa.String(64), nullable=False),
    sa.Column("geography", sa.String(64), nullable=False),
    sa.Column("policy", sa.Text, nullable=False),
)

villages = _noun(
    "villages",
    sa.Column("district_code", sa.String(4), nullable=False),
    sa.Column("name_th", sa.Text, nullable=False),
    sa.Column("name_en", sa.Text, nullable=False),
    sa.Column("lon", sa.Double),
    sa.Column("lat", sa.Double),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Index(None, "lon", "lat"),
)
bases = _noun("bases", sa.Column("lon", sa.Double), sa.Column("lat", sa.Double))
lodgings = _noun("lodgings", sa.Column("lon", sa.Double), sa.Column("lat", sa.Double))
staff = _noun("staff")
services = _noun("services", sa.Column("interval_days", sa.Integer, nullable=False))
packages = _noun("packages")
stop_places = _noun(
    "stop_places",
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("lon", sa.Double),
    sa.Column("lat", sa.Double),
    sa.Index(None, "lon", "lat"),
    _within(["village_code"], "villages", ["code"]),
)
units = _noun(
    "units",
    sa.Column("base_code", sa.String(64), nullable=False),
    sa.Column("vehicle_class", sa.String(32), nullable=False),
    _within(["base_code"], "bases", ["code"]),
)
demands = sa.Table(
    "demands",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("village_code", sa.String(64), primary_key=True),
    sa.Column("service_code", sa.String(64), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    _within(["village_code"], "villages", ["code"]),
    _within(["service_code"], "services", ["code"]),
)
visit_records = sa.Table(
    "visit_records",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("service_code", sa.String(64), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("unit_code", sa.String(64)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Index(None, "province_code", "village_code", "service_code", "date"),
)
service_requests = _noun(
    "service_requests",
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("service_code", sa.String(64), nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("filed_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    _within(["village_code"], "villages", ["code"]),
    _within(["service_code"], "services", ["code"]),
    document=False,
)
holidays = sa.Table(
    "holidays",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)
unsuitable_days = sa.Table(
    "unsuitable_days",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    _within(["village_code"], "villages", ["code"]),
)
closures = _noun("closures")
fixed_points = _noun("fixed_points")
caravans = _noun("caravans")
fixed_dates = _dated("fixed_dates")
road_seasons = _dated("road_seasons")


blobs = sa.Table(
    "blobs",
    METADATA,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)
runs = sa.Table(
    "runs",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("province_code", sa.String(2), nullable=False),
    sa.Column("start", sa.Date, nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("request_digest", sa.ForeignKey("blobs.digest"), nullable=False),
    sa.Column("params", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("created_by", sa.String(64), nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("is_queued", sa.Boolean, nullable=False),
    sa.Column("stop_asked", sa.Boolean, nullable=False),
    sa.Column("progress", sa.Text),
    sa.Column("error_code", sa.String(64)),
    sa.Column("error_facts", sa.Text, nullable=False),
    sa.Column("plan_id", sa.String(64)),
    sa.Column("kind", sa.String(16), nullable=False, server_default="plan"),
    sa.Column("wish", sa.Text, nullable=False, server_default="{}"),
    sa.Column("outcome_digest", sa.String(64)),
    sa.Column("is_routine", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("figures", sa.Text),
)
plans = sa.Table(
    "plans",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("province_code", sa.String(2), nullable=False),
    sa.Column("start", sa.Date, nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("created_by", sa.String(64), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("request_digest", sa.String(64), nullable=False),
    sa.Column("value", sa.BigInteger, nullable=False),
    sa.Column("people_served", sa.Integer, nullable=False),
    sa.Column("gap", sa.Double),
    sa.Column("is_clean", sa.Boolean, nullable=False),
    sa.Column("run_id", sa.ForeignKey("runs.id"), unique=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Index(None, "province_code", "created_at"),
)
plan_steps = sa.Table(
    "plan_steps",
    METADATA,
    sa.Column("plan_id", sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("step", sa.String(16), nullable=False),
    sa.Column("by", sa.String(64), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("is_override", sa.Boolean, nullable=False),
)
published_visits = sa.Table(
    "published_visits",
    METADATA,
    sa.Column("plan_id", sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("province_code", sa.String(2), nullable=False, index=True),
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("service_code", sa.String(64), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("people", sa.Integer, nullable=False),
    sa.Column("unit_code", sa.String(64)),
    sa.Column("state", sa.String(16), nullable=False),
)
board_steps = sa.Table(
    "board_steps",
    METADATA,
    sa.Column("board_id", sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("plan_id", sa.ForeignKey("plans.id"), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
)
run_bests = sa.Table(
    "run_bests",
    METADATA,
    sa.Column("run_id", sa.String(64), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)
plan_inputs = sa.Table(
    "plan_inputs",
    METADATA,
    sa.Column("plan_id", sa.ForeignKey("plans.id"), primary_key=True),
    sa.Column("role", sa.String(64), primary_key=True),
    sa.Column("blob_digest", sa.ForeignKey("blobs.digest"), nullable=False),
)

members = sa.Table(
    "members",
    METADATA,
    sa.Column("login", sa.String(64), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)
passwords = sa.Table(
    "passwords",
    METADATA,
    sa.Column("login", sa.ForeignKey("members.login"), primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
)
sessions = sa.Table(
    "sessions",
    METADATA,
    sa.Column("token_digest", sa.String(64), primary_key=True),
    sa.Column("login", sa.ForeignKey("members.login"), nullable=False, index=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False, index=True),
)
setup_links = sa.Table(
    "setup_links",
    METADATA,
    sa.Column("token_digest", sa.String(64), primary_key=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)
account_links = sa.Table(
    "account_links",
    METADATA,
    sa.Column("token_digest", sa.String(64), primary_key=True),
    sa.Column("login", sa.ForeignKey("members.login"), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
)
api_tokens = sa.Table(
    "api_tokens",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("token_digest", sa.String(64), nullable=False, unique=True),
    sa.Column("login", sa.ForeignKey("members.login"), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
)


def _agreement(name: str, *provinces: str) -> sa.Table:
    """A table of what persons agree on, found by province."""
    return sa.Table(
        name,
        METADATA,
        sa.Column("id", sa.String(32), primary_key=True),
        *(sa.Column(column, sa.String(2), nullable=False, index=True) for column in provinces),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )


proposals = _agreement("proposals", "province_code")
loans = _agreement("loans", "owner_code", "borrower_code")
cases = sa.Table(
    "cases",
    METADATA,
    sa.Column("receipt", sa.String(32), primary_key=True),
    sa.Column("province_code", sa.String(2), nullable=False, index=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)
recorded_visits = sa.Table(
    "recorded_visits",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Index(None, "province_code", "village_code", "date"),
)
tellings = sa.Table(
    "tellings",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("village_code", sa.String(64), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Index(None, "province_code", "date"),
)
letterheads = sa.Table(
    "letterheads",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)
field_reports = sa.Table(
    "field_reports",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("province_code", sa.String(2), nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("unit_code", sa.String(64), nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Index(None, "province_code", "on_date"),
)
field_decisions = sa.Table(
    "field_decisions",
    METADATA,
    sa.Column("report_id", sa.String(64), primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("province_code", sa.String(2), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.ForeignKeyConstraint(["report_id", "digest"], ["field_reports.id", "field_reports.digest"]),
)
missed_visits = sa.Table(
    "missed_visits",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("village_code", sa.String(64), primary_key=True),
    sa.Column("service_code", sa.String(64), primary_key=True),
    sa.Column("date", sa.Date, primary_key=True),
    sa.Column("unit_code", sa.String(64), primary_key=True),
)
answers = sa.Table(
    "answers",
    METADATA,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("request_digest", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("headers", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("kept_at", Moment, nullable=False, index=True),
)
workers = sa.Table(
    "workers",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("host", sa.String(255), nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("at_once", sa.Integer, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
)
audit_entries = sa.Table(
    "audit_entries",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("action", sa.String(64), nullable=False),
    sa.Column("thing", sa.String(128), nullable=False),
    sa.Column("facts", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
)
