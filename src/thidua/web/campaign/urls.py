"""Addresses of the year's preparation and launch."""

from django.urls import path

from thidua.web.campaign import calendar, criteria, extending, launching, overview, plan

urlpatterns = [
    path("", overview.overview, name="campaign"),
    path("/du-thao", plan.plan, name="plan"),
    path("/lich", calendar.calendar, name="calendar"),
    path("/tieu-chi", criteria.criteria, name="criteria"),
    path("/tieu-chi/nap", criteria.load_criteria, name="criteria-load"),
    path("/tieu-chi.json", criteria.criteria_file, name="criteria-file"),
    path("/gia-han", extending.extend, name="extend"),
    path("/phat-dong", launching.launching, name="launch"),
]
