"""The dated values beside the regimes, as sections of `docs/law.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thidua.core.law.dated import DATA, DatedRow, dated_rows
from thidua.core.law.document_grounds import Footnotes
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import Anything, ListOf, Shape, one_of
from thidua.core.vn import date_text

_PRINCIPLES: Mapping[str, str] = {
    "principles": "Nguyên tắc chung",
    "bars": "Chưa xét, hủy bỏ",
    "prize_rules": "Cách tính tiền thưởng",
    "transition": "Chuyển tiếp",
}
_FIELDS: Mapping[str, str] = {
    "full_name": "họ và tên",
    "gender": "giới tính",
    "birth_date": "ngày sinh",
    "identity_number": "số định danh",
    "party_membership": "ngày vào Đảng",
    "employment": "quá trình công tác",
    "rating": "xếp loại hằng năm",
    "honour": "danh hiệu, hình thức khen thưởng",
    "initiative": "sáng kiến",
    "topic": "đề tài",
    "discipline": "kỷ luật",
    "hold": "việc đang xem xét",
    "leave": "nghỉ dài ngày",
}
_COUNTED_FROM: Mapping[str, str] = {
    "employment_end": "sau khi thôi làm việc tại đơn vị",
    "fact_end": "sau khi việc được ghi kết thúc",
}


def dated_markdown(notes: Footnotes) -> Iterator[str]:
    """Base salary, common principles, terms of keeping."""
    yield "## Mức lương cơ sở\n"
    for row in _rows("base-salary", "base_salary", "values", {"vnd": Whole()}):
        vnd = f"{row.values['vnd']:,}".replace(",", ".")
        yield f"- Từ {date_text(row.ground.first)}: {vnd} đồng{notes.ground(row.ground)}"
    yield ""
    required: dict[str, Shape] = {"code": FILLED, "text": FILLED, "regimes": ListOf(FILLED)}
    for section, title in _PRINCIPLES.items():
        yield f"## {title}\n"
        for row in _rows("principles", "principles", section, required):
            regimes = ", ".join(row.values["regimes"])
            yield f"- {row.values['text']} ({regimes}){notes.ground(row.ground)}"
        yield ""
    yield from _retention(notes)


def _retention(notes: Footnotes) -> Iterator[str]:
    yield "## Thời hạn giữ dữ liệu cá nhân\n"
    yield "Đề xuất của dự án, đơn vị tự quyết định: chưa kiểm chứng được con số nào trong luật.\n"
    # nothing here was read in a law, so the only mark is the project's own
    required: dict[str, Shape] = {"field": FILLED, "counted_from": FILLED}
    for row in _rows("retention", "retention", "values", required, {"evidence": one_of("proposal")}):
        years, field = row.values.get("years"), _FIELDS[row.values["field"]]
        term = "lâu dài" if years is None else f"{years} năm {_COUNTED_FROM[row.values['counted_from']]}"
        yield f"- {field[0].upper()}{field[1:]}: {term}. *{row.ground.note}*"
    yield ""


def _rows(
    file: str, kind: str, section: str, required: Mapping[str, Shape], more: Mapping[str, Shape] | None = None
) -> tuple[DatedRow, ...]:
    name = f"{file}.yaml"
    others = ("value", "effect", "kinds", "round_up_to_vnd", "collective_to_individual", "years")
    return dated_rows(
        (DATA / name).read_bytes(),
        file=name,
        kind=kind,
        section=section,
        required=required,
        optional={**dict.fromkeys(others, Anything()), **(more or {})},
    )
