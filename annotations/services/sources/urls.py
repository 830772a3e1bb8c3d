"""Web addresses: which are accepted, and how they are stored."""

import unicodedata
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext_lazy as _

from annotations.errors import Invalid
from annotations.ingest.addresses import DEFAULT_PORTS, address_key
from annotations.models import Source
from annotations.models.base import longest

from ..transactions import too_long

LONGEST = longest(Source, "url")
EMPTY = _("This cannot be empty.")
REFUSED = _("Give a web address that begins with http:// or https://.")


def required_address(url: str, field: str, *, longest: int) -> str:
    """As `web_address`, and one of at most so many characters has to be there."""
    address = web_address(url, field)
    if not address:
        raise Invalid(EMPTY, field=field)
    if len(address) > longest:
        raise Invalid(too_long(longest, len(address)), field=field)
    return address


def web_address(url: str, field: str = "source_url") -> str:
    """The address as it is stored: http or https with a host, IDN as punycode; "" stays "".

    Raises Invalid for anything else: other schemes, credentials, blanks, control and bidirectional
    characters, quotes and backslashes.
    """
    url = url.strip(" ")
    if not url:
        return ""
    if len(url) > LONGEST or any(_is_treacherous(char) for char in url):
        raise Invalid(REFUSED, field=field)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except ValueError as error:  # Bad brackets or ports, and labels that IDNA refuses.
        raise Invalid(REFUSED, field=field) from error
    if parts.scheme not in DEFAULT_PORTS or not host or port == 0 or "@" in parts.netloc:
        raise Invalid(REFUSED, field=field)
    if ":" in host:
        host = f"[{host}]"
    if port and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    address = urlunsplit((parts.scheme, host, parts.path or "/", parts.query, parts.fragment))
    if len(address) > LONGEST or len(address_key(address)) > LONGEST:
        raise Invalid(REFUSED, field=field)
    return address


def _is_treacherous(char: str) -> bool:
    return char in "\"'<>\\^`{|}" or unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp")
