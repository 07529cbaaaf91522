"""A page of another site can change nothing in a signed-in person's browser."""

import pytest

from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site

WISH = {"province_code": HOME, "start": "2026-12-07"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request(), plans=False)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:8001"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/v1/runs", "/login", "/logout", "/setup/token"])
def test_changes_asked_for_by_others_are_refused(
    site: Site, path: str, headers: dict[str, str]
) -> None:
    response = site.client(a_member()).post(path, json=WISH, headers=headers)
    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
    ],
)
def test_own_pages_and_programs_may(site: Site, headers: dict[str, str]) -> None:
    response = site.client(a_member()).post("/v1/runs", json=WISH, headers=headers)
    assert response.status_code == 202


def test_reading_is_free_of_that(site: Site) -> None:
    response = site.client(a_member()).get("/v1/plans", headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200
