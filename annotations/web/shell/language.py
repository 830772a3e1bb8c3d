"""In which language and time zone a person reads: those they chose (a cookie of the browser, the
language kept with the person as well), else the browser's own."""

import zoneinfo
from functools import cache

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import JavaScriptCatalog

from annotations.services.accounts import preferences

TIME_ZONE = "newsroom_time_zone"  # The browser's; written by js/theme-boot.js.
FOR_EVER = "public, max-age=31536000, immutable"


def reading(get_response):
    """Middleware: a request is answered in its reader's language and at the times of their place.

    Programs are always told times in UTC.
    """

    def middleware(request):
        language = translation.get_language_from_request(request)
        zone = None if request.path.startswith("/api/") else zone_of(request)
        with translation.override(language), timezone.override(zone):
            response = get_response(request)
        # What has a language of its own is the same for every reader.
        if "Content-Language" not in response.headers:
            response.headers["Content-Language"] = language
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def zone_of(request) -> str | None:
    """The browser's time zone, once it has said a known one."""
    zone = request.COOKIES.get(TIME_ZONE, "")
    return zone if zone in _zones() else None


def choose(request):
    """The person reads in another language from now on; back to where they were."""
    language = request.POST.get("language", "")
    preferences.set_language(user=request.user, language=language)
    there = request.POST.get("next", "")
    is_ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    response = HttpResponseRedirect(there if is_ours else "/")
    remember(response, language)
    return response


def remember(response: HttpResponse, language: str) -> None:
    """Leave the language in the browser, where there is one to leave."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            # To the stubs a setting is any text.
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
        )


def catalogue(request, language: str, fingerprint: str):
    """The sentences of the scripts in a language, for `django.gettext`."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        response = JavaScriptCatalog.as_view(packages=["annotations"])(request)
    if fingerprint == settings.FINGERPRINT:
        response.headers["Cache-Control"] = FOR_EVER
    return response


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
