"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from annotations.web.accounts.sign_in import sign_in_to_admin
from annotations.web.shell.health import health
from annotations.web.shell.metrics import metrics

admin.autodiscover()
urlpatterns = [
    path("healthz", health, name="health"),
    path("metrics", metrics, name="metrics"),
    # The panel's own doors lead to those that everybody uses.
    path("admin/login/", sign_in_to_admin),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("api/", include("annotations.api.urls")),
    path("", include("annotations.web.urls")),
]
handler400 = "annotations.web.shell.errors.bad_request"
handler403 = "annotations.web.shell.errors.forbidden"
handler404 = "annotations.web.shell.errors.not_found"
handler500 = "annotations.web.shell.errors.server_error"
