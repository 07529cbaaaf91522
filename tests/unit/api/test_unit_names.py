"""A mobile unit is named by code and name everywhere, the same way."""

import pytest

from planner.words import Language
from tests.builders import a_request
from tests.published import publish
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = a_site(tmp_path_factory.mktemp("units"), a_request())
    publish(site)
    return site


@pytest.mark.parametrize("language", Language, ids=lambda one: one.value)
@pytest.mark.parametrize("page", ["/quarter", "/plans/{plan}/reports", "/villages/{village}"])
def test_pages_name_a_unit_by_code_and_name(site: Site, page: str, language: Language) -> None:
    stored = site.plans[HOME]
    route = stored.plan.routes[0]
    unit = next(u for u in a_request().units if u.code == route.unit_code)
    name = unit.name_en if language is Language.EN else unit.name_th
    village = route.visits[0].servings[0].village_code
    address = page.format(plan=stored.summary.id, village=village)
    told = site.client(a_member()).get(f"{address}?language={language.value}")
    assert told.status_code == 200
    assert f"{unit.code} {name}" in told.text


def test_the_map_names_a_unit_by_code_and_name(site: Site) -> None:
    shown = site.client(a_member()).get(f"/plans/{site.plans[HOME].summary.id}/map").text
    assert 'return unit.code + " " + pick(unit.name);' in shown
    assert "pick(unit.name)" not in shown.replace('" " + pick(unit.name)', "")
