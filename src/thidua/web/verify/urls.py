"""Addresses of verification: the team, its desk, the unit's side."""

from django.urls import path

from thidua.web.verify import desk, replies, team, units

urlpatterns = [
    path("/tham-dinh", units.verify, name="verify"),
    path("/tham-dinh/to", team.verify_team, name="verify-team"),
    path("/tham-dinh/<slug:unit>", desk.verify_desk, name="verify-desk"),
    path("/giai-trinh", replies.replies, name="replies"),
]
