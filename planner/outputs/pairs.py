"""Names and texts as [Thai, English] pairs, for pages that carry both languages."""

from collections.abc import Callable

from planner.outputs.view import Named
from planner.words import Language, catalog

Pair = list[str]


def both(text: Callable[..., str], *facts: object) -> Pair:
    """What `text(*facts, language)` says in Thai and in English."""
    return [text(*facts, Language.TH), text(*facts, Language.EN)]


def names_of(thing: Named) -> Pair:
    """The Thai and the English name; the English one may be empty."""
    return [thing.name_th, thing.name_en]


SCALE = {"map_scale_km": "scale_km", "map_scale_m": "scale_m"}
"""The words of the bar of scale, which every map has."""


def page_texts(prefix: str) -> dict[str, dict[str, str]]:
    """The words of a map that carries both languages: templates by code without its prefix."""
    mine = {code.removeprefix(prefix): code for code in catalog() if code.startswith(prefix)}
    mine |= {short: code for code, short in SCALE.items()}
    return {
        language.value: {short: catalog()[code][i] for short, code in mine.items()}
        for i, language in enumerate((Language.TH, Language.EN))
    }


class Shared:
    """Pairs that many things share, each told once, by index."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, str], int] = {}
        self.told: list[Pair] = []

    def index(self, thai: str, english: str) -> int:
        """Where a pair stands in `told`."""
        if (thai, english) not in self._index:
            self._index[thai, english] = len(self.told)
            self.told.append([thai, english])
        return self._index[thai, english]
