"""Addresses: the health endpoint here, the pages in thidua.web."""

from django.urls import include, path

from thidua.config.health import health

urlpatterns = [
    path("suc-khoe", health, name="health"),
    path("", include("thidua.web.urls")),
]

handler400 = "thidua.web.errors.pages.bad_request"
handler403 = "thidua.web.errors.pages.permission_denied"
handler404 = "thidua.web.errors.pages.not_found"
handler500 = "thidua.config.errors.server_error"
