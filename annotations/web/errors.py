"""Error pages, as well set as the rest."""

from django.shortcuts import render

from annotations.models import request_id


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """Says the number under which the log has it, and nothing else."""
    return render(request, "errors/500.html", {"number": request_id.get()}, status=500)


def csrf_failure(request, reason=""):
    return render(request, "errors/csrf.html", status=403)
