"""Thai unless somebody asks for English."""

import pytest

from api.language import accepted_language
from planner.words import Language
from tests.builders import a_request
from tests.published import publish
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
    site = a_site(tmp_path_factory.mktemp("site"), a_request())
    publish(site)
    return site


PAGES = ("/login", "/public", "/nowhere")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "th"),
        ("en-US,en;q=0.9", "en"),
        ("en-US,en;q=0.9,th;q=0.1", "th"),
        ("en,th;q=0", "en"),
        ("lo,my;q=0.5", "th"),
    ],
)
def test_only_a_browser_that_cannot_read_thai_gets_english(
    site: Site, page: str, header: str, language: str
) -> None:
    response = site.client().get(page, headers={"Accept-Language": header})
    assert f'<html lang="{language}">' in response.text
    assert response.headers["content-language"] == language


def test_a_choice_goes_before_the_browser(site: Site) -> None:
    client = site.client(a_member(), headers={"Accept-Language": "en"})
    assert '<html lang="en">' in client.get("/plans").text
    assert '<html lang="th">' in client.get("/plans?language=th").text
    for page in ("/plans", "/login?next=/plans", "/nowhere"):
        assert '<html lang="th">' in client.get(page, follow_redirects=True).text
    menu = client.get("/").text
    assert 'href="/public?language=th"' in menu


def test_public_pages_keep_the_language_in_their_addresses(site: Site) -> None:
    """They know no cookie; caches are told what an address without a language depends on."""
    client = site.client(headers={"Accept-Language": "en"})
    silent, asked = client.get("/public/58"), client.get("/public/58?language=th")
    assert '<html lang="en">' in silent.text
    assert "Accept-Language" in silent.headers["vary"]
    assert '<html lang="th">' in asked.text
    assert "Accept-Language" not in asked.headers.get("vary", "")
    assert 'href="/public/58/how?language=th"' in asked.text
    assert 'name="language" value="th"' in asked.text
    assert "set-cookie" not in asked.headers


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
