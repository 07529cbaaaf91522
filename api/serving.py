"""`planner serve` and `planner doctor`: the commands that know the web door."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import ValidationError

from api.beside import WorkerBeside, worker_name
from api.checkup import SETTING_NAMES, https_check, unsafe_settings
from api.settings import ApiSettings
from planner.bootstrap import App
from planner.cli.desk import Desk, desk_of
from planner.cli.doctor import tell_health
from planner.cli.speech import help_text
from planner.usecases.members import SETUP_LINK_LIFE, needs_first_administrator, new_setup_token
from planner.words import Language

if TYPE_CHECKING:
    import uvicorn

GRACE_S = 5
"""How long a stop waits for answers that are being written."""
BAD_INPUT = 2


def serve_command(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help=help_text("serve_host_help"))] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65_535, help=help_text("serve_port_help"))
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=help_text("serve_certificate_help")),
    ] = None,
    key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help=help_text("serve_key_help"))
    ] = None,
    with_worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help=help_text("serve_worker_help"))
    ] = True,
) -> None:
    """Open the API and the pages until Ctrl-C; the first start shows the one-time link."""
    desk = desk_of(context)
    settings = _settings(desk, host=host, port=port, certificate=certificate, key=key)
    _refuse_unsafe(desk, settings)
    with desk.planner() as planner:
        server = _server(desk, planner, settings)
        with _listen(desk, settings) as listener:
            port = listener.getsockname()[1]
            with _good_end(), _worker(desk, settings.port if with_worker else None):
                _greet(desk, planner, settings, port)
                server.run(sockets=[listener])
    desk.remark("serve_stopped")


def doctor_command(context: typer.Context) -> None:
    """Look at everything a careful administrator would look at."""
    desk = desk_of(context)
    settings = _settings(desk, certificate=None, key=None)
    tell_health(desk, (https_check(settings),), SETTING_NAMES)


def _settings(desk: Desk, **given: Any) -> ApiSettings:
    """The settings of the environment, those given on the command line over them."""
    if (given["certificate"] is None) != (given["key"] is None):
        desk.remark("serve_certificate_and_key")
        raise typer.Exit(BAD_INPUT)
    try:
        return ApiSettings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_context=False):
            name = "PLANNER_API_" + "_".join(str(part) for part in fault["loc"]).upper()
            desk.remark("serve_bad_setting", name=name, why=fault["msg"])
        raise typer.Exit(BAD_INPUT) from error


def _refuse_unsafe(desk: Desk, settings: ApiSettings) -> None:
    """Say every setting with which the service does not start, and what to do."""
    faults = unsafe_settings(settings, desk.settings)
    for code in faults:
        desk.remark(
            f"unsafe_{code}",
            host=settings.host,
            proxies=settings.proxies,
            key=settings.key,
            folder=desk.settings.data_dir,
        )
    if faults:
        raise typer.Exit(BAD_INPUT)


@contextmanager
def _good_end() -> Iterator[None]:
    """Ctrl-C and a polite kill end what stands inside, and are no failure.

    uvicorn writes the answers it has begun, then passes the signal on.
    """

    def stop(number: int, frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _worker(desk: Desk, port: int | None) -> Iterator[None]:
    """A worker beside the server of a port, unless there is to be none."""
    if port is None:
        yield
        return
    beside = WorkerBeside(desk.settings.data_dir, worker_name(port))
    beside.start()
    try:
        yield
    finally:
        beside.stop()


def _server(desk: Desk, planner: App, settings: ApiSettings) -> "uvicorn.Server":
    import uvicorn

    from api.app import create_app

    config = uvicorn.Config(
        create_app(planner, settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
        proxy_headers=bool(settings.proxy_list),
        forwarded_allow_ips=list(settings.proxy_list),
    )
    try:
        config.load()
    except OSError as error:
        desk.remark("serve_certificate_bad", why=error)
        raise typer.Exit(BAD_INPUT) from error
    return uvicorn.Server(config)


def _listen(desk: Desk, settings: ApiSettings) -> socket.socket:
    """A listening socket; from here on browsers wait instead of being refused."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        desk.remark("serve_port_taken", host=settings.host, port=settings.port, why=error.strerror)
        raise typer.Exit(BAD_INPUT) from error


def _greet(desk: Desk, planner: App, settings: ApiSettings, port: int) -> None:
    """Say where to go; the one-time link while nobody administers the store."""
    address = f"{settings.scheme}://{_reachable(settings.host)}:{port}"
    # Pages are Thai unless somebody asks; the link of one who speaks English does.
    asking = "" if desk.language is Language.TH else f"?language={desk.language.value}"
    answer = {"address": address}
    desk.line("serve_open", address=f"{address}/{asking}" if asking else address)
    if needs_first_administrator(planner.store):
        token = new_setup_token(planner.store, planner.clock)
        answer["setup_link"] = f"{address}/setup/{token}{asking}"
        hours = round(SETUP_LINK_LIFE.total_seconds() / 3600)
        desk.line("serve_setup", hours=hours)
        desk.line("serve_setup_link", link=answer["setup_link"])
    desk.line("serve_stop")
    desk.answer(answer)


def _reachable(host: str) -> str:
    """A host as it stands in an address; one that means "all of them" becomes this machine."""
    if host in ("", "0.0.0.0", "::"):  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
