"""The plan as plain, escaped HTML: what a map's page shows where no script may run."""

from collections.abc import Iterator
from html import escape

from planner.domain.plan import Route, Stop
from planner.outputs.colours import marks_of
from planner.outputs.times import clock_text, days_text, long_date_text
from planner.outputs.view import (
    Directory,
    PlanView,
    name_of,
    province_text,
    role_of,
    whereabouts,
)
from planner.words import Language, say


def plain_plan(view: PlanView, language: Language) -> str:
    """Units, days, stops, times, people and phones as headings and lists; nothing but escaped text.

    The result goes into one element of a page.
    """
    return "".join(_lines(view, language))


def _lines(view: PlanView, language: Language) -> Iterator[str]:
    directory = Directory(view.request)
    marks = marks_of(directory.units)
    yield f"<p>{escape(say('output_needs_script', language))}</p>"
    yield f"<h1>{escape(say('output_title', language))} "
    yield f"{escape(province_text(view.plan.province_code, language))}</h1>"
    yield f"<p>{escape(days_text(view.plan.start, view.plan.days, language))}</p>"
    for unit in view.request.units:
        routes = [route for route in view.plan.routes if route.unit_code == unit.code]
        if routes:
            yield f"<h2>{marks[unit.code].letter} {escape(name_of(unit, language))}</h2>"
        for route in sorted(routes, key=lambda route: route.day):
            yield from _route(view, directory, route, marks[unit.code].letter, language)
    for notice in view.basemap.attribution:
        yield f"<p><small>{escape(notice)}</small></p>"


def _route(
    view: PlanView, directory: Directory, route: Route, letter: str, language: Language
) -> Iterator[str]:
    when = view.request.horizon.date_of(route.day)
    home = name_of(directory.places[route.start_code], language)
    yield f"<h3>{escape(long_date_text(when, language))}</h3><ul>"
    yield f"<li>{clock_text(route.depart_s)} {escape(say('map_leaves', language, place=home))}</li>"
    for order, stop in enumerate(route.visits, start=1):
        yield f"<li>{escape(_stop(directory, stop, f'{letter}{order}', language))}</li>"
    end = name_of(directory.places[route.end_code], language)
    yield f"<li>{clock_text(route.return_s)} {escape(say('map_returns', language, place=end))}</li>"
    yield "</ul>"


def _stop(directory: Directory, stop: Stop, mark: str, language: Language) -> str:
    place = directory.places[stop.place_code]
    parts = [f"{clock_text(stop.start_s)}–{clock_text(stop.end_s)} {mark}"]
    if place.village is not None:
        parts += [name_of(place.village, language), whereabouts(place.village, language)]
    parts.append(name_of(place, language))
    parts += [
        say(
            "book_serving",
            language,
            service=name_of(directory.services[one.service_code], language),
            people=one.people,
        )
        for one in stop.servings
    ]
    contacts = place.village.contacts if place.village else ()
    parts += [f"{role_of(contact, language)} {contact.phone}" for contact in contacts]
    return " · ".join(part for part in parts if part)
