"""What a quarter needs to know of a plan, kept at hand: in memory, and as small files of a folder.

A plan and its request never change under their digests, so facts are kept under both, and under a
digest of the code that works them out: none can be out of date. A file that cannot be read is
worked out again.
"""

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from planner.assess.quarter import PlannedWeek, WeekFacts, facts_of
from planner.documents import from_json, to_json
from planner.domain.errors import InvalidDocument
from planner.domain.runs import PlanState, PlanSummary
from planner.ports import Store
from planner.usecases.features.remembered import Remembered
from planner.usecases.looking import request_of_plan

FOLDER = "week-facts"
MOST_REMEMBERED = 200
MOST_FILES = 5_000
"""About three kilobytes each; beyond, those written longest ago go."""
WORKED_OUT_BY = ("planner.assess", "planner.domain")

_KNOWN: Remembered[WeekFacts] = Remembered(MOST_REMEMBERED)


def facts_of_plan(store: Store, summary: PlanSummary, kept_in: Path | None = None) -> WeekFacts:
    """The facts of a stored plan; `kept_in` is a folder that keeps them over restarts."""
    named = f"{summary.id} {summary.digest} {summary.inputs.get('request')} {_code_digest()}"
    key = hashlib.sha256(named.encode()).hexdigest()

    def look() -> WeekFacts:
        if kept_in is None:
            return _worked_out(store, summary)
        return _kept(kept_in / FOLDER / f"{key}.gz", lambda: _worked_out(store, summary))

    found = _KNOWN.get(key, look)
    is_published = summary.state is PlanState.PUBLISHED
    if found.sum.is_published == is_published:
        return found
    return replace(found, sum=replace(found.sum, is_published=is_published))


def _worked_out(store: Store, summary: PlanSummary) -> WeekFacts:
    with store.reading() as reader:
        stored = reader.plan(summary.id)
    return facts_of(
        PlannedWeek(
            plan_id=summary.id,
            is_published=summary.state is PlanState.PUBLISHED,
            request=request_of_plan(store, stored).request,
            plan=stored.plan,
        )
    )


def _kept(path: Path, work_out: Callable[[], WeekFacts]) -> WeekFacts:
    with suppress(OSError, EOFError, zlib.error, InvalidDocument):
        return from_json(WeekFacts, gzip.decompress(path.read_bytes()))
    found = work_out()
    # A folder that cannot be written to costs time, not the answer.
    with suppress(OSError):
        _write(path, gzip.compress(to_json(found), mtime=0))
    return found


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, so that no other process reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    found = list(folder.glob("*.gz"))
    if len(found) <= MOST_FILES:
        return
    written = sorted((path.stat().st_mtime, path) for path in found)
    for _, path in written[: len(found) - MOST_FILES]:
        path.unlink(missing_ok=True)


@cache
def _code_digest() -> str:
    """Of every module that has a say in the facts."""
    sha = hashlib.sha256()
    for package in WORKED_OUT_BY:
        for module in sorted(files(package).iterdir(), key=lambda one: one.name):
            if module.name.endswith(".py"):
                sha.update(module.name.encode() + module.read_bytes())
    return sha.hexdigest()
