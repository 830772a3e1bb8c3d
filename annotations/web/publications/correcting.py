"""A reader asks for a correction: a form for everybody, without a session.

Nothing here acts in anybody's name, so there is nothing that another site could make a visitor do;
what it sends is refused all the same. Robots fill in the field that nobody sees.
"""

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from annotations.errors import DomainError, NotFound
from annotations.services.publications import requests
from annotations.text.whole_numbers import whole
from annotations.work.publications import readers

from .answers import Gone, drawn, public
from .pages import language_of, shown

FIELDS = ("words", "source_url", "name", "email")
TRAP = "website"
AN_HOUR = 3600


@csrf_exempt
@public
def correction(request, key: str) -> HttpResponse:
    """The form; a POST is kept for the desk's editors."""
    if request.method != "POST":
        return _form(request, key)
    if _is_foreign(request):
        return _form(request, key, 403)
    if request.POST.get(TRAP):
        return _thanks(key)
    try:
        given = requests.read(**{name: request.POST.get(name, "") for name in FIELDS})
        # Entries that come back to be mended take nothing of what a reader may send in an hour.
        if not ratelimit.consume(request, action="reader_request", key=key):
            return _form(request, key, 429)
        claim = whole(request.POST.get("claim", ""))
        requests.ask(key=key, claim_id=claim, **given._asdict())
    except NotFound as error:
        raise Gone from error
    except DomainError as error:
        return _form(request, key, error.status, error=error)
    return _thanks(key)


def _form(request, key: str, status: int = 200, **more: object) -> HttpResponse:
    row, checks = shown(key)
    context = {
        "publication": row,
        "desk": row.desk,
        "pages": row.desk.public_pages,
        "checks": checks,
        "article": checks[0].row["article"],
        "given": request.POST,
        "longest": requests.LONGEST_WORDS,
        "days": settings.READER_DAYS,
        "undecided_days": readers.longest_days(),
        "is_sent": "sent" in request.GET,
        "status": status,
        **more,
    }
    response = drawn("correction", language_of(checks), context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    if status == 429:
        response["Retry-After"] = str(AN_HOUR)
    return response


def _thanks(key: str) -> HttpResponse:
    response = redirect(f"{reverse('fact-check-correction', args=[key])}?sent")
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    return response


def _is_foreign(request) -> bool:
    """Whether another site's page sends it, as far as the browser says where it comes from."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    here = f"{request.scheme}://{request.get_host()}"
    is_ours = site in ("same-origin", "none") and request.headers.get("Origin", here) == here
    return not is_ours
