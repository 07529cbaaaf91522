"""Master data as records: a province's villages, units, services and the rest, one by one.

An edit makes a new version of the province out of the newest, in one transaction, when the record
is still the one that the person saw. The whole province is judged as an import would be; every
fault is told at once, and the weeks that were planned stay as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geodata.findings import Finding, Severity, has_errors
from geodata.numerals import dialled
from geodata.places import Contact, Village
from planner.documents import digest, to_data
from planner.domain.errors import (
    Conflict,
    InUse,
    NotFound,
    RecordRefused,
    StaleVersion,
)
from planner.domain.province import ProvinceData, ProvinceVersion
from planner.inputs import (
    FORM,
    RECORD_KINDS,
    RecordKind,
    default_place,
    judge,
    with_changed,
    with_record,
    without_record,
)
from planner.ports import Clock, Reader, Store, Writer
from planner.usecases.record_changes import told_changes

TAG_CHARS = 16
MOST_CODE_CHARS, MOST_TEXT_CHARS = 60, 2000
"""Codes fit their columns, with a province before them where a unit is lent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing of a province; `tag` changes when the thing does."""

    kind: str
    key: str
    thing: Any
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Some records of a kind in the order of their keys; `after` is where the next page begins."""

    records: tuple[Record, ...]
    count: int
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A record as it was and as it is (None: it was not there, or is no more).

    `findings` are warnings: what a person should look at though the change was made.
    """

    before: Record | None
    after: Record | None
    version: ProvinceVersion
    findings: tuple[Finding, ...] = ()


def kind_of(name: str) -> RecordKind:
    """The kind of a name; raises `NotFound`."""
    if name not in RECORD_KINDS:
        raise NotFound("no such kind of record", kind="record kind", id=name[:40])
    return RECORD_KINDS[name]


def record_of(kind: RecordKind, thing: Any) -> Record:
    """A thing with its key and its tag."""
    tag = digest(thing)[:TAG_CHARS]
    return Record(kind=kind.name, key=kind.key_of(thing), thing=thing, tag=tag)


def records_of(
    store: Store, province_code: str, kind: str, *, after: str = "", limit: int | None = None
) -> RecordPage:
    """Records of a province in the order of their keys, those after a key, so many."""
    chosen = kind_of(kind)
    with store.reading() as reader:
        data = reader.province(province_code)
    keyed = sorted(((chosen.key_of(t), t) for t in chosen.things(data)), key=lambda pair: pair[0])
    wanted = [pair for pair in keyed if pair[0] > after]
    page = wanted if limit is None else wanted[:limit]
    return RecordPage(
        records=tuple(record_of(chosen, thing) for _, thing in page),
        count=len(keyed),
        after=page[-1][0] if len(wanted) > len(page) else None,
    )


def one_record(store: Store, province_code: str, kind: str, key: str) -> Record:
    """The record of a key; raises `NotFound`."""
    with store.reading() as reader:
        return _found(reader, province_code, kind_of(kind), key)[1]


def add_record(
    store: Store, clock: Clock, province_code: str, kind: str, thing: Any, *, by: str
) -> Edited:
    """Add a thing; raises `Conflict` when its key is taken, `RecordRefused` with every fault."""
    chosen, thing = kind_of(kind), _as_dialled(thing)
    with store.writing(actor=by, at=clock.now()) as writer:
        data = writer.province(province_code)
        record = record_of(chosen, thing)
        if chosen.find(data, record.key) is not None:
            raise Conflict("the code is taken", kind=kind, id=record.key)
        _refuse(_own_faults(province_code, thing, None))
        changed = _added(data, chosen, thing)
        findings = _judged(changed)
        version = _keep(writer, changed, "record_added", None, record)
    return Edited(before=None, after=record, version=version, findings=findings)


def change_record(
    store: Store,
    clock: Clock,
    province_code: str,
    kind: str,
    key: str,
    thing: Any,
    *,
    seen: str,
    by: str,
) -> Edited:
    """Put a thing in the place of the one that a key names, if that one's tag is still `seen`.

    Raises `NotFound`, `StaleVersion`, or `RecordRefused` with every fault; a key stays as it is.
    """
    chosen, thing = kind_of(kind), _as_dialled(thing)
    with store.writing(actor=by, at=clock.now()) as writer:
        data, before = _found(writer, province_code, chosen, key)
        _need_seen(before, seen)
        after = record_of(chosen, thing)
        if after.key != before.key:
            _refuse([_fault("key_stays", chosen.form.key[0], after.key)])
        _refuse(_own_faults(province_code, thing, before.thing))
        changed = _changed(data, chosen, thing, before.thing)
        findings = _judged(changed)
        version = _keep(writer, changed, "record_changed", before, after)
    return Edited(before=before, after=after, version=version, findings=findings)


def remove_record(
    store: Store, clock: Clock, province_code: str, kind: str, key: str, *, seen: str, by: str
) -> Edited:
    """Take a thing away, if its tag is still `seen`; raises `InUse` when others name it."""
    chosen = kind_of(kind)
    with store.writing(actor=by, at=clock.now()) as writer:
        data, before = _found(writer, province_code, chosen, key)
        _need_seen(before, seen)
        changed = without_record(data, chosen, before.thing)
        findings = judge(changed)
        if has_errors(findings):
            users = sorted({f.file.partition(".")[0] for f in findings if _is_error(f)})
            raise InUse("other records name it", kind=kind, id=before.key, by=", ".join(users))
        version = _keep(writer, changed, "record_removed", before, None)
    return Edited(before=before, after=None, version=version, findings=_warnings(findings))


def _found(
    reader: Reader, province_code: str, kind: RecordKind, key: str
) -> tuple[ProvinceData, Record]:
    data = reader.province(province_code)
    thing = kind.find(data, key)
    if thing is None:
        raise NotFound("no such record", kind=kind.name, id=key[:80])
    return data, record_of(kind, thing)


def _need_seen(record: Record, seen: str) -> None:
    if record.tag != seen:
        raise StaleVersion("somebody changed it since", kind=record.kind, id=record.key)


def _own_faults(province_code: str, thing: Any, before: Any) -> Iterable[Finding]:
    """What a record may not say by itself, whatever the rest of the province is like."""
    for name, text in _texts(to_data(thing)):
        if not text.replace("\n", " ").isprintable():
            yield _fault("control_character", name, repr(text))
        if len(text) > (MOST_CODE_CHARS if name.endswith("code") else MOST_TEXT_CHARS):
            yield _fault("record_text_too_long", name, text)
    yield from _phone_faults(thing)
    if getattr(thing, "province_code", province_code) != province_code:
        field = "code" if isinstance(thing, Village) else "province_code"
        yield _fault("of_other_province", field, thing.province_code)
    if not isinstance(thing, Village):
        return
    usual = 1.0 if before is None else before.need_weight
    if thing.need_weight != usual:
        yield _fault("needs_two_persons", "need_weight", str(thing.need_weight))
    if before is not None and thing.location != before.location:
        yield _fault("placed_with_reason", "location")


def _texts(data: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of plain data with the name of its innermost field."""
    if isinstance(data, str):
        yield name, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, key)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, name)


