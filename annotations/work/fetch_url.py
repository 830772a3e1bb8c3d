"""Pages and feeds from the web, fetched with bounds: never from inside, never for long, never all
of something endless."""

import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, TypeVar, overload
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext_noop as _
from requests import PreparedRequest, Request
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError

from annotations.ingest import kinds
from annotations.ingest.addresses import DEFAULT_PORTS

CONNECT, SILENCE, WHOLE = 5, 10, 20  # Seconds.
MOST_REDIRECTS = 5
MOST_HANGING = 8  # Servers that were given up on and still hold a connection.
MOST_MEMBERS = 100  # Parts of one compressed answer.
CHUNK = 65_536  # Bytes.
LONGEST_HEADER = 200  # Characters that are kept of one.
HEADERS = {
    "Accept": "text/html, application/rss+xml, application/atom+xml, */*;q=0.5",
    # Opened here, within bounds: requests would open it without.
    "Accept-Encoding": "gzip",
}
# Kept in rows, in English; pages translate what is whole.
INSIDE = _("This address leads into a private network, which Newsroom does not read.")
UNREADABLE = _("The server could not be reached, or its answer could not be read.")
hanging = threading.BoundedSemaphore(MOST_HANGING)
Answer = TypeVar("Answer")


class Unfetched(Exception):
    """The address gave nothing; the message is a sentence for the person."""


@dataclass(frozen=True)
class Fetched:
    """`address` is where redirects led; `etag` and `modified` go along with the next asking."""

    data: bytes
    media_type: str
    address: str
    etag: str
    modified: str

    @property
    def filename(self) -> str:
        """A name that tells its kind, where it is one that can be read."""
        return f"page{kinds.suffix_of(self.media_type)}"


@overload
def fetch(address: str) -> Fetched: ...
@overload
def fetch(address: str, *, etag: str, modified: str) -> Fetched | None: ...
def fetch(address: str, *, etag: str = "", modified: str = "") -> Fetched | None:
    """What is at a web address, at most MEDIA_MAX_BYTES as it opens; None when it has not changed.

    Takes at most WHOLE seconds, whatever the server does. Addresses of this machine and of private
    networks are refused, at every redirect and whatever name leads there, unless
    NEWSROOM_FETCH_PRIVATE allows them. Raises Unfetched.
    """
    return in_time(lambda: _fetch(address, {"If-None-Match": etag, "If-Modified-Since": modified}))


