"""Ideas of the staff and personal "việc làm theo": proposed, answered, done, recognised."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly
from thidua.organisations.models import Organisation
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.models.people import Person
from thidua.records.models.works import Work


class Idea(models.Model):
    """Who proposed it, in which unit and year. Its text is in versions, its fate in steps.

    `user` is the author's account, `person` the author's record: one of the two may be missing (a colleague without
    an account, for whom an officer writes; a member of staff who is not in the book yet). Who wrote it down is in the
    log.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=IdeaKind.choices)
    year = models.PositiveSmallIntegerField("năm thi đua")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_key = models.CharField(max_length=32, unique=True, help_text="of the form: a second press sends nothing")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="idea_is_somebody_s",
                condition=Q(user__isnull=False) | Q(person__isnull=False),
                violation_error_message="Ý tưởng phải có người đề xuất.",
            )
        ]
        indexes = [models.Index(fields=["organisation", "year"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class IdeaVersion(AppendOnly):
    """The text of an idea; the greatest number is in force."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField("tên", max_length=200)
    problem = models.TextField("vấn đề hiện nay", blank=True)
    content = models.TextField("cách làm")
    effect = models.TextField("hiệu quả dự kiến", blank=True)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "number"],
                name="idea_version_is_written_once",
                violation_error_message="Ý tưởng này vừa được sửa ở nơi khác. Hãy mở lại trang.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class IdeaStep(AppendOnly):
    """One thing that happened to an idea, with the words of whoever did it."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=IdeaStepKind.choices)
    words = models.TextField(blank=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "number"],
                name="idea_step_is_taken_once",
                violation_error_message="Ý tưởng này vừa được xử lý ở nơi khác. Hãy mở lại trang.",
            ),
            models.CheckConstraint(
                name="recognised_idea_has_its_work",
                condition=Q(kind=IdeaStepKind.RECOGNISED, work__isnull=False)
                | (~Q(kind=IdeaStepKind.RECOGNISED) & Q(work__isnull=True)),
                violation_error_message="Công nhận sáng kiến phải kèm bản ghi sáng kiến.",
            ),
            models.CheckConstraint(
                name="refused_idea_says_why",
                condition=~Q(kind__in=[IdeaStepKind.DECLINED, IdeaStepKind.RETURNED]) | ~Q(words=""),
                violation_error_message="Chưa đồng ý phải kèm lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}/{self.number} {self.kind}"
