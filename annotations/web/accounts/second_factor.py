"""Who has to have a second factor and has none sets one up, and does nothing else by session."""

from django.shortcuts import redirect, render
from django.urls import reverse

from annotations.models.accounts import factors

REST = ("/api/v1/", "/api/schema/")


def asked(get_response):
    """Middleware for pages and the admin panel; REST asks in its session authentication, and the
    events server before it streams. What the request says of itself is not listened to."""

    def process_view(request, view, args, kwargs):
        if request.path.startswith(REST) or getattr(view, "is_before_factor", False):
            return None
        if not request.user.is_authenticated or not factors.lacks_one(request.user):
            return None
        if request.htmx or not request.accepts("text/html"):
            response = render(request, "errors/second_factor.html", status=403)
            response["HX-Redirect"] = reverse("mfa_index")
            return response
        return redirect("mfa_index")

    def middleware(request):
        return get_response(request)

    middleware.process_view = process_view  # type: ignore[attr-defined] # Django looks for it.
    return middleware
