"""The order of a Thai dictionary: ก before ข wherever the vowel is written, tones last of all."""

from functools import cache, lru_cache

from pyuca import Collator

SortKey = tuple[int, ...]


@lru_cache(maxsize=50_000)
def thai_key(text: str) -> SortKey:
    """A key that sorts Thai as a dictionary does (Unicode collation), and Latin letters too."""
    key: SortKey = _collator().sort_key(text)
    return key


@cache
def _collator() -> Collator:
    """Read once, when first asked for: the table of weights takes a third of a second."""
    return Collator()
