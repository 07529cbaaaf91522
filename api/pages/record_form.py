"""A record as the fields of a form, and what was typed as the texts that it is read from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.auth.masking import mask_number
from api.pages.minutes import SECONDS, TAIL, minutes_text, seconds_text
from geodata.findings import Finding, Severity
from geodata.places import Village
from planner.domain.demand import Facility
from planner.domain.province import ProvinceData
from planner.domain.units import VehicleClass
from planner.inputs import RecordKind, choices_of, title_of
from planner.inputs.cells import CODE, CODES, VILLAGE_CODE
from planner.inputs.forms import Column
from planner.inputs.kinds.columns import FACILITIES
from planner.inputs.kinds.roads import VEHICLE_CLASSES
from planner.inputs.moments import DATE, DATES, WEEKDAY_NAMES, WEEKDAYS
from planner.outputs.view import name_of
from planner.words import Language, catalog, say
from planner.words.findings import tell_finding

HIDDEN = {
    "units": ("province_code", "days_off"),
    "villages": ("lon", "lat", "point_quality", "point_source", "elevation_m", "need_weight"),
    "stop_places": ("placed_by",),
    "closures": ("outline",),
}
"""Columns of files that a form leaves as they are, by kind."""
LONG = ("contacts", "reason", "added_people_reason")
PARTS = ";"
LIMITS = ("low", "high")
"""What a fault tells of a length of time besides what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to choose: its value, what it is called, whether it is chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: how it is filled in is its `look`: text, number, date, long, select, checks."""

    name: str
    label: str
    value: str = ""
    look: str = "text"
    note: str = ""
    fault: str = ""
    required: bool = False
    fixed: bool = False
    options: tuple[Option, ...] = ()
    listed: str = ""
    posts_as: str = ""
    """The input's name where it is not the field's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together under one heading."""

    title: str
    fields: tuple[Field, ...]
    note: str = ""


def texts_posted(kind: RecordKind, posted: Mapping[str, list[str]]) -> dict[str, str]:
    """What was typed, by field: boxes that were ticked joined, lines of contacts too.

    A field of boxes says by `<name>.boxes` that it was shown, so that none ticked means none.
    """
    texts = {name: values[0] for name, values in posted.items() if "." not in name}
    texts |= {n: v[0] for n, v in posted.items() if n.startswith(("counters.", "shift."))}
    for shown in posted:
        name, _, tail = shown.partition(".")
        if tail == "boxes":
            texts[name] = PARTS.join(posted.get(name, []))
        elif tail == TAIL and name in SECONDS:
            texts[name] = seconds_text(posted[shown][0])
    if "contacts" in texts:
        lines = texts["contacts"].splitlines()
        texts["contacts"] = PARTS.join(line.strip() for line in lines if line.strip())
    return {name: text for name, text in texts.items() if not name.startswith("_")}


def groups_of(
    kind: RecordKind,
    texts: Mapping[str, str],
    data: ProvinceData,
    language: Language,
    *,
    findings: Iterable[Finding] = (),
    is_new: bool = False,
) -> tuple[Group, ...]:
    """The form's fields with what stands in them and what is wrong with it."""
    told = _by_field(findings, language)
    own = tuple(
        _field(kind, column, texts, data, language, told.get(column.name, ""), is_new)
        for column in kind.form.columns
        if column.name not in HIDDEN.get(kind.name, ())
        or (is_new and kind.thing is Village and column.name in ("lon", "lat"))
    )
    groups = [Group(title="", fields=own)]
    if kind.name == "units":
        groups += _unit_groups(texts, data, language, told)
    return tuple(groups)


