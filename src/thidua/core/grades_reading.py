"""Grades of a criteria set: bands, best first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.core.by_class import by_class, without_value
from thidua.core.errors import ErrorList
from thidua.core.model import GradeBand, Grades, Requirement, for_class
from thidua.core.scoring.base import listed, vi
from thidua.core.shape import join


def read_grades(
    tree: Mapping[str, Any] | None,
    node_codes: Collection[str],
    class_codes: Sequence[str],
    total: Mapping[str, Decimal],
    errors: ErrorList,
) -> Grades | None:
    """The grades of a set, None without any; faults go to `errors`."""
    if tree is None:
        return None
    if tree.get("bands") == []:
        errors.add("grades.bands", "Danh sách xếp loại trống: khai báo ít nhất một, hoặc bỏ grades.")
    bands: list[GradeBand] = []
    for row in tree.get("bands") or ():
        if isinstance(row, Mapping) and row.get("code") is not None:
            band = _band(row, node_codes, class_codes, errors)
            path = join("grades.bands", band.code)
            if any(other.code == band.code for other in bands):
                errors.add(path, f"Mã xếp loại “{band.code}” trùng: mỗi mã chỉ dùng một lần.")
            if bands:
                _check_order(bands[-1], band, class_codes, path, errors)
            bands.append(band)
    by, clip = tree.get("by") or "points", tree.get("clip") == "total"
    if clip and by == "points":
        for code in without_value(total, class_codes):
            message = "Thiếu tổng điểm tối đa: clip: total cắt điểm theo tổng này, nên phải khai báo."
            errors.add("total" if code is None else f"total.{code}", message)
    return Grades(by, clip, tuple(bands))


def _band(
    row: Mapping[str, Any], node_codes: Collection[str], class_codes: Sequence[str], errors: ErrorList
) -> GradeBand:
    code = row["code"]
    path = join("grades.bands", code)
    minimum = by_class(row.get("min"), join(path, "min"), class_codes, errors)
    if row.get("min") is not None and None not in _values(row["min"]):
        for missing in without_value(minimum, class_codes):
            where = join(path, "min") if missing is None else f"{path}.min.{missing}"
            errors.add(where, "Thiếu mức điểm: khai báo cho đối tượng này, hoặc thêm default.")
    requires = []
    for index, item in enumerate(row.get("requires") or ()):
        needed, percent = (item or {}).get("code"), (item or {}).get("min_percent")
        where = join(f"{path}.requires", needed or index)
        if needed is not None and needed not in node_codes:
            hint = listed(dict.fromkeys(node_codes))
            errors.add(f"{where}.code", f"Không có nhóm hay tiêu chí mã “{needed}”: {hint}.")
        if percent is not None and not 0 <= percent <= 100:
            errors.add(f"{where}.min_percent", f"Tỷ lệ {vi(percent)} % không dùng được: ghi từ 0 đến 100.")
        if needed is not None and percent is not None:
            requires.append(Requirement(needed, percent))
    share = row.get("share_max")
    if share is not None and not 0 <= share <= 100:
        errors.add(join(path, "share_max"), f"Tỷ lệ {vi(share)} % không dùng được: ghi từ 0 đến 100.")
    return GradeBand(code, row.get("title") or code, minimum, tuple(requires), share)


def _values(value: Decimal | Mapping[str, Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else [value]


def _check_order(better: GradeBand, band: GradeBand, class_codes: Sequence[str], path: str, errors: ErrorList) -> None:
    for code in class_codes or (None,):
        if code in without_value(better.minimum, class_codes) + without_value(band.minimum, class_codes):
            continue
        above, here = for_class(better.minimum, code), for_class(band.minimum, code)
        if here >= above:
            whom = "" if code is None else f" (đối tượng {code})"
            errors.add(
                join(path, "min"),
                f"Mức {vi(here)}{whom} không thấp hơn mức {vi(above)} của xếp loại trên: xếp từ cao xuống thấp.",
            )
