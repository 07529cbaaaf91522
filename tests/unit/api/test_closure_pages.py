"""The page of closed roads: what was saved is said, with the plans of those days."""

from pathlib import Path

import pytest

from tests.builders import a_request
from tests.web import HOME, a_member, a_site

CLOSURE = {"province": HOME, "position": "19.3, 98.0", "reason": "a slide"}


@pytest.mark.parametrize(
    ("language", "dates"),
    [("th", "ตั้งแต่บัดนี้ จนกว่าจะเปิดใช้อีกครั้ง"), ("en", "from now on, until reopened")],
)
def test_a_closure_without_days_is_saved_and_told_with_its_plans(
    tmp_path: Path, language: str, dates: str
) -> None:
    site = a_site(tmp_path, a_request())
    client = site.client(a_member())
    sent = client.post("/roads/closures", data=CLOSURE)
    assert sent.status_code == 303
    page = client.get(f"{sent.headers['location']}&language={language}").text
    assert 'role="status"' in page
    assert dates in page
    plan_id = site.plans[HOME].summary.id
    assert f"/roads/closures?province={HOME}&amp;plan={plan_id}#known" in page
    assert "#known" not in client.get(f"/roads/closures?province={HOME}").text


def test_plans_of_other_days_are_not_named(tmp_path: Path) -> None:
    site = a_site(tmp_path, a_request())
    client = site.client(a_member())
    over = {**CLOSURE, "from_date": "2027-03-01", "to_date": "2027-03-02"}
    sent = client.post("/roads/closures", data=over)
    page = client.get(f"{sent.headers['location']}&language=en").text
    assert "No plan has days while it is closed." in page