def _as_dialled(thing: Any) -> Any:
    """The thing with the digits of its telephone numbers as 0-9; the rest as it is."""
    if getattr(thing, "contacts", None):
        return replace(thing, contacts=tuple(map(_plain_contact, thing.contacts)))
    if getattr(thing, "contact", None):
        return replace(thing, contact=_plain_contact(thing.contact))
    return thing


def _plain_contact(contact: Contact) -> Contact:
    return replace(contact, phone=dialled(contact.phone) or contact.phone)


def _phone_faults(thing: Any) -> Iterable[Finding]:
    """Numbers that cannot be telephone numbers, at the field that holds them."""
    single = getattr(thing, "contact", None)
    for field, contacts in (
        ("contacts", getattr(thing, "contacts", ())),
        ("contact", (single,) if single is not None else ()),
    ):
        for contact in contacts:
            if not dialled(contact.phone):
                fault = _fault("not_a_phone", field, contact.phone)
                yield replace(fault, facts={"number": contact.phone[:80]})


def _fault(code: str, field: str, value: str = "") -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, file=FORM, row=1, column=field, value=value[:80]
    )


def _refuse(faults: Iterable[Finding]) -> None:
    found = tuple(faults)
    if found:
        raise RecordRefused(found)


def _added(data: ProvinceData, kind: RecordKind, thing: Any) -> ProvinceData:
    changed = with_record(data, kind, thing, before=None)
    if isinstance(thing, Village):
        return with_record(changed, RECORD_KINDS["stop_places"], default_place(thing), before=None)
    return changed


def _changed(data: ProvinceData, kind: RecordKind, thing: Any, before: Any) -> ProvinceData:
    if isinstance(thing, Village):
        return with_changed(data, thing)
    return with_record(data, kind, thing, before=before)


def _judged(data: ProvinceData) -> tuple[Finding, ...]:
    """Warnings on a province; raises `InvalidDocument` with what an import would refuse."""
    findings = judge(data)
    if has_errors(findings):
        raise RecordRefused(tuple(found for found in findings if _is_error(found)))
    return _warnings(findings)


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(found for found in findings if not _is_error(found))


def _keep(
    writer: Writer,
    data: ProvinceData,
    action: str,
    before: Record | None,
    after: Record | None,
) -> ProvinceVersion:
    """The new version, and an entry that says what changed from what to what."""
    code = data.province_code
    old = writer.province_versions(code)[-1]
    version = writer.put_province(data, geography=old.geography)
    record = after or before
    assert record is not None
    writer.note(
        action,
        f"{record.kind}:{code}:{record.key}"[:128],
        province=code,
        data_version=version.version,
        **told_changes(
            None if before is None else to_data(before.thing),
            None if after is None else to_data(after.thing),
        ),
    )
    return version
