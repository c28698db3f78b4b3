"""Addresses of ideas; they stand beside the years, for an idea belongs to a unit."""

from __future__ import annotations

from django.urls import path

from thidua.web.ideas import book, idea, proposing

urlpatterns = [
    path("", book.ideas, name="ideas"),
    path("/moi", proposing.propose, name="idea-new"),
    path("/<int:idea_id>", idea.one_idea, name="idea"),
    path("/<int:idea_id>/sua", proposing.revise, name="idea-revise"),
    path("/<int:idea_id>/buoc", idea.step, name="idea-step"),
    path("/<int:idea_id>/cong-nhan", idea.recognise, name="idea-recognise"),
]
