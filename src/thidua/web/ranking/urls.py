"""Addresses of the adopted ranking."""

from django.urls import path

from thidua.web.ranking import ranking, unit

urlpatterns = [
    path("/xep-hang", ranking.ranking, name="ranking"),
    path("/xep-hang/<slug:unit>", unit.ranking_unit, name="ranking-unit"),
]
