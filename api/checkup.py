"""What `planner doctor` asks of the web door: can phones use it, and are its settings known."""

import ipaddress
from pathlib import Path

from api.settings import ApiSettings
from planner.settings import Settings
from planner.usecases.doctor import Check, Health

SHORTEST_TOKEN = 16
MOST_PROXIES = 65_537
"""Addresses of a network that may still be called one's own proxies (a /16)."""

SETTING_NAMES = tuple(f"PLANNER_API_{name.upper()}" for name in ApiSettings.model_fields)


def https_check(settings: ApiSettings) -> Check:
    """Whether others can reach the service without their passwords lying open."""
    facts: dict[str, str | int | float] = {"host": settings.host}
    if settings.certificate is not None:
        return Check(code="https", facts=facts)
    if settings.proxies:
        return Check(code="https_proxy", facts={"proxies": settings.proxies})
    health = Health.ADVICE if is_loopback(settings.host) else Health.BAD
    return Check(code="https", health=health, facts=facts)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def unsafe_settings(settings: ApiSettings, own: Settings) -> tuple[str, ...]:
    """What keeps the service from starting: codes whose words are `unsafe_<code>`."""
    faults = {
        "plain_http": settings.scheme == "http"
        and not is_loopback(settings.host)
        and not settings.proxies,
        "any_proxy": not all(map(_is_address, settings.proxy_list)),
        "key_open": settings.key is not None and bool(_mode(settings.key) & 0o077),
        "store_open": any(_mode(path) & 0o002 for path in _kept_files(own)),
        "short_token": 0 < len(settings.metrics_token.get_secret_value()) < SHORTEST_TOKEN,
        "plain_database": "sslmode=disable" in own.database_url
        and "@localhost" not in own.database_url
        and "@127.0.0.1" not in own.database_url,
    }
    return tuple(code for code, is_so in faults.items() if is_so)


def _is_address(text: str) -> bool:
    """Whether a proxy is named by its address or network; "*" would believe everybody."""
    try:
        return ipaddress.ip_network(text).num_addresses < MOST_PROXIES
    except ValueError:
        return False


def _kept_files(own: Settings) -> tuple[Path, ...]:
    """The data directory and the databases in it that are there."""
    names = ("planner.sqlite", "jobs.sqlite")
    files = (own.data_dir, *(own.data_dir / name for name in names))
    return tuple(path for path in files if path.exists())


def _mode(path: Path) -> int:
    return path.stat().st_mode
