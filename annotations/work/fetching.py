"""Pages and feeds from the web, fetched with bounds: never from inside, never for long, never all
of something endless."""

import time
from dataclasses import dataclass

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError, ReadTimeoutError

CONNECT, SILENCE, WHOLE = 5, 10, 20  # Seconds.
MOST_REDIRECTS = 5
CHUNK = 65_536  # Bytes.
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
AGENT = "Newsroom"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


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
        kind = self.media_type.split(";")[0].strip().lower()
        return f"page{SUFFIXES.get(kind, '')}"


def fetch(address: str, *, etag: str = "", modified: str = "") -> Fetched | None:
    """What is at a web address, at most MEDIA_MAX_BYTES; None when it has not changed since.

    Addresses of this machine and of private networks are refused, at every redirect and whatever
    name leads there, unless NEWSROOM_FETCH_PRIVATE allows them. Raises Unfetched.
    """
    headers = {"Accept": ACCEPT, "If-None-Match": etag, "If-Modified-Since": modified}
    until = time.monotonic() + WHOLE
    try:
        with (
            _session() as session,
            session.get(
                address,
                headers={name: value for name, value in headers.items() if value},
                stream=True,
            ) as response,
        ):
            if response.status_code == requests.codes.not_modified:
                return None
            if response.status_code != requests.codes.ok:
                raise Unfetched(f"The server answered {response.status_code} {response.reason}.")
            return Fetched(
                _body(response, until),
                response.headers.get("Content-Type", "")[:200],
                response.url,
                response.headers.get("ETag", "")[:200],
                response.headers.get("Last-Modified", "")[:200],
            )
    except InvalidIPAddress as error:
        raise Unfetched("This address leads into a private network, which is not read.") from error
    except requests.TooManyRedirects as error:
        raise Unfetched("The address is redirected again and again.") from error
    except (requests.Timeout, ReadTimeoutError) as error:
        raise Unfetched("The server did not answer in time.") from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise Unfetched(
            "The server could not be reached, or its answer could not be read."
        ) from error


def _session() -> HTTPSession:
    session = HTTPSession(
        Config(
            ip_filter_enable=not settings.FETCH_PRIVATE,
            ip_filter_allow_loopback_ips=False,
            never_redirect=False,
            default_timeout=(CONNECT, SILENCE),
            user_agent_override=AGENT,
        )
    )
    session.max_redirects = MOST_REDIRECTS
    session.trust_env = False  # A proxy would look the name up itself.
    return session


def _body(response: requests.Response, until: float) -> bytes:
    most = settings.MEDIA_MAX_BYTES
    found = bytearray()
    # One reading of the wire at a time: a server that drips must not hold us by it.
    while chunk := response.raw.read1(CHUNK, decode_content=True):
        found += chunk
        if len(found) > most:
            raise Unfetched(f"What is there is larger than {most / 1_000_000:g} MB.")
        if time.monotonic() > until:
            raise Unfetched(f"The server took longer than {WHOLE} seconds.")
    return bytes(found)
