"""A plan's dossier as sections to draw, and as one HTML file without scripts or a network."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from planner.domain.rules import Rule
from planner.domain.verdict import Violation
from planner.outputs.times import date_text, moment_text
from planner.words import Language, catalog, say
from planner.words.violations import tell_violation

STYLE = (
    "body{font-family:Sarabun,'Noto Sans Thai',sans-serif;line-height:1.5;max-width:60rem;"
    "margin:0 auto;padding:1rem;color:#1d2a2c}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #d5dede;padding:.25rem .5rem;text-align:left;"
    "vertical-align:top;overflow-wrap:anywhere}h2{margin-top:1.5rem;break-after:avoid}"
    "tr{break-inside:avoid}@page{margin:15mm}@media print{body{max-width:none;font-size:10pt}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STEPS = ("step", "by", "at", "reason", "is_override")
_WORDED = {
    "state": "plan_state", "step": "life_step", "rule": "rule", "action": "audit_did",
    "status": "dossier_outcome", "stop_cause": "dossier_stop",
}  # fmt: skip
"""Fields whose values have words, by the start of the words' code."""
_REPLACED = "replaced by "
ENTRIES = ("number", "at", "actor", "action", "thing", "digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table of the dossier; without `columns` its rows are names with their value."""

    title: str
    rows: Sequence[Sequence[str]]
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDossier:
    """What stands on top, and the sections below."""

    title: str
    verdict: str
    is_good: bool
    repeat: str
    again: str
    none: str
    sections: tuple[Section, ...]


def draw_dossier(data: Mapping[str, Any], language: Language) -> DrawnDossier:
    """The dossier of `usecases.dossier.dossier_data` in one language."""
    plan, provenance = data["plan"], data["provenance"] or {}
    search = [
        *_pairs(provenance, ("params", "versions", "travel_digests")),
        *((f"params.{name}", value) for name, value in provenance.get("params", {}).items()),
        *((f"versions.{name}", value) for name, value in provenance.get("versions", {}).items()),
    ]
    tables = {
        "dossier_plan": _pairs(plan, ("inputs",)),
        "dossier_inputs": plan["inputs"].items(),
        "dossier_policy": data["policy"].items(),
        "dossier_search": search,
        "dossier_log": data["audit_log"].items(),
    }
    facts = {name: _facts(language, name, pairs) for name, pairs in tables.items()}
    return DrawnDossier(
        title=say("dossier_title", language, plan=plan["id"]),
        verdict=say(_verdict_code(data), language),
        is_good=_verdict_code(data) == "dossier_clean",
        repeat=say(_repeat_code(data), language),
        again=say("dossier_again", language, plan=plan["id"]),
        none=say("dossier_none", language),
        sections=(
            _rows(language, "dossier_steps", data["steps"], STEPS),
            _rows(language, "dossier_override", data["overrides"], STEPS[:-1]),
            _rows(
                language, "dossier_violations",
                [_violation(one, plan["start"], language) for one in data["verdict"]["violations"]],
                ("rule", "told", "unit_code", "day"),
            ),
            *(facts[name] for name in tables if name != "dossier_log"),
            _rows(language, "dossier_entries", data["audit_entries"], ENTRIES),
            facts["dossier_log"],
        ),
    )  # fmt: skip


def dossier_page(data: Mapping[str, Any], language: Language) -> bytes:
    """One HTML file; every text in it is escaped."""
    drawn = draw_dossier(data, language)
    head = (
        f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(drawn.title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(drawn.title)}</h1><p>{escape(drawn.verdict)}</p>"
        f"<p>{escape(drawn.repeat)}</p>"
    )
    body = "".join(_section(section, drawn.none) for section in drawn.sections)
    tail = f"<p>{escape(drawn.again)}</p></main></body></html>"
    return (head + body + tail).encode("utf-8", "replace")


def _section(section: Section, none: str) -> str:
    heading = f"<h2>{escape(section.title)}</h2>"
    if not section.rows:
        return f"{heading}<p>{escape(none)}</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in section.columns)
    top = f"<thead><tr>{head}</tr></thead>" if section.columns else ""
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
        for row in section.rows
    )
    return f"{heading}<table>{top}<tbody>{body}</tbody></table>"


def _verdict_code(data: Mapping[str, Any]) -> str:
    if data["differences"]:
        return "dossier_spoilt"
    return "dossier_broken" if data["verdict"]["violations"] else "dossier_clean"


def _repeat_code(data: Mapping[str, Any]) -> str:
    if data["provenance"] is None:
        return "dossier_by_hand"
    return "dossier_repeatable" if data["is_repeatable"] else "dossier_by_time"


def _violation(one: Mapping[str, Any], start: str, language: Language) -> dict[str, Any]:
    """A broken rule as a sentence, on its date."""
    found = Violation(**{**one, "rule": Rule(one["rule"])})
    first = date.fromisoformat(start)
    on = None if found.day is None else (first + timedelta(days=found.day)).isoformat()
    told = tell_violation(found, language)
    return {"rule": one["rule"], "told": told, "unit_code": found.unit_code, "start": on, "day": on}


def _pairs(thing: Mapping[str, Any], without: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in thing.items() if name not in without]


def _facts(language: Language, title: str, pairs: Iterable[tuple[str, Any]]) -> Section:
    rows = [(_name(name, title, language), _text(value, name, language)) for name, value in pairs]
    return Section(title=say(title, language), rows=rows)


def _rows(
    language: Language, title: str, rows: list[Mapping[str, Any]], columns: tuple[str, ...]
) -> Section:
    told = [[_text(row.get(name), name, language) for name in columns] for row in rows]
    named = [_name(name, title, language) for name in columns]
    return Section(title=say(title, language), columns=named, rows=told)


def _name(field: str, title: str, language: Language) -> str:
    """What a field is called; versions of libraries and what has no words keep their own name."""
    if field.startswith("travel:"):
        told = _profile(field.removeprefix("travel:"), language)
        return say("dossier_field_travel", language, profile=told)
    if field.startswith("versions."):
        return say("dossier_field_version_of", language, name=field.removeprefix("versions."))
    kind = "form_policy" if title == "dossier_policy" else "dossier_field"
    code = f"{kind}_{field}"
    return say(code, language) if code in catalog() else field


def _profile(profile: str, language: Language) -> str:
    """A vehicle class and the state of the roads in words, as far as there are any."""
    vehicle, _, state = profile.partition("/")
    codes = ((f"output_vehicle_{vehicle}", vehicle), (f"road_state_{state}", state))
    words = (say(code, language) if code in catalog() else plain for code, plain in codes)
    return " ".join(word for word in words if word)


def _text(value: Any, field: str, language: Language) -> str:
    if isinstance(value, bool):
        return say("dossier_yes" if value else "dossier_no", language)
    worded = f"{_WORDED.get(field, '')}_{value}"
    if worded in catalog():
        return say(worded, language)
    if field == "gap" and value is not None:
        return say("dossier_gap", language, gap=f"{100 * value:.2f}")
    if field in ("at", "created_at") and value:
        return moment_text(datetime.fromisoformat(value), language)
    if field in ("start", "day") and value:
        return date_text(date.fromisoformat(value), language)
    if field == "reason" and str(value).startswith(_REPLACED):
        return say("dossier_replaced", language, plan=value.removeprefix(_REPLACED))
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {inner}" for name, inner in value.items())
    return "–" if value is None or value == "" else str(value)
