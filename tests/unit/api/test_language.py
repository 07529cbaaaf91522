"""Thai unless somebody asks for English."""

import pytest

from api.language import accepted_language
from planner.words import Language
from tests.builders import a_request
from tests.web import Site, a_member, a_site


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "th"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("th-TH,th;q=0.9,en;q=0.8", "th"),
        ("de,en;q=0.7,th;q=0.3", "en"),
        ("de,fr", "th"),
        ("en;q=0", "th"),
        ("en;q=rubbish", "th"),
        (";;;,,,=", "th"),
        ("EN-gb", "en"),
    ],
)
def test_accept_language(header: str, language: str) -> None:
    assert accepted_language(header) is Language(language)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return a_site(tmp_path_factory.mktemp("site"), a_request())


def test_pages_are_thai_whatever_the_browser_is(site: Site) -> None:
    response = site.client().get("/login", headers={"Accept-Language": "en-US"})
    assert '<html lang="th">' in response.text
    assert response.headers["content-language"] == "th"


def test_a_choice_is_remembered(site: Site) -> None:
    client = site.client(a_member())
    assert '<html lang="en">' in client.get("/?language=en").text
    assert '<html lang="en">' in client.get("/plans").text
    assert '<html lang="th">' in client.get("/?language=th").text
    assert '<html lang="th">' in client.get("/plans").text


def test_an_unknown_language_changes_nothing(site: Site) -> None:
    response = site.client().get("/login?language=xx")
    assert '<html lang="th">' in response.text
    assert "set-cookie" not in response.headers


def test_the_switch_keeps_what_the_page_was_asked(site: Site) -> None:
    text = site.client(a_member()).get("/?province=58").text
    assert 'href="/?province=58&amp;language=en"' in text
