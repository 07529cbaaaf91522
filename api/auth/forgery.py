"""Refuses changes that a page of another site asks for in a signed-in person's browser (CSRF).

Browsers say where a request comes from in `Sec-Fetch-Site`, older ones and plain http in `Origin`;
neither can be set by a page's script. A request with neither comes from no browser.
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from api.errors import CrossSiteRequest

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITES = frozenset({"same-origin", "none"})


def refuse_forged(connection: HTTPConnection) -> None:
    """Raise `CrossSiteRequest` for a change asked for by another site; a dependency of all."""
    if connection.scope["type"] != "http" or connection.scope["method"] in SAFE_METHODS:
        return
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        if site not in OWN_SITES:
            raise CrossSiteRequest("asked for by another site", site=site)
        return
    origin = connection.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != connection.headers.get("host"):
        raise CrossSiteRequest("asked for by another origin")
