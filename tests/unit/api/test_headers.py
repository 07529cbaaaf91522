"""Security headers stand on every answer; the map is shut off; cookies are out of reach."""

import re

import pytest

from api.headers import MAP_POLICY, STANDARD
from tests.builders import a_request
from tests.web import HOME, Site, a_member, a_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


@pytest.mark.parametrize(
    "path",
    ["/", "/login", "/nowhere", "/v1/plans", "/v1/nowhere", "/static/planner.css", "/static/no"],
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_every_answer_has_every_header(site: Site, path: str, signed_in: bool) -> None:
    response = site.client(a_member() if signed_in else None).get(path)
    for name in STANDARD:
        assert name in response.headers, (path, name)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def scripts_of(page: str) -> list[str]:
    """What follows each opening of a script element, less a type."""
    return [part.replace(' type="module"', "", 1) for part in page.split("<script")[1:]]


def test_pages_hold_no_script_of_their_own_and_no_address_of_others(site: Site) -> None:
    client = site.client(a_member())
    for path in ("/", "/plans", f"/plans/{site.plans[HOME].summary.id}/left-out", "/nowhere"):
        text = client.get(path).text
        assert all(tag.startswith(' src="/static/') for tag in scripts_of(text))
        assert not re.search(r"<[^>]+\son\w+=", text)
        assert "style=" not in text
        assert "http://" not in text.replace("http://www.w3.org/", "")
        assert "https://" not in text
        assert "//" not in text.replace("http://www.w3.org/", "").replace("<!--", "")


def test_the_map_is_shut_off_from_the_service(site: Site) -> None:
    client = site.client(a_member())
    response = client.get(f"/plans/{site.plans[HOME].summary.id}/map")
    assert response.headers["content-security-policy"] == MAP_POLICY
    assert "allow-same-origin" not in MAP_POLICY
    assert "connect-src" not in MAP_POLICY
    assert "default-src 'none'" in MAP_POLICY
    assert response.headers["x-frame-options"] == "SAMEORIGIN"


def test_only_static_files_may_be_kept(site: Site) -> None:
    client = site.client(a_member())
    assert client.get("/").headers["cache-control"] == "no-store"
    assert client.get("/v1/plans").headers["cache-control"] == "no-store"
    assert "max-age" in client.get("/static/pico/pico.min.css").headers["cache-control"]


def test_fonts_and_styles_are_served(site: Site) -> None:
    client = site.client()
    styles = client.get("/static/theme.css").text
    fonts = {part.split('"')[0] for part in styles.split('url("')[1:]}
    assert len(fonts) == 4
    for font in fonts:
        assert client.get(f"/static/{font}").status_code == 200, font


def test_static_files_stay_in_their_folder(site: Site) -> None:
    client = site.client()
    for path in ("/static/../render.py", "/static/%2e%2e/render.py", "/static/fonts/../map.css"):
        assert client.get(path).status_code == 404


def test_long_answers_are_packed(site: Site) -> None:
    response = site.client(a_member()).get("/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) < len(response.text) / 2
