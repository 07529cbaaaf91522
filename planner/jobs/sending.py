"""Posts to addresses that people named: to the open internet only, never round a corner.

The name of the host is looked up once, every address that it has is judged, and the connection goes
to one of those that were judged: a name that answers otherwise the second time leads nowhere. No
redirect is followed, no answer is read.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

TIMEOUT_S = 10.0
PORTS = {"https": 443, "http": 80}


class _Judged(http.client.HTTPConnection):
    """A connection to an address that was judged, whatever its host's name says by now."""

    def __init__(self, host: str, port: int, address: str, *, is_secret: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT_S)
        self._address = address
        self._context = ssl.create_default_context() if is_secret else None

    def connect(self) -> None:
        """Open it."""
        plain = socket.create_connection((self._address, self.port), TIMEOUT_S)
        self.sock = plain
        if self._context is not None:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


def sender(inside: frozenset[str]) -> Callable[[str, bytes, Mapping[str, str]], str]:
    """A function that posts; hosts `inside` may have private addresses and speak plain http."""

    def send(address: str, body: bytes, headers: Mapping[str, str]) -> str:
        try:
            return _sent(address, body, headers, inside)
        except TimeoutError:
            return "timeout"
        except ssl.SSLError:
            return "bad_certificate"
        except (OSError, http.client.HTTPException, ValueError):
            return "unreachable"

    return send


def _sent(address: str, body: bytes, headers: Mapping[str, str], inside: frozenset[str]) -> str:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if host not in inside and parts.scheme != "https":
        return "not_https"
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(info[4][0]) for info in found]
    if host not in inside and not all(map(_is_open, numbers)):
        return "private_address"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Judged(host, port, numbers[0], is_secret=parts.scheme == "https")
    try:
        connection.request("POST", path, body=body, headers=dict(headers))
        with connection.getresponse() as response:
            status = response.status
    finally:
        connection.close()
    return "ok" if 200 <= status < 300 else f"http_{status}"


def _is_open(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global