def in_time(ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers or raises; Unfetched after WHOLE seconds, or when too many hang."""
    if not hanging.acquire(blocking=False):
        raise Unfetched(_("Too many servers are slow to answer. This one will be tried later."))
    answer: list[Answer | Exception] = []

    def act() -> None:
        try:
            answer.append(ask())
        except Exception as error:  # Handed to the caller.
            answer.append(error)
        finally:
            hanging.release()

    # A server that drips its headers cannot be stopped from this side: it is left to itself.
    thread = threading.Thread(target=act, name="fetch", daemon=True)
    thread.start()
    thread.join(WHOLE)
    if not answer:
        raise Unfetched(f"The server took longer than {WHOLE} seconds.")
    if isinstance(answer[0], Exception):
        raise answer[0]
    return answer[0]


def _fetch(address: str, validators: dict[str, str]) -> Fetched | None:
    validators = {name: value for name, value in validators.items() if value}
    until = time.monotonic() + WHOLE
    try:
        with session() as asking, _asked(asking, address, validators) as response:
            if validators and response.status_code == requests.codes.not_modified:
                return None
            if response.status_code != requests.codes.ok:
                said = f"{response.status_code} {_clean(response.reason or '')}".strip()
                raise Unfetched(f"The server answered {said}.")
            headers = response.headers
            return Fetched(
                _opened(_body(response, until), headers.get("Content-Encoding", "")),
                _clean(headers.get("Content-Type", "")),
                response.url,
                _clean(headers.get("ETag", "")),
                _clean(headers.get("Last-Modified", "")),
            )
    except InvalidIPAddress as error:
        raise Unfetched(INSIDE) from error
    except (requests.Timeout, ReadTimeoutError) as error:
        raise Unfetched(_("The server did not answer in time.")) from error
    except (requests.RequestException, HTTPError, OSError, ValueError, zlib.error) as error:
        raise Unfetched(UNREADABLE) from error


def _asked(session: HTTPSession, address: str, validators: dict[str, str]) -> requests.Response:
    """The answer at the end of the redirects, whose bodies are not read."""
    for __ in range(MOST_REDIRECTS + 1):
        check_port(address)
        wanted = session.prepare_request(Request("GET", address, headers=HEADERS | validators))
        check_port(wanted.url)  # As it is asked; a port 0 is no longer in it.
        # By the adapter: a session reads the bodies of redirects, however large they are.
        adapter = session.get_adapter(address)
        response: requests.Response = adapter.send(wanted, stream=True, timeout=(CONNECT, SILENCE))
        target = session.get_redirect_target(response)
        if target is None:
            return response
        response.close()
        address = requests.compat.urljoin(response.url, target)
    raise Unfetched(_("The address redirects again and again."))


def check_port(address: str) -> None:
    """Raises Unfetched for ports at which no web pages are."""
    parts = urlsplit(address)
    if parts.scheme not in DEFAULT_PORTS:
        raise Unfetched(UNREADABLE)
    port = DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    if port not in settings.FETCH_PORTS:
        raise Unfetched(f"Port {port} is not allowed: NEWSROOM_FETCH_PORTS does not name it.")


def session() -> HTTPSession:
    """What asks the web: within bounds, and never inside unless that is allowed."""
    session = HTTPSession(
        Config(
            ip_filter_enable=not settings.FETCH_PRIVATE,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=(CONNECT, SILENCE),
            user_agent_override="Newsroom",
        )
    )
    if not settings.FETCH_PRIVATE:
        session.mount("http://", Outside(is_https_proto=False))
        session.mount("https://", Outside(is_https_proto=True))
    session.trust_env = False  # A proxy would look the name up itself.
    return session


class Outside(IPFilterAdapter):  # type: ignore[misc] # The library has no types.
    """Refuses, beyond the library's list, whatever is not surely a public address.

    Of a name all addresses have to be: the library looks at the first. One that leads both ways is
    a trap, or leads inside at the next asking.
    """

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        parts = urlsplit(request.url or "")
        for ip in _addresses(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]):
            _check_outside(ip)
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        _check_outside(host["host"].strip("[]"))  # Asked anew, it may have another answer.
        return host, pool


def _addresses(host: str, port: int) -> set[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise requests.ConnectionError("The name leads nowhere.") from error
    return {str(address[0]).split("%")[0] for *_, address in found}


def _check_outside(address: str) -> None:
    ip = ip_address(address)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    # IPv4 addresses in the old IPv6 form lead wherever the IPv4 ones do.
    if not ip.is_global or ip.is_multicast or (ip.version == 6 and int(ip) < 2**32):
        raise InvalidIPAddress(ip)


def _body(response: requests.Response, until: float) -> bytes:
    found = bytearray()
    # One reading of the wire at a time: a server that drips must not hold us by it.
    while chunk := response.raw.read1(CHUNK, decode_content=False):
        found += chunk
        _check_size(len(found))
        if time.monotonic() > until:
            raise Unfetched(f"The server took longer than {WHOLE} seconds.")
    return bytes(found)


def _opened(data: bytes, coding: str) -> bytes:
    """Uncompressed, never larger than what is allowed. Raises Unfetched for what is cut short."""
    if coding.strip().lower() in ("", "identity"):
        return data
    if coding.strip().lower() not in ("gzip", "x-gzip"):
        raise Unfetched(_("The server compressed its answer in a way that cannot be read."))
    found = bytearray()
    for __ in range(MOST_MEMBERS):
        opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        found += opener.decompress(data, settings.MEDIA_MAX_BYTES + 1 - len(found))
        _check_size(len(found))
        if not opener.eof:
            raise Unfetched(_("The connection broke before the whole answer had arrived."))
        data = opener.unused_data
        if not data:
            return bytes(found)
    raise Unfetched(UNREADABLE)


def _check_size(size: int) -> None:
    if size > settings.MEDIA_MAX_BYTES:
        raise Unfetched(f"The page is larger than {settings.MEDIA_MAX_BYTES / 1_000_000:g} MB.")


def _clean(header: str) -> str:
    return "".join(char for char in header if char.isprintable())[:LONGEST_HEADER]
