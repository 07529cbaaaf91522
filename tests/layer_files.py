"""Layers for tests as offices send them: Shapefiles in cp874, in UTM, on Indian 1975."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import geopandas
from shapely.geometry import Point

PLACES = {
    "58010101": ("บ้านหนองแก้ว", 98.001, 19.22),
    "58010102": ("บ้านดอยงาม", 98.006, 19.225),
}
THAI = ("รหัสหมู่บ้าน"[:10], "ชื่อบ้าน", "ประชากร")
"""As 10 bytes of cp874 leave them."""
ENGLISH = ("code", "name_th", "population")


def a_frame(names: Sequence[str] = ENGLISH, crs: object = 4326) -> geopandas.GeoDataFrame:
    code, name, people = names
    frame = geopandas.GeoDataFrame(
        {
            code: list(PLACES),
            name: [told for told, _, _ in PLACES.values()],
            people: [120, 80],
        },
        geometry=[Point(lon, lat) for _, lon, lat in PLACES.values()],
        crs=4326,
    )
    return frame.to_crs(crs)


def a_shapefile(
    folder: Path,
    names: Sequence[str] = ENGLISH,
    crs: object = 4326,
    *,
    encoding: str = "UTF-8",
    leave_out: Sequence[str] = (),
) -> Path:
    """A zipped Shapefile; `leave_out` are suffixes that the office forgot."""
    source = folder / "made"
    source.mkdir()
    a_frame(names, crs).to_file(source / "villages.shp", encoding=encoding)
    path = folder / "villages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(source.iterdir()):
            if part.suffix not in leave_out:
                archive.write(part, f"ข้อมูล/{part.name}")
    return path
