"""Why somebody changes something: said with a request, kept in the audit trail."""

from urllib.parse import unquote

from annotations.models import with_reason

HEADER = "X-Reason"  # In UTF-8, percent-encoded.


def reason(get_response):
    """The changes of a request have the reason that its header says."""

    def middleware(request):
        with with_reason(unquote(request.headers.get(HEADER, ""))):
            return get_response(request)

    return middleware
