"""Provinces and villages as JSON."""

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.moments import Moment
from geodata.places import PointQuality, PopulationSource


class ProvinceOut(BaseModel):
    """A province as planned with now."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["58"])
    name_th: str
    name_en: str
    version: int
    imported_at: Moment
    imported_by: str


class ProvincesOut(BaseModel):
    """The provinces that you may see."""

    provinces: list[ProvinceOut]


class LocationOut(BaseModel):
    """A point, EPSG:4326, degrees."""

    model_config = ConfigDict(from_attributes=True)

    lon: float
    lat: float


class VillageOut(BaseModel):
    """A village; `location` is null while nobody knows where it is."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["58010201"])
    name_th: str
    name_en: str
    tambon_th: str
    tambon_en: str
    district_th: str
    district_en: str
    location: LocationOut | None
    point_quality: PointQuality
    point_source: str
    population: int
    population_source: PopulationSource
    added_people: int
    need_weight: float


class VillagesOut(BaseModel):
    """A page of villages in order of their codes; `next_cursor` is null on the last one."""

    villages: list[VillageOut]
    next_cursor: str | None
