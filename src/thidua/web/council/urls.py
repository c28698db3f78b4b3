"""Addresses of the session that reviews the year."""

from django.urls import path

from thidua.web.council import session

urlpatterns = [path("/phien-hop", session.council, name="council")]
