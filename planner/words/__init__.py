"""Every text that people read, Thai and English, by code; made at the edges, never stored.

One catalog a topic, each a module of this package with `TEXTS: dict[code, (Thai, English)]`. Texts
are `str.format` templates over facts. `say` finds a code in any catalog.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


class Language(StrEnum):
    """Thai first, English complete."""

    TH = "th"
    EN = "en"


Texts = Mapping[str, tuple[str, str]]


_ONE = {
    "are": "is", "were": "was", "have": "has", "do": "does", "break": "breaks", "wait": "waits",
    "fall": "falls", "differ": "differs", "stay": "stays", "need": "needs",
    "send": "sends", "ask": "asks",
}  # fmt: skip
_MANY = {
    "people": "person", "changes": "change", "days": "day", "drafts": "draft", "faults": "fault",
    "holidays": "holiday", "letters": "letter", "nights": "night", "places": "place",
    "points": "point", "promises": "promise", "provinces": "province", "reports": "report",
    "requests": "request", "routes": "route", "rows": "row", "rules": "rule", "runs": "run",
    "seconds": "second", "services": "service", "stops": "stop", "times": "time", "units": "unit",
    "villages": "village", "violations": "violation", "visits": "visit", "weeks": "week",
    "accounts": "account", "counters": "counter", "decisions": "decision", "files": "file",
    "corners": "corner", "minutes": "minute", "plans": "plan",
}  # fmt: skip
_PLURAL = re.compile(rf"\{{(\w+)\}} (working )?({'|'.join(_MANY)})\b( (?:{'|'.join(_ONE)})\b)?")
"""English after a number: a noun of many, and the verb behind it. Thai words know no number."""


@cache
def _singular(template: str, ones: frozenset[str]) -> str:
    """An English text where these facts are one: `{count} drafts are` is `{count} draft is`."""

    def one(found: re.Match[str]) -> str:
        name, kind, noun, verb = found.groups(default="")
        if name not in ones:
            return found[0]
        return f"{{{name}}} {kind}{_MANY[noun]}" + (f" {_ONE[verb.strip()]}" if verb else "")

    return _PLURAL.sub(one, template)


class _Dash:
    """Stands for a missing fact, however the text would have it written."""

    def __format__(self, _form: str) -> str:
        return "–"


class _Known(dict[str, object]):
    """Facts by name; a missing one is a dash, since a text must never fail to be shown."""

    def __missing__(self, key: str) -> _Dash:
        return _Dash()


@cache
def catalog() -> dict[str, tuple[str, str]]:
    """Every text of every catalog; a code stands in one catalog only."""
    texts: dict[str, tuple[str, str]] = {}
    for module in iter_modules(__path__):
        more: Texts = import_module(f"{__name__}.{module.name}").TEXTS
        twice = texts.keys() & more.keys()
        if twice:
            raise ValueError(f"texts stand in two catalogs: {sorted(twice)}")
        texts.update(more)
    return texts


def say(code: str, language: Language = Language.TH, /, **facts: object) -> str:
    """The text of a code in a language, facts filled in; a missing fact shows as a dash."""
    thai, english = catalog()[code]
    template = thai
    if language is Language.EN:
        ones = frozenset(name for name, fact in facts.items() if str(fact) == "1")
        template = _singular(english, ones) if ones else english
    return template.format_map(_Known(facts))
