"""What the database itself refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from thidua.documents.models import IssuedPaper, NumberSeries, PaperFile

pytestmark = pytest.mark.django_db
SHA = "a" * 64


def paper(**changes: Any) -> IssuedPaper:
    values: dict[str, Any] = {
        "scope": "cluster-year:3",
        "issuer": "cum-dbsh",
        "kind": "minutes",
        "layout": "ND-30/2020",
        "series_year": 2021,
        "number": 1,
        "number_text": "01/BB-CTĐ",
        "title": "Biên bản",
        "issuing_body": "Cụm thi đua",
        "issue_date": date(2021, 11, 18),
        "is_demo": True,
        "facts": "{}",
        "facts_sha256": SHA,
        "code": "7K4P-X9QM-3HTA-WC2D",
        "issued_at": datetime(2021, 11, 18, tzinfo=UTC),
        "issued_by_id": 7,
        **changes,
    }
    return IssuedPaper(**values)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": 0}, "Số văn bản phải đi cùng năm và ký hiệu; không lấy số thì để trống cả ba."),
        ({"number_text": ""}, "Số văn bản phải đi cùng năm và ký hiệu; không lấy số thì để trống cả ba."),
        ({"series_year": None}, "Số văn bản phải đi cùng năm và ký hiệu; không lấy số thì để trống cả ba."),
        ({"number": None}, "Số văn bản phải đi cùng năm và ký hiệu; không lấy số thì để trống cả ba."),
        ({"facts": ""}, "Văn bản phát hành phải có phạm vi, cơ quan, loại, tên và nội dung."),
        ({"scope": ""}, "Văn bản phát hành phải có phạm vi, cơ quan, loại, tên và nội dung."),
        ({"facts_sha256": "A" * 64}, "Mã băm của dữ kiện phải là SHA-256."),
        ({"facts_sha256": SHA[1:]}, "Mã băm của dữ kiện phải là SHA-256."),
    ],
)
def test_paper_that_is_incomplete_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        paper(**changes).validate_constraints()
    assert refused.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        paper(**changes).save()


def test_number_taken_twice_is_refused() -> None:
    paper().save()
    with pytest.raises(ValidationError) as refused:
        paper(code="OTHER").validate_constraints()
    assert refused.value.messages == ["Số văn bản này đã được cấp."]
    with pytest.raises(IntegrityError), transaction.atomic():
        paper(code="OTHER").save()
    paper(code="WITHOUT", number=None, series_year=None, number_text="").save()
    paper(code="WITHOUT-2", number=None, series_year=None, number_text="").save()


@pytest.mark.parametrize("changes", [{"format": "xlsx"}, {"size": 0}, {"sha256": ""}])
def test_file_that_is_incomplete_is_refused(changes: dict[str, Any]) -> None:
    issued = paper()
    issued.save()
    values = {"paper": issued, "format": "pdf", "content": b"x", "sha256": SHA, "size": 1, **changes}
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperFile(**values).save()


def test_second_file_of_a_format_is_refused() -> None:
    issued = paper()
    issued.save()
    values: dict[str, Any] = {"paper": issued, "format": "pdf", "content": b"x", "sha256": SHA, "size": 1}
    PaperFile(**values).save()
    with pytest.raises(ValidationError) as refused:
        PaperFile(**values).validate_constraints()
    assert refused.value.messages == ["Mỗi văn bản chỉ có một tệp cho mỗi định dạng."]


def test_series_of_nobody_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberSeries.objects.create(issuer="", kind="minutes", year=2021)
    NumberSeries.objects.create(issuer="cum-dbsh", kind="minutes", year=2021)
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberSeries.objects.create(issuer="cum-dbsh", kind="minutes", year=2021)


def test_issued_paper_is_not_rewritten() -> None:
    issued = paper()
    issued.save()
    PaperFile(paper=issued, format="pdf", content=b"x", sha256=SHA, size=1).save()
    with pytest.raises(TypeError):
        issued.save()
    with pytest.raises(TypeError):
        issued.delete()
    for statement in (
        "UPDATE documents_issuedpaper SET title = 'khác'",
        "DELETE FROM documents_paperfile",
        "UPDATE documents_paperfile SET size = 2",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
