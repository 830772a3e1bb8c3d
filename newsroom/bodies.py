"""Bodies of requests come whole, or are refused.

Of a line that broke the server says that the body ended there: half an import, or half a file,
would be taken for a whole one.
"""

import io
from collections.abc import Callable
from typing import Any


class BrokenBody(OSError):
    """The body ended before its length. Django makes of it what it makes of every body that cannot
    be read: UnreadablePostError."""


class Body(io.IOBase):
    """The input of a request of which `length` bytes have to come."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end; raises BrokenBody."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        said = self._stream.read(wanted) if wanted else b""
        if len(said) < wanted:
            raise BrokenBody("the body ended before it was whole")
        self._left -= wanted
        return said


def whole(application: Callable[..., Any]) -> Callable[..., Any]:
    """The WSGI application, which reads bodies through this."""

    def asked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = Body(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return asked
