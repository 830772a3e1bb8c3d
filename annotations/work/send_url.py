"""Sends bytes to a web address with the bounds of fetching (fetch_url.py)."""

from collections.abc import Mapping
from typing import NamedTuple

import requests
from django.utils.translation import gettext_noop as _
from requests import Request
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError, InvalidHeader, ReadTimeoutError
from urllib3.util import Retry

from . import fetch_url
from .fetch_url import CONNECT, SILENCE, UNREADABLE, Unfetched

INSIDE = _("This address leads into a private network, where Newsroom does not send.")


class Answer(NamedTuple):
    """`wait` is for how many seconds the server asks to be left alone."""

    status: int
    wait: float


def send(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    """What it answers, without the body, which is not read; redirects are not followed.

    Takes at most fetch_url.WHOLE seconds. Private networks and odd ports are refused as for
    fetching, unless the same settings allow them. Raises Unfetched.
    """
    return fetch_url.in_time(lambda: _send(address, body, headers))


def _send(address: str, body: bytes, headers: dict[str, str]) -> Answer:
    try:
        with fetch_url.session() as session:
            fetch_url.check_port(address)
            wanted = session.prepare_request(Request("POST", address, headers=headers, data=body))
            fetch_url.check_port(wanted.url or "")
            adapter = session.get_adapter(address)
            with adapter.send(wanted, stream=True, timeout=(CONNECT, SILENCE)) as response:
                return Answer(int(response.status_code), _wait(response.headers))
    except InvalidIPAddress as error:
        raise Unfetched(INSIDE) from error
    except (requests.Timeout, ReadTimeoutError) as error:
        raise Unfetched("The server did not answer in time.") from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise Unfetched(str(UNREADABLE)) from error


def _wait(headers: Mapping[str, str]) -> float:
    """Of `Retry-After`, in seconds or as a date; 0 for what is neither."""
    try:
        return float(Retry().parse_retry_after(headers.get("Retry-After", "0")))
    except (InvalidHeader, ValueError, OverflowError):
        return 0
