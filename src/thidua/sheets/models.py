"""One unit's score sheet: drafts that change, entries that do not, evidence, verification."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.audit.append_only import AppendOnly
from thidua.campaigns.models import Campaign
from thidua.core.phases import SheetState
from thidua.organisations.models import Organisation
from thidua.sheets.enums import STATE_CHOICES, Stage

_NEVER_ONE_S_OWN = "Không ai được thẩm định đơn vị của chính mình."


class Sheet(models.Model):
    """The score sheet of one unit in one campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=STATE_CHOICES, default=SheetState.DRAFT.value)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"],
                name="sheet_per_unit_and_campaign",
                violation_error_message="Đơn vị đã có bảng tự chấm của năm này.",
            ),
            models.CheckConstraint(
                name="sheet_settled_has_a_time",
                condition=Q(state=SheetState.SETTLED.value, settled_at__isnull=False)
                | (~Q(state=SheetState.SETTLED.value) & Q(settled_at__isnull=True)),
                violation_error_message="Bảng đã chốt phải có thời điểm chốt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.organisation_id}: {self.state}"


class ClaimDraft(models.Model):
    """What a unit has typed for one leaf so far. Not a score, not audited (decision 1)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="drafts")
    leaf_code = models.CharField(max_length=32)
    claim = models.TextField(blank=True, help_text="canonical claim without its target; empty: not scored yet")
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "leaf_code"], name="claim_draft_per_leaf")]

    def __str__(self) -> str:
        return f"{self.leaf_code}: {self.claim}"


class Evidence(AppendOnly):
    """A file that a unit shows. It belongs to the unit, not to a campaign (decision 6)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("trích yếu", max_length=300)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    paper_date = models.DateField("ngày văn bản", null=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    file_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "sha256"])]

    def __str__(self) -> str:
        return self.title


class EvidenceUse(models.Model):
    """A draft's link from a leaf to a file of the unit; frozen into the entry at submission."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="evidence_uses")
    leaf_code = models.CharField(max_length=32)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "leaf_code", "evidence"], name="evidence_is_used_once_a_leaf")
        ]

    def __str__(self) -> str:
        return f"{self.leaf_code}: {self.evidence_id}"


class Submission(AppendOnly):
    """The head's submission of a whole sheet, with its receipt."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    receipt_code = models.CharField(max_length=24, unique=True)
    claims = models.TextField(help_text="canonical thidua.claims/1 of this one unit")
    claims_sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitter_name = models.CharField(max_length=120)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="submission_number_is_used_once",
                violation_error_message="Bảng tự chấm này đã được nộp.",
            )
        ]

    def __str__(self) -> str:
        return self.receipt_code


class ScoreEntry(AppendOnly):
    """A claim for one leaf at one stage: who, in which role, when, why, on what evidence (decision 2).

    `sequence` numbers the entries of a leaf; its unique place makes the second of two simultaneous writers fail.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leaf_code = models.CharField(max_length=32)
    sequence = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, choices=Stage.choices)
    claim = models.TextField(help_text="canonical claim, complete with its target")
    reason = models.TextField(blank=True)
    evidence = models.TextField(help_text="canonical list of {id, sha256, title}")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="entries")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=24)
    author_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "leaf_code", "sequence"], name="score_entry_place_is_taken_once"),
            models.CheckConstraint(
                name="score_entry_never_verifies_its_own_unit",
                condition=Q(stage=Stage.SELF) | ~Q(author_organisation=F("organisation")),
                violation_error_message=_NEVER_ONE_S_OWN,
            ),
            models.CheckConstraint(
                name="score_entry_self_belongs_to_a_submission",
                condition=Q(stage=Stage.SELF, submission__isnull=False)
                | (~Q(stage=Stage.SELF) & Q(submission__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaf_code} {self.stage}: {self.claim}"


class Remark(AppendOnly):
    """A sentence in the thread of a leaf: the unit accepts or explains, the team answers."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="remarks")
    leaf_code = models.CharField(max_length=32)
    answers = models.ForeignKey(ScoreEntry, on_delete=models.PROTECT, related_name="remarks")
    accepts = models.BooleanField()
    text = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=24)
    author_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remark_that_disagrees_says_why",
                condition=Q(accepts=True) | ~Q(text=""),
                violation_error_message="Hãy nêu nội dung giải trình.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.leaf_code}: {self.text[:40]}"


class RecordedCondition(AppendOnly):
    """A knock-out found to hold, or found not to hold after all, with reason and evidence (decision 5)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="conditions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32)
    holds = models.BooleanField()
    reason = models.TextField()
    stage = models.CharField(max_length=8, choices=Stage.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=24)
    author_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="condition_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Hãy nêu lý do ghi nhận.",
            ),
            models.CheckConstraint(
                name="condition_of_the_team_is_never_its_own",
                condition=Q(stage=Stage.SELF, author_organisation=F("organisation"))
                | (~Q(stage=Stage.SELF) & ~Q(author_organisation=F("organisation"))),
                violation_error_message=_NEVER_ONE_S_OWN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.holds}"


class VerifierSeat(models.Model):
    """A member of the campaign's verification team, with the unit that sent them."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="verifier_seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verifier_seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "user"],
                name="verifier_is_named_once",
                violation_error_message="Người này đã có trong tổ thẩm định.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class Assignment(models.Model):
    """Who verifies whom: never one's own unit (decision 17)."""

    seat = models.ForeignKey(VerifierSeat, on_delete=models.PROTECT, related_name="assignments")
    seat_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "organisation"], name="assignment_is_made_once"),
            models.CheckConstraint(
                name="assignment_is_never_to_one_s_own_unit",
                condition=~Q(seat_organisation=F("organisation")),
                violation_error_message=_NEVER_ONE_S_OWN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.organisation_id}"
