"""`Idempotency-Key`: a form that is sent again, for its answer was lost, is done once."""

import hashlib
from functools import wraps

from django.db import transaction
from django.http import HttpResponse

from annotations.services import idempotency

from .drawn import Drawn

KEPT_HEADERS = ("Content-Type", "Location")
# It is another one after signing in again, in a form that is the same.
NOT_SENT_BY_A_PERSON = "csrfmiddlewaretoken"


def once(view):
    """Wraps a view that may be posted to. Refusals are not kept: the form may be mended and sent
    again. Nor is an answer that `is_shown_once`, for it holds a secret."""

    @wraps(view)
    def repeated(request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            kept, is_again = idempotency.answered(request.user, key, _fingerprint(request))
            if is_again:
                headers = kept.headers | {"Idempotent-Replayed": "true"}
                return HttpResponse(kept.body["html"], status=kept.status, headers=headers)
            response = view(request, *args, **kwargs)
            if response.status_code < 400 and not getattr(response, "is_shown_once", False):
                idempotency.keep(
                    kept,
                    status=response.status_code,
                    headers=_kept(response),
                    body={"html": response.content.decode()},
                )
            else:
                kept.delete()
            return response

    return repeated


def shown_once(response: Drawn) -> Drawn:
    """The answer, which holds a secret: nothing keeps it."""
    response.is_shown_once = True
    return response


def _kept(response) -> dict[str, str]:
    names = [name for name in response.headers if name.startswith("HX-") or name in KEPT_HEADERS]
    return {name: response[name] for name in names}


def _fingerprint(request) -> str:
    """Of the address, the person's roles, and what was sent: fields, and the bytes of files. An
    answer is not repeated to who may no longer see it."""
    roles = sorted(request.user.roles().items()), list(request.user.hidden_articles())
    digest = hashlib.sha256(f"{request.get_full_path()}\n{bool(request.htmx)}\n{roles}".encode())
    for sent in (request.POST, request.FILES):
        for name, values in sorted(sent.lists()):
            if name == NOT_SENT_BY_A_PERSON:
                continue
            for value in values:
                digest.update(f"\n{name}=".encode())
                digest.update(idempotency.digest_of(value))
    return digest.hexdigest()
