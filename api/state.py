"""What `create_app` hangs on the web application, found again with its types."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api.settings import ApiSettings
from planner.bootstrap import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """One web process: the wired planner and how it is served."""

    planner: App
    settings: ApiSettings


def web_of(connection: HTTPConnection) -> Web:
    """The web process that answers this request."""
    web: Web = connection.app.state.web
    return web


def planner_of(connection: HTTPConnection) -> App:
    """The wired planner behind this request."""
    return web_of(connection).planner
