"""Addresses: the health endpoint here, the pages in thidua.web."""

from django.urls import path

from thidua.config.health import health

urlpatterns = [
    path("suc-khoe", health, name="health"),
]

handler500 = "thidua.config.errors.server_error"
