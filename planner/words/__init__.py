"""Every text that people read, Thai and English, by code; made at the edges, never stored.

One catalog a topic, each a module of this package with `TEXTS: dict[code, (Thai, English)]`. Texts
are `str.format` templates over facts. `say` finds a code in any catalog.
"""

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
    template = thai if language is Language.TH else english
    return template.format_map(_Known(facts))
