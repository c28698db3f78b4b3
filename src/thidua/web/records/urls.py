"""Addresses of the records; they stand beside the years, for a history belongs to a person or a unit."""

from __future__ import annotations

from django.urls import path

from thidua.web.records import (
    adding,
    book,
    details,
    eligible,
    expired,
    fact,
    importing,
    log,
    person,
    personal_data,
    private,
    revoking,
    unit,
)

urlpatterns = [
    path("", book.people, name="people"),
    path("/ly-do", book.give_reason, name="records-reason"),
    path("/them", adding.add, name="person-new"),
    path("/toi", person.own, name="own-record"),
    path("/tap-the", unit.collective, name="unit-record"),
    path("/tap-the/ghi/<slug:kind>", fact.new_of_unit, name="unit-fact-new"),
    path("/xet-danh-hieu", eligible.eligible, name="eligible"),
    path("/het-han-luu", expired.expired, name="records-expired"),
    path("/nhat-ky", log.record_history, name="records-log"),
    path("/nap", importing.upload, name="import"),
    path("/nap/mau.xlsx", importing.template, name="import-template"),
    path("/nap/<int:draft_id>", importing.preview, name="import-preview"),
    path("/ban-ghi/<slug:kind>/<int:row_id>", fact.change, name="fact"),
    path("/ban-ghi/<slug:kind>/<int:row_id>/bo", fact.void, name="fact-void"),
    path("/ban-ghi/<slug:kind>/<int:row_id>/huy-bo", revoking.revoke, name="honour-revoke"),
    path("/<int:person_id>", person.one_person, name="person"),
    path("/<int:person_id>/thong-tin", details.change, name="person-details"),
    path("/<int:person_id>/rieng", private.private, name="person-private"),
    path("/<int:person_id>/ghi/<slug:kind>", fact.new_of_person, name="fact-new"),
    path("/<int:person_id>/du-lieu", personal_data.requests, name="person-data"),
]
