"""Sends bytes to a web address with the bounds of fetching (fetch_url.py)."""

import threading
from typing import Any

import requests
from requests import Request
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError, ReadTimeoutError

from . import fetch_url
from .fetch_url import CONNECT, SILENCE, UNREADABLE, WHOLE, Unfetched

INSIDE = "This address leads into a private network, where Newsroom does not send."


class Unsent(Exception):
    """Nobody answered; the message is a sentence for the person."""


def send(address: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer, whose body is not read; redirects are not followed.

    Takes at most WHOLE seconds. Private networks and odd ports are refused as for fetching, unless
    the same settings allow them. Raises Unsent.
    """
    if not fetch_url.hanging.acquire(blocking=False):
        raise Unsent("Too many servers are slow to answer. This one will be tried later.")
    answer: list[int | Exception] = []

    def ask() -> None:
        try:
            answer.append(_send(address, body, headers))
        except Exception as error:  # Handed to the caller.
            answer.append(error)
        finally:
            fetch_url.hanging.release()

    thread = threading.Thread(target=ask, name="send", daemon=True)
    thread.start()
    thread.join(WHOLE)
    if not answer:
        raise Unsent(f"The server took longer than {WHOLE} seconds.")
    if isinstance(answer[0], Exception):
        raise answer[0]
    return answer[0]


def _send(address: str, body: bytes, headers: dict[str, Any]) -> int:
    try:
        with fetch_url.session() as session:
            fetch_url.check_port(address)
            wanted = session.prepare_request(Request("POST", address, headers=headers, data=body))
            fetch_url.check_port(wanted.url or "")
            adapter = session.get_adapter(address)
            with adapter.send(wanted, stream=True, timeout=(CONNECT, SILENCE)) as response:
                return int(response.status_code)
    except InvalidIPAddress as error:
        raise Unsent(
            "This address leads into a private network, where Newsroom does not send."
        ) from error
    except Unfetched as error:
        raise Unsent(str(error)) from error
    except (requests.Timeout, ReadTimeoutError) as error:
        raise Unsent("The server did not answer in time.") from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise Unsent(str(UNREADABLE)) from error
