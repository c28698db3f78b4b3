"""The sheets and columns of the workbook: the template is written from them and a filled one is read by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import TextChoices

from thidua.core.vn import fold
from thidua.records.awards import awards
from thidua.records.enums import Basis, DisciplineLevel, Gender, LeaveKind, RatingLevel, Scope, WorkKind

UNIT_WORDS = "Tập thể"
"""Stands in place of a name where the row speaks of the unit itself."""


class CellKind(StrEnum):
    TEXT = "text"
    YEAR = "year"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NAMES = "names"
    """Several people in one cell, by semicolons, commas or line breaks."""


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """`key` is the field of the content; `choices` are (label, code); `also` gives further spellings, folded → code."""

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    width: int = 16
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)

    def code_of(self, text: str) -> str | None:
        """The code that a typed label, code or abbreviation means; None when it means none."""
        wanted = _bare(text)
        for label, code in self.choices:
            if wanted in (_bare(label), _bare(code)):
                return code
        return self.also.get(wanted)


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """`title` is the name of the sheet; `note` tells its reader how to fill it in."""

    key: str
    title: str
    note: str
    columns: tuple[ImportColumn, ...]


def _bare(text: str) -> str:
    """Folded, without spaces and punctuation: "HTXS NV" and "htxsnv" are one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _labels(choices: type[TextChoices]) -> tuple[tuple[str, str], ...]:
    return tuple((str(label), str(value)) for value, label in choices.choices if value)


def _award_choices() -> tuple[tuple[str, str], ...]:
    wanted = ("individual", "collective")
    return tuple(
        (award.name, award.code) for award in awards().values() if any(one in award.subjects for one in wanted)
    )


