"""A nationwide run made ready to be drawn: names, outlines and figures of its provinces."""

from geodata.outlines import Rings, outlines
from planner.domain.calendar import LOCAL_ZONE
from planner.outputs.national_view import NationalView, ProvinceView
from planner.ports import Reader, Store
from planner.usecases.national import NationalSummary


def national_view(store: Store, summary: NationalSummary) -> NationalView:
    """What the map of a nationwide run shows.

    Outlines are drawn from the villages of all provinces that the run has, official or not: land
    belongs to the nearest village.
    """
    wish = summary.wish
    with store.reading() as reader:
        names = {version.code: version for version in reader.provinces()}
        rings = _outlines(reader, summary)
    provinces = []
    for part in summary.parts:
        known = names.get(part.province_code)
        provinces.append(
            ProvinceView(
                code=part.province_code,
                name_th=part.province_code if known is None else known.name_th,
                name_en=part.province_code if known is None else known.name_en,
                part=part,
                is_settled=part.is_settled(wish.most_tries, stop_asked=wish.stop_asked),
                figures=None if part.run is None else part.run.figures,
                rings=rings[part.province_code],
            )
        )
    return NationalView(
        id=wish.id,
        start=wish.start,
        days=wish.days,
        state=wish.state,
        made_at=wish.updated_at.astimezone(LOCAL_ZONE),
        gap=summary.gap,
        provinces=tuple(provinces),
    )


def _outlines(reader: Reader, summary: NationalSummary) -> dict[str, Rings]:
    return outlines(
        {part.province_code: reader.village_points(part.province_code) for part in summary.parts}
    )
