"""What every request passes: an id for logs and the audit trail, refusals in words."""

import uuid
from urllib.parse import unquote

from django.shortcuts import render

from annotations.errors import DomainError
from annotations.models import request_id as current_request


def request_id(get_response):
    """Gives each request an id, keeps personal pages out of caches, refuses unreadable input."""

    def middleware(request):
        token = current_request.set(uuid.uuid4().hex[:16])
        try:
            response = unreadable(request) or get_response(request)
            response.setdefault("X-Request-ID", current_request.get())
            if getattr(request, "user", None) and request.user.is_authenticated:
                response.setdefault("Cache-Control", "no-store")
            return response
        finally:
            current_request.reset(token)

    def process_exception(request, error):
        return refusal(request, error) if isinstance(error, DomainError) else None

    middleware.process_exception = process_exception
    return middleware


def unreadable(request):
    """400 for NUL and half surrogates in the address or a form: no text can hold them."""
    if request.path.startswith("/api/"):
        return None  # The API says it as a problem.
    texts = [unquote(request.get_full_path(), errors="surrogateescape")]
    if request.method == "POST" and not request.content_type.startswith("multipart/"):
        texts += [value for values in request.POST.lists() for value in [values[0], *values[1]]]
    if any("\0" in text or any("\ud800" <= char <= "\udfff" for char in text) for text in texts):
        return render(request, "errors/400.html", status=400)
    return None


def refusal(request, error: DomainError):
    """The page for a refusal that no form shows: the one place where HTML gives it its form."""
    template = {404: "errors/404.html", 403: "errors/403.html"}.get(error.status)
    context = {"message": error.message, "title": error.title}
    return render(request, template or "errors/refused.html", context, status=error.status)
