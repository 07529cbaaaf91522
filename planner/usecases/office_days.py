"""Days on which offices are closed: Thailand's public holidays with those that a province lists."""

from datetime import date

import holidays

from planner.domain.province import ProvinceData

YEARS_AHEAD = 2


def days_off(data: ProvinceData, around: date) -> frozenset[date]:
    """Days off from the year before a date to two years after, substitutes included."""
    years = range(around.year - 1, around.year + YEARS_AHEAD + 1)
    public = holidays.country_holidays("TH", years=years)
    return frozenset(public) | {holiday.date for holiday in data.holidays}
