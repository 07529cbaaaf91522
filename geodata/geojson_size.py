"""How large a JSON text will become, judged from its bytes before it is parsed.

A text of some megabytes can ask for gigabytes: each bracket is a list, each comma a value. Caps:
`MAX_DEPTH`, `MAX_ARRAYS`, `MAX_OBJECTS`, `MAX_VALUES`; what stands in strings does not count.
"""

import re

import numpy as np

MAX_DEPTH = 64
MAX_ARRAYS = 4_000_000
"""Every position of a GeoJSON is an array; 64 MB hold about so many with five decimals."""
MAX_OBJECTS = 2_000_000
MAX_VALUES = 12_000_000

_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_AT_ONCE = 2**22


class TooLarge(Exception):
    """A JSON text beyond a cap; `code` is that of the finding, `limit` the cap."""

    def __init__(self, code: str, limit: int) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


def judge_json(raw: bytes) -> None:
    """Raise `TooLarge` for a JSON text, as UTF-8 bytes, that is beyond a cap."""
    bare = _STRING.sub(b"", raw)
    for sign, code, limit in (
        (b"[", "too_many_vertices", MAX_ARRAYS),
        (b"{", "too_many_rows", MAX_OBJECTS),
        (b",", "too_many_cells", MAX_VALUES),
    ):
        if bare.count(sign) > limit:
            raise TooLarge(code, limit)
    if _depth(bare) > MAX_DEPTH:
        raise TooLarge("nested_too_deeply", MAX_DEPTH)


def _depth(bare: bytes) -> int:
    """The most brackets that are open at once."""
    signs = np.frombuffer(bare, dtype=np.uint8)
    steps = np.zeros(256, dtype=np.int32)
    steps[[ord("["), ord("{")]], steps[[ord("]"), ord("}")]] = 1, -1
    deepest = level = 0
    for start in range(0, len(signs), _AT_ONCE):
        levels = np.cumsum(steps[signs[start : start + _AT_ONCE]]) + level
        deepest, level = max(deepest, int(levels.max())), int(levels[-1])
    return deepest
