"""Leave written down after a plan was made: told on the plan's pages, led on only knowingly."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.calendar import Holiday
from planner.words import Language, say
from tests.builders import a_request
from tests.knowingly import led_on_knowingly
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, a_request())


def gone(site: Site) -> tuple[str, date]:
    """A unit of the plan and a day that it goes out on."""
    stored = site.plans[HOME]
    route = stored.plan.routes[0]
    return route.unit_code, stored.summary.start + timedelta(days=route.day)


def keep(site: Site, *, leave: date | None = None, holiday: date | None = None) -> None:
    code, _ = gone(site)
    with site.planner.store.writing(actor="tester", at=site.clock.now()) as writer:
        data = writer.province(HOME)
        version = writer.province_versions(HOME)[-1]
        if leave is not None:
            units = tuple(
                replace(u, days_off=(*u.days_off, leave)) if u.code == code else u
                for u in data.units
            )
            data = replace(data, units=units)
        if holiday is not None:
            day = Holiday(date=holiday, name_th="วันทดสอบ", name_en="Test day")
            data = replace(data, holidays=(*data.holidays, day))
        writer.put_province(data, geography=version.geography)
        writer.note("data_changed", f"province:{HOME}")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", ["leave", "holiday"])
def test_a_day_off_since_is_told_on_the_plan_and_its_board(
    site: Site, language: Language, kind: str
) -> None:
    client = site.client(a_member())
    plan = f"/plans/{site.plans[HOME].summary.id}"
    told = say("life_off_since", language)
    for page in (plan, f"{plan}/board"):
        assert told not in client.get(f"{page}?language={language}").text
    unit, when = gone(site)
    keep(site, **{kind: when})
    for page in (plan, f"{plan}/board"):
        text = client.get(f"{page}?language={language}").text
        assert told in text
        assert f"<li>{unit} " in text
    assert told in client.get(f"/?language={language}").text


def with_leave(site: Site, when: date) -> Any:
    """Leave kept by the API: its answer."""
    code, _ = gone(site)
    client = site.client(a_member())
    unit = f"/v1/provinces/{HOME}/data/units/{code}"
    seen = {"If-Match": client.get(unit).headers["ETag"]}
    done = client.patch(unit, json={"days_off": [str(when)]}, headers=seen)
    assert done.status_code == 200, done.text
    return done.json()


def test_the_plans_that_leave_breaks_are_answered_when_it_is_kept(site: Site) -> None:
    code, when = gone(site)
    assert with_leave(site, when + timedelta(days=30))["plans_off"] == []
    plan = site.plans[HOME].summary
    days = [{"unit_code": code, "on_date": str(when)}]
    broken = {"plan_id": plan.id, "state": "draft", "start": str(plan.start), "days": days}
    assert with_leave(site, when)["plans_off"] == [broken]
    other = {"date": str(when + timedelta(days=60)), "name_th": "วันหยุด", "name_en": "Day off"}
    client = site.client(a_member())
    kept = client.post(f"/v1/provinces/{HOME}/data/holidays", json=other)
    assert (kept.status_code, kept.json()["plans_off"]) == (201, [])
    same = client.post(f"/v1/provinces/{HOME}/data/holidays", json={**other, "date": str(when)})
    assert same.status_code == 201, same.text
    assert {d["on_date"] for d in same.json()["plans_off"][0]["days"]} == {str(when)}


@pytest.mark.parametrize("language", list(Language))
def test_the_page_tells_them_after_saving(site: Site, language: Language) -> None:
    code, when = gone(site)
    client = site.client(a_member())
    page = f"/data/{HOME}/units?language={language}&saved={code}"
    plan = site.plans[HOME].summary.id
    assert plan not in client.get(page).text
    with_leave(site, when)
    text = client.get(page).text
    assert say("life_plans_off", language, count=1) in text
    assert f'href="/plans/{plan}/board"' in text
    assert f"<li>{code} " in text
    assert plan not in client.get(page.replace(f"saved={code}", "saved=other")).text
    assert plan in client.get(f"/data/{HOME}?language={language}&imported=1").text


def test_days_that_the_plan_does_not_use_are_not_told(site: Site) -> None:
    _, when = gone(site)
    keep(site, leave=when + timedelta(days=30))
    page = site.client(a_member()).get(f"/plans/{site.plans[HOME].summary.id}?language=en").text
    assert say("life_off_since", Language.EN) not in page


def test_a_plan_over_leave_is_led_on_only_knowingly(site: Site) -> None:
    unit, when = gone(site)
    keep(site, leave=when)
    kept = led_on_knowingly(site, "units_off_since", "despite_leave")
    assert [e.facts["despite_leave"] for e in kept] == [f"{unit} {when}"] * 2
