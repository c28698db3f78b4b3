"""Addresses of targets and the pledge."""

from django.urls import path

from thidua.web.pledge import board, pledge, targets

urlpatterns = [
    path("/chi-tieu", targets.targets, name="targets"),
    path("/giao-uoc", pledge.pledge, name="pledge"),
    path("/giao-uoc/trinh-chieu", board.projector, name="pledge-board"),
]
