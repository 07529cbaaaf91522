"""What `planner doctor` asks of the web door: can phones use it, and are its settings known."""

import ipaddress

from api.settings import ApiSettings
from planner.usecases.doctor import Check, Health

SETTING_NAMES = tuple(f"PLANNER_API_{name.upper()}" for name in ApiSettings.model_fields)


def https_check(settings: ApiSettings) -> Check:
    """Whether others can reach the service without their passwords lying open."""
    facts: dict[str, str | int | float] = {"host": settings.host}
    if settings.certificate is not None:
        return Check(code="https", facts=facts)
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