def _codes(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {_bare(spelling): code for spelling, code in pairs}


_RATINGS = _codes(
    [
        ("HTXSNV", "excellent"), ("HTXS", "excellent"), ("Xuất sắc", "excellent"), ("Hoàn thành xuất sắc", "excellent"),
        ("HTTNV", "good"), ("HTT", "good"), ("Tốt", "good"), ("Hoàn thành tốt", "good"),
        ("HTNV", "completed"), ("HT", "completed"), ("Hoàn thành", "completed"),
        ("KHTNV", "not_completed"), ("KHT", "not_completed"), ("Không hoàn thành", "not_completed"),
    ]
)  # fmt: skip
_AWARDS = _codes(
    [
        ("LĐTT", "LDTT"), ("CSTĐ cơ sở", "CSTDCS"), ("CSTĐCS", "CSTDCS"), ("CSTĐ cấp tỉnh", "CSTD_BNT"),
        ("CSTĐ cấp bộ", "CSTD_BNT"), ("Chiến sĩ thi đua cấp tỉnh", "CSTD_BNT"), ("Chiến sĩ thi đua cấp bộ", "CSTD_BNT"),
        ("CSTĐ toàn quốc", "CSTDTQ"), ("TTLĐTT", "TTLDTT"), ("TTLĐXS", "TTLDXS"), ("Tập thể LĐXS", "TTLDXS"),
        ("Tập thể LĐTT", "TTLDTT"), ("Bằng khen cấp bộ", "BK_BNT"), ("Bằng khen cấp tỉnh", "BK_BNT"),
        ("Bằng khen UBND tỉnh", "BK_BNT"), ("BK cấp tỉnh", "BK_BNT"), ("BK cấp bộ", "BK_BNT"), ("BK TTg", "BK_TTG"),
        ("Bằng khen Thủ tướng", "BK_TTG"), ("Giấy khen", "GK"), ("Cờ thi đua cấp tỉnh", "CO_BNT"),
        ("Cờ thi đua cấp bộ", "CO_BNT"), ("Cờ Chính phủ", "CO_CP"),
    ]
)  # fmt: skip
_SCOPES = _codes(
    [
        ("Cấp cơ sở", "base"), ("Cấp tỉnh", "ministry_province"), ("Cấp bộ", "ministry_province"),
        ("Tỉnh", "ministry_province"), ("Bộ", "ministry_province"), ("Cấp bộ, tỉnh", "ministry_province"),
        ("Cấp quốc gia", "national"), ("Quốc gia", "national"), ("Cấp toàn quốc", "national"),
    ]
)  # fmt: skip
_WORKS = _codes([("SK", "initiative"), ("Đề tài", "topic"), ("Đề án", "topic"), ("Đề tài khoa học", "topic")])
_BASES = _codes([("Công trạng", "merit"), ("Chuyên đề", "thematic"), ("Đột xuất", "sudden")])
_DISCIPLINES = _codes([("Giáng chức", "demotion"), ("Cách chức", "demotion"), ("Sa thải", "dismissal")])
_LEAVES = _codes([("Thai sản", "maternity"), ("Đi học", "study"), ("Ốm", "sick"), ("Không lương", "unpaid")])

_CODE = ImportColumn("staff_code", "Mã cán bộ", width=12, hint="Có thì ghi: nhận đúng người khi trùng tên.")
_NAME = ImportColumn("name", "Họ và tên", required=True, width=26)
_NAME_OR_UNIT = ImportColumn(
    "name", "Họ và tên", required=True, width=26, hint=f"Ghi “{UNIT_WORDS}” khi là của cả đơn vị."
)
_DECISION = (
    ImportColumn("decision_number", "Số quyết định", width=18),
    ImportColumn("decision_date", "Ngày quyết định", CellKind.DAY, width=14, hint="ngày/tháng/năm"),
    ImportColumn("issuer", "Cơ quan ban hành", width=26),
)
_PERIOD = (
    ImportColumn("since_date", "Từ ngày", CellKind.DAY, required=True, width=14, hint="ngày/tháng/năm"),
    ImportColumn("last_date", "Đến hết ngày", CellKind.DAY, width=14, hint="Để trống nếu chưa kết thúc."),
)
_YEAR = ImportColumn("year", "Năm", CellKind.YEAR, required=True, width=8)


def import_sheets() -> tuple[ImportSheet, ...]:
    """The sheets, people first: the others speak of them."""
    return (
        ImportSheet(
            "people",
            "Cán bộ",
            "Mỗi dòng một quá trình công tác; người đã có trong sổ không cần ghi lại. Hai người trùng tên thì ghi ngày "
            "sinh hoặc mã của cả hai. Không ghi số định danh.",
            (
                _CODE,
                _NAME,
                ImportColumn("gender", "Giới tính", CellKind.CHOICE, width=10, choices=_labels(Gender)),
                ImportColumn("birth_date", "Ngày sinh", CellKind.DAY, width=14, hint="ngày/tháng/năm"),
                ImportColumn("department", "Phòng, khoa", width=22),
                ImportColumn("position", "Chức vụ", width=22),
                ImportColumn("employer", "Nơi làm việc khác", width=22, hint="Để trống nếu làm việc tại đơn vị này."),
                *_PERIOD,
            ),
        ),
        ImportSheet(
            "rating",
            "Xếp loại",
            "Mỗi người mỗi năm một dòng.",
            (
                _CODE,
                _NAME_OR_UNIT,
                _YEAR,
                ImportColumn(
                    "level",
                    "Mức xếp loại",
                    CellKind.CHOICE,
                    required=True,
                    width=28,
                    choices=_labels(RatingLevel),
                    also=_RATINGS,
                ),
                *_DECISION,
            ),
        ),
        ImportSheet(
            "honour",
            "Danh hiệu",
            "Danh hiệu thi đua và hình thức khen thưởng đã được tặng.",
            (
                _CODE,
                _NAME_OR_UNIT,
                ImportColumn(
                    "award_code",
                    "Danh hiệu, hình thức",
                    CellKind.CHOICE,
                    required=True,
                    width=34,
                    choices=_award_choices(),
                    also=_AWARDS,
                ),
                ImportColumn("from_year", "Từ năm", CellKind.YEAR, required=True, width=8),
                ImportColumn("to_year", "Đến năm", CellKind.YEAR, width=8, hint="Để trống nếu là danh hiệu một năm."),
                ImportColumn("basis", "Loại hình", CellKind.CHOICE, width=18, choices=_labels(Basis), also=_BASES),
                *_DECISION,
            ),
        ),
        ImportSheet(
            "work",
            "Sáng kiến, đề tài",
            "Nhiều tác giả thì cách nhau bằng dấu chấm phẩy; trùng tên thì thêm mã trong ngoặc: Nguyễn Văn A (CB012).",
            (
                ImportColumn(
                    "kind", "Loại", CellKind.CHOICE, required=True, width=14, choices=_labels(WorkKind), also=_WORKS
                ),
                ImportColumn("title", "Tên", required=True, width=44),
                ImportColumn(
                    "scope", "Phạm vi", CellKind.CHOICE, required=True, width=20, choices=_labels(Scope), also=_SCOPES
                ),
                _YEAR,
                ImportColumn(
                    "authors",
                    "Tác giả",
                    CellKind.NAMES,
                    required=True,
                    width=30,
                    hint=f"Họ tên hoặc mã, cách nhau bằng dấu chấm phẩy. “{UNIT_WORDS}” khi là của cả đơn vị.",
                ),
                ImportColumn("accepted", "Đã nghiệm thu", CellKind.YES_NO, width=10, hint="Chỉ với đề tài: có, không"),
                ImportColumn("applied", "Đã áp dụng", CellKind.YES_NO, width=10, hint="Chỉ với đề tài: có, không"),
                *_DECISION,
            ),
        ),
        ImportSheet(
            "discipline",
            "Kỷ luật",
            "Chỉ ghi khi cần cho việc xét danh hiệu.",
            (
                _CODE,
                _NAME,
                ImportColumn(
                    "level",
                    "Hình thức",
                    CellKind.CHOICE,
                    required=True,
                    width=22,
                    choices=_labels(DisciplineLevel),
                    also=_DISCIPLINES,
                ),
                *_PERIOD,
                *_DECISION,
            ),
        ),
        ImportSheet(
            "leave",
            "Nghỉ dài ngày",
            "Thai sản, đi học, ốm dài ngày.",
            (
                _CODE,
                _NAME,
                ImportColumn(
                    "kind",
                    "Loại nghỉ",
                    CellKind.CHOICE,
                    required=True,
                    width=30,
                    choices=_labels(LeaveKind),
                    also=_LEAVES,
                ),
                *_PERIOD,
            ),
        ),
    )
