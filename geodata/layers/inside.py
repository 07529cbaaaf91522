"""What reads a layer with GDAL, in a child process with limits and without a network.

Arguments: what to do ("drivers" or "layer"), then the file, its one driver, layer and encoding. One
JSON document a line: the layer's head, then its features in bundles, then an end.
"""

import json
import sys
from typing import Any

import pyogrio
import shapely

from geodata.child import is_offline, write_line

MAX_FEATURES = 300_000
MAX_FIELDS = 200
MAX_TEXT_CHARS = 20_000
MAX_LAYER_CHARS = 64 * 2**20
"""Letters of all cells together."""
MAX_VERTICES = 4_000_000
_AT_ONCE = 1_000


def _tell(part: dict[str, Any]) -> None:
    write_line(json.dumps(part, ensure_ascii=True).encode())


def _read(path: str, driver: str, layer: str, encoding: str) -> None:
    loaded = set(pyogrio.list_drivers())
    if loaded - {driver}:
        # The list of drivers to leave out did not hold: then nothing is opened.
        _tell({"fault": "drivers_not_locked"})
        return
    try:
        names = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if not names or (layer and layer not in names):
            _tell({"fault": "missing_layer", "known": ", ".join(names)[:400]})
            return
        meta, _, geometries, fields = pyogrio.raw.read(
            path,
            layer=layer or names[0],
            encoding=encoding or None,
            max_features=MAX_FEATURES + 1,
            force_2d=True,
            datetime_as_string=True,
        )
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        UnicodeDecodeError,
        ValueError,
    ) as error:
        _tell({"fault": "unreadable_file", "why": str(error)[:200]})
        return
    names = [str(name) for name in meta["fields"]]
    if len(names) > MAX_FIELDS:
        _tell({"fault": "too_many_columns", "limit": MAX_FIELDS})
        return
    if len(geometries) > MAX_FEATURES:
        _tell({"fault": "too_many_rows", "limit": MAX_FEATURES})
        return
    if (fault := _too_much(geometries, fields)) is not None:
        _tell(fault)
        return
    _tell({"fields": names, "crs": meta["crs"], "offline": is_offline()})
    for start in range(0, len(geometries), _AT_ONCE):
        piece = slice(start, start + _AT_ONCE)
        shapes = shapely.to_geojson(shapely.from_wkb(geometries[piece], on_invalid="ignore"))
        columns = [[_text(value) for value in field[piece]] for field in fields]
        rows = [list(row) for row in zip(*columns, strict=True)] or [[] for _ in shapes]
        told = [None if shape is None else json.loads(shape) for shape in shapes]
        _tell({"rows": rows, "shapes": told})
    _tell({"end": True})


def _too_much(geometries: Any, fields: Any) -> dict[str, Any] | None:
    """The fault of a layer beyond a cap, None when it is within all of them."""
    shapes = shapely.from_wkb(geometries, on_invalid="ignore")
    if int(shapely.get_num_coordinates(shapes).sum()) > MAX_VERTICES:
        return {"fault": "too_many_vertices", "limit": MAX_VERTICES}
    chars = 0
    for field in fields:
        lengths = [len(value) for value in field if isinstance(value, str)]
        chars += sum(lengths)
        if max(lengths, default=0) > MAX_TEXT_CHARS:
            return {"fault": "text_too_long", "limit": MAX_TEXT_CHARS}
    if chars > MAX_LAYER_CHARS:
        return {"fault": "too_much_text", "limit": MAX_LAYER_CHARS}
    return None


def _text(value: Any) -> str:
    """A field's value as the text of a cell; nothing for what stands for nothing."""
    if value is None or value != value:
        return ""
    return str(value)


if __name__ == "__main__":
    if sys.argv[1] == "drivers":
        _tell({"drivers": sorted(pyogrio.list_drivers())})
    else:
        _read(*sys.argv[2:6])
