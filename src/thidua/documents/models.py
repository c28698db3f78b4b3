"""Issued papers and the numbers they took.

The files lie in the database, not beside it: a paper of some tens of kilobytes is written once with its facts, its
number and its audit entry in one transaction, and a backup of the database is a backup of every paper.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly


class FileFormat(models.TextChoices):
    DOCX = "docx", "Word (.docx)"
    PDF = "pdf", "PDF"


class NumberSeries(models.Model):
    """The running number of an issuer's papers of one kind; each year on 1 January a new series begins at 1."""

    issuer = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "year"],
                name="documents_series_is_one_row",
                violation_error_message="Mỗi cơ quan, loại văn bản và năm chỉ có một sổ số.",
            ),
            models.CheckConstraint(
                condition=~Q(issuer="") & ~Q(kind=""),
                name="documents_series_is_named",
                violation_error_message="Sổ số phải ghi rõ cơ quan và loại văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}/{self.kind}/{self.year}: {self.last_number}"


class IssuedPaper(AppendOnly):
    """A paper as it went out. `scope` names what it belongs to ("cluster-year:3"); rooms above know what that is.

    `facts` is canonical JSON; its hash and `code` stand in the foot of the paper.
    """

    scope = models.CharField(max_length=64, db_index=True)
    issuer = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    layout = models.CharField(max_length=32)
    series_year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_text = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=500)
    issuing_body = models.CharField(max_length=300)
    issue_date = models.DateField()
    is_demo = models.BooleanField()
    facts = models.TextField()
    facts_sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=19, unique=True)
    issued_at = models.DateTimeField(help_text="business time")
    issued_by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "series_year", "number"],
                condition=Q(number__isnull=False),
                name="documents_number_is_taken_once",
                violation_error_message="Số văn bản này đã được cấp.",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, series_year__isnull=True, number_text="")
                # NULL >= 1 is unknown, which a check lets pass: that there is a number is said by itself
                | (Q(number__isnull=False, number__gte=1, series_year__isnull=False) & ~Q(number_text="")),
                name="documents_number_goes_with_its_year_and_symbol",
                violation_error_message="Số văn bản phải đi cùng năm và ký hiệu; không lấy số thì để trống cả ba.",
            ),
            models.CheckConstraint(
                condition=~Q(scope="") & ~Q(issuer="") & ~Q(kind="") & ~Q(title="") & ~Q(facts=""),
                name="documents_paper_is_complete",
                violation_error_message="Văn bản phát hành phải có phạm vi, cơ quan, loại, tên và nội dung.",
            ),
            models.CheckConstraint(
                condition=Q(facts_sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_facts_hash_is_sha256",
                violation_error_message="Mã băm của dữ kiện phải là SHA-256.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.title}".strip()


class PaperFile(AppendOnly):
    """One file of an issued paper, apart from it so that lists of papers never read contents."""

    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["paper_id", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "format"],
                name="documents_one_file_of_a_format",
                violation_error_message="Mỗi văn bản chỉ có một tệp cho mỗi định dạng.",
            ),
            models.CheckConstraint(
                condition=Q(format__in=FileFormat.values) & Q(size__gte=1) & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="documents_file_is_complete",
                violation_error_message="Tệp văn bản phải đúng định dạng, có nội dung và mã băm SHA-256.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.format}"