def without_numbers(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with the figures of telephone numbers masked."""
    return {n: mask_number(t) if n in ("contact", "contacts") else t for n, t in texts.items()}


def general_faults(
    groups: Iterable[Group], findings: Iterable[Finding], language: Language
) -> tuple[str, ...]:
    """Faults that no field of the form shows."""
    shown = {field.name for group in groups for field in group.fields}
    errors = (f for f in findings if f.severity is Severity.ERROR and f.column not in shown)
    return tuple(dict.fromkeys(fault_text(found, language) for found in errors))


def fault_text(found: Finding, language: Language) -> str:
    """What is wrong with a field, in the words of a form where there are such."""
    code = f"data_fault_{found.code}"
    if code in catalog():
        facts = {**found.facts, "value": found.value}
        if found.column in SECONDS:
            limits = {name: minutes_text(str(facts[name])) for name in LIMITS if name in facts}
            facts = {**facts, **limits}
        return say(code, language, **facts)
    return tell_finding(found, language)


def _by_field(findings: Iterable[Finding], language: Language) -> dict[str, str]:
    told: dict[str, str] = {}
    for found in findings:
        if found.severity is Severity.ERROR and found.column:
            text = fault_text(found, language)
            before = told.get(found.column)
            told[found.column] = text if before is None else f"{before} {text}"
    return told


def label_of(kind: str, name: str, language: Language) -> str:
    """What a column is called in a form."""
    own = f"data_column_{name}"
    if name in SECONDS and own in catalog():
        return say(own, language)
    return title_of(kind, name)[0 if language is Language.TH else 1]


def _note(kind: str, name: str, language: Language) -> str:
    for code in (f"data_note_{name}", f"form_note_{kind}.{name}", f"form_note_{name}"):
        if code in catalog():
            return say(code, language)
    return ""


def _field(
    kind: RecordKind,
    column: Column,
    texts: Mapping[str, str],
    data: ProvinceData,
    language: Language,
    fault: str,
    is_new: bool,
) -> Field:
    value = texts.get(column.name, "")
    look, options = _look(kind.name, column, value, data, language)
    if column.name == "contacts":
        value = "\n".join(part.strip() for part in value.split(PARTS))
    is_long = column.name in SECONDS
    if is_long:
        value = minutes_text(value)
    return Field(
        name=column.name,
        posts_as=f"{column.name}.{TAIL}" if is_long else "",
        label=label_of(kind.name, column.name, language),
        value=value,
        look=look,
        note=_note(kind.name, column.name, language) if look not in ("checks", "select") else "",
        fault=fault,
        required=column.required,
        fixed=not is_new and column.name in kind.form.key,
        options=options,
        listed="villages" if column.cell is VILLAGE_CODE and column.refers else "",
    )


def _look(
    kind: str, column: Column, value: str, data: ProvinceData, language: Language
) -> tuple[str, tuple[Option, ...]]:
    choices = choices_of(kind, column.name)
    if choices:
        chosen = value or _default(column)
        return "select", _choices(choices, (chosen,), language, empty=not column.required)
    boxes = _boxes(column, data, language)
    if boxes is not None:
        chosen_ones = tuple(part.strip() for part in value.split(PARTS))
        return "checks", tuple(
            Option(value=v, label=label, chosen=v in chosen_ones) for v, label in boxes
        )
    if column.refers and column.cell is CODE:
        known = _things(column.refers, data, language)
        empty = () if column.required and value else (Option(value="", label="–"),)
        found = tuple(Option(value=v, label=label, chosen=v == value) for v, label in known)
        lost = (
            ()
            if not value or value in dict(known)
            else (Option(value=value, label=value, chosen=True),)
        )
        return "select", (*empty, *found, *lost)
    if column.cell is DATE:
        return "date", ()
    if column.cell is DATES or column.name in LONG:
        return "long", ()
    return ("number" if column.cell.is_number else "text"), ()


def _default(column: Column) -> str:
    return "" if column.default is None else column.cell.write(column.default)


def _boxes(
    column: Column, data: ProvinceData, language: Language
) -> tuple[tuple[str, str], ...] | None:
    """What can be ticked in a column of several values; None for other columns."""
    if column.cell is FACILITIES:
        return tuple((f.value, say(f"form_choice_{f.value}", language)) for f in Facility)
    if column.cell is VEHICLE_CLASSES:
        return tuple((v.value, say(f"form_choice_{v.value}", language)) for v in VehicleClass)
    if column.cell is WEEKDAYS:
        return tuple((day, say(f"form_column_{day}", language)) for day in WEEKDAY_NAMES)
    if column.cell is CODES and column.refers in ("services", "units", "packages"):
        return _things(column.refers, data, language)
    return None


def _things(kind: str, data: ProvinceData, language: Language) -> tuple[tuple[str, str], ...]:
    """Codes and names of a province's things that other records name."""
    things = getattr(data, kind)
    return tuple((thing.code, f"{name_of(thing, language)} ({thing.code})") for thing in things)


def _choices(
    values: Iterable[str], chosen: tuple[str, ...], language: Language, *, empty: bool
) -> tuple[Option, ...]:
    blank = (Option(value="", label="–"),) if empty and not any(chosen) else ()
    return (
        *blank,
        *(
            Option(value=v, label=say(f"form_choice_{v}", language), chosen=v in chosen)
            for v in values
        ),
    )


def _unit_groups(
    texts: Mapping[str, str], data: ProvinceData, language: Language, told: Mapping[str, str]
) -> list[Group]:
    shared = told.get("services") or told.get("service_code") or ""
    counters = tuple(
        Field(
            name=f"counters.{service.code}",
            label=name_of(service, language),
            value=texts.get(f"counters.{service.code}", ""),
            look="number",
            fault=told.get(f"counters.{service.code}", shared if not i else ""),
        )
        for i, service in enumerate(data.services)
    )
    shifts = tuple(
        Field(
            name=f"shift.{day}",
            label=say(f"form_column_{day}", language),
            value=texts.get(f"shift.{day}", ""),
            fault=told.get(f"shift.{day}", ""),
        )
        for day in WEEKDAY_NAMES
    )
    return [
        Group(
            title=say("form_sheet_unit_services", language),
            fields=counters,
            note=say("data_counters_note", language),
        ),
        Group(
            title=say("form_sheet_shifts", language),
            fields=shifts,
            note=say("data_shifts_note", language),
        ),
    ]
