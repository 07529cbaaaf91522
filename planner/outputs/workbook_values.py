"""The values that several sheets share: units, villages, places, positions, clock times."""

from datetime import time

from geodata.places import PointQuality, Village
from planner.domain.calendar import DAY_S
from planner.domain.plan import Route
from planner.outputs.colours import marks_of
from planner.outputs.view import Directory, Named, Place, PlanView, name_of, role_of
from planner.outputs.workbook_cells import Column, Value
from planner.words import Language, say

ONE_DECIMAL = "#,##0.0"
UNIT_COLUMNS = (
    Column(heading="book_letter", width=7),
    Column(heading="book_unit", width=34),
    Column(heading="book_date", width=18),
)


def village_columns(language: Language) -> tuple[Column, ...]:
    """Columns of a village; an English book has the name that stands on the signs as well."""
    on_signs = (Column(heading="book_village_th", width=22),) if language is Language.EN else ()
    return (
        Column(heading="book_village_code", width=12),
        Column(heading="book_village", width=22),
        *on_signs,
        Column(heading="book_tambon", width=15),
        Column(heading="book_district", width=18),
    )


def place_columns(language: Language) -> tuple[Column, ...]:
    """Columns of a village and of a place in it."""
    on_signs = (Column(heading="book_place_th", width=28),) if language is Language.EN else ()
    return (*village_columns(language), Column(heading="book_place", width=28), *on_signs)


def village_values(village: Village, language: Language) -> list[Value]:
    """Values for `village_columns`."""
    english = language is Language.EN
    return [
        village.code,
        *_names(village, language),
        (english and village.tambon_en) or village.tambon_th,
        (english and village.district_en) or village.district_th,
    ]


def _names(thing: Named, language: Language) -> list[Value]:
    """The name, and in an English book the Thai one beside it."""
    both = (thing.name_th,) if language is Language.EN else ()
    return [name_of(thing, language), *both]


class Scribe:
    """Writes the things of one plan as cell values in one language."""

    def __init__(self, view: PlanView, language: Language) -> None:
        self.view = view
        self.language = language
        self.directory = Directory(view.request)
        self.names = self.directory.names(language)
        self.marks = marks_of(self.directory.units)
        self._order = {code: i for i, code in enumerate(self.directory.units)}

    def routes(self) -> list[Route]:
        """All routes by unit, then by day."""
        return sorted(self.view.plan.routes, key=lambda r: (self._order[r.unit_code], r.day))

    def text(self, code: str, **facts: object) -> str:
        """A text of the catalog."""
        return say(code, self.language, **facts)

    def name(self, thing: Named) -> str:
        """A name."""
        return name_of(thing, self.language)

    def service(self, code: str) -> str:
        """A service by name."""
        return self.name(self.directory.services[code])

    def unit(self, route: Route) -> list[Value]:
        """Values for `UNIT_COLUMNS`."""
        return [
            self.marks[route.unit_code].letter,
            self.name(self.directory.units[route.unit_code]),
            self.view.request.horizon.date_of(route.day),
        ]

    def village(self, code: str) -> list[Value]:
        """Values for `village_columns`."""
        return village_values(self.directory.villages[code], self.language)

    def place(self, place: Place) -> list[Value]:
        """Values for `place_columns`."""
        blank: list[Value] = [""] * len(village_columns(self.language))
        around = self.village(place.village.code) if place.village else blank
        return [*around, *_names(place, self.language)]

    def position(self, place: Place) -> list[Value]:
        """A note on how far the point can be trusted, then lon and lat."""
        note = self.quality(place.village) if place.village else ""
        if place.location is None:
            return [note, None, None]
        return [note, round(place.location.lon, 6), round(place.location.lat, 6)]

    def quality(self, village: Village) -> str:
        """A note on a point that is not the village's own; empty for good ones."""
        if village.location is None:
            return self.text("book_position_unknown")
        rough = village.point_quality is PointQuality.APPROXIMATE
        return self.text("book_position_approximate") if rough else ""

    def contacts(self, village: Village | None) -> str:
        """Whom to call in a village."""
        found = village.contacts if village else ()
        return "; ".join(f"{role_of(one, self.language)} {one.phone}" for one in found)


def clock(seconds: int) -> time:
    """The time of day of seconds from the first midnight."""
    minutes = seconds % DAY_S // 60
    return time(minutes // 60, minutes % 60)
