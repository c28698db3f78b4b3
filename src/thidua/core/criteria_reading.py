"""Plain tree of a criteria set → `CriteriaSet`: what the values mean together, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.by_class import by_class, without_value
from thidua.core.canonical import canonical_json
from thidua.core.criteria_shape import EFFECTS
from thidua.core.errors import ErrorList
from thidua.core.grades_reading import read_grades
from thidua.core.model import (
    BASE,
    BONUS,
    DEDUCTIONS,
    DEFAULT,
    CriteriaSet,
    Group,
    Indicator,
    KnockOut,
    Leaf,
    Node,
    Part,
    Ranking,
    UnitClass,
    walk,
)
from thidua.core.scoring import RULES
from thidua.core.scoring.base import ONE, Effect, Rule, RuleFaults, listed, vi
from thidua.core.scoring.deducted import Deduct
from thidua.core.scoring.direct import Judged
from thidua.core.shape import join
from thidua.core.sums import sum_mismatches

Plain = Mapping[str, Any]
NO_TOTAL = "Thiếu tổng điểm tối đa: ceiling: total cắt điểm theo tổng này, nên phải khai báo."
_PATHS = {BASE: "criteria", BONUS: "bonus.items", DEDUCTIONS: "deductions.items"}


def read_set(tree: dict[str, Any], errors: ErrorList) -> CriteriaSet:
    """The set; meaningful only when `errors` stays empty."""
    reader = _Reader(tree, errors)
    nodes = reader.nodes(tree.get("criteria"), BASE)
    if tree.get("criteria") == []:
        errors.add("criteria", "Bộ tiêu chí trống: khai báo ít nhất một tiêu chí.")
    bonus, deductions = reader.part(BONUS), reader.part(DEDUCTIONS)
    decimals = reader.decimals()
    total = by_class(tree.get("total"), "total", reader.class_codes, errors)
    for key, value in total.items():
        if value is not None and value <= 0:
            errors.add("total" if key == DEFAULT else f"total.{key}", "Tổng điểm tối đa phải lớn hơn 0.")
    if tree.get("ceiling") == "total":
        for code in without_value(total, reader.class_codes):
            errors.add("total" if code is None else f"total.{code}", NO_TOTAL)
    step = tree.get("step")
    if step is not None and step <= 0:
        errors.add("step", f"Bước chấm {vi(step)} không dùng được: phải lớn hơn 0.")
    grades = read_grades(tree.get("grades"), reader.node_codes, reader.class_codes, total, errors)
    bands = {band.code for band in grades.bands} if grades else set()
    knock_outs = reader.knock_outs()
    reader.check_effects(nodes + bonus.items + deductions.items, knock_outs, bands)
    ranking = reader.ranking()
    reader.check_period()
    sound = not len(errors)
    return CriteriaSet(
        code=tree.get("code") or "",
        title=tree.get("title") or tree.get("code") or "",
        organiser=tree.get("organiser") or "",
        source=tree.get("source") or {},
        period=tree.get("period") or {},
        total=total,
        sum_mismatch_note=tree.get("sum_mismatch_note") or "",
        decimals=decimals,
        step=step,
        not_assigned=tree.get("not_assigned") or "reduce_max",
        ceiling=tree.get("ceiling") or "none",
        classes=reader.classes,
        indicators=reader.indicators,
        criteria=nodes,
        bonus=bonus,
        deductions=deductions,
        knock_outs=knock_outs,
        grades=grades,
        ranking=ranking,
        warnings=sum_mismatches(nodes, total, reader.class_codes) if sound else (),
        canonical=canonical_json(tree) if sound else "",
    )


class _Reader:
    def __init__(self, tree: Plain, errors: ErrorList) -> None:
        self.tree = tree
        self.errors = errors
        self.seen: set[str] = set()
        self.node_codes: set[str] = set()
        rows = _rows(tree.get("classes"))
        self.classes = tuple(UnitClass(row["code"], row.get("title") or row["code"]) for row in rows)
        self.class_codes = tuple(dict.fromkeys(item.code for item in self.classes))
        self._unique((item.code for item in self.classes), "classes", "đối tượng")
        if tree.get("classes") == []:
            errors.add("classes", "Danh sách đối tượng trống: khai báo ít nhất một, hoặc bỏ classes.")
        self.indicators = tuple(self._indicator(row) for row in _rows(tree.get("indicators")))
        self._unique((item.code for item in self.indicators), "indicators", "chỉ số")
        self.indicator_codes = {item.code for item in self.indicators}

    def _unique(self, codes: Iterable[str], path: str, noun: str) -> None:
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                self.errors.add(join(path, code), f"Mã {noun} “{code}” trùng: mỗi mã chỉ dùng một lần.")
            seen.add(code)

    def _indicator(self, row: Plain) -> Indicator:
        low, high, code = row.get("from"), row.get("to"), row["code"]
        if low is not None and high is not None and low > high:
            self.errors.add(f"indicators.{code}.to", f"Giới hạn trên {vi(high)} nhỏ hơn giới hạn dưới {vi(low)}.")
        register = row.get("x-register")
        return Indicator(
            code,
            row.get("title") or code,
            row.get("unit") or "",
            row.get("kind") or "count",
            low,
            high,
            register if isinstance(register, str) else "",
        )

    def claim_code(self, code: str, path: str) -> None:
        """Takes a code out of those shared by nodes and knock-outs."""
        if code in self.seen:
            self.errors.add(
                path, f"Mã “{code}” trùng: mỗi mã chỉ dùng một lần trong cả tiêu chí, thưởng, trừ và điều kiện."
            )
        self.seen.add(code)

    def nodes(
        self,
        rows: Sequence[Any] | None,
        part: str,
        above: tuple[str, ...] = (),
        classes: frozenset[str] | None = None,
        where: str = "",
    ) -> tuple[Node, ...]:
        found = []
        for index, row in enumerate(rows or ()):
            if isinstance(row, Mapping):
                code = row.get("code")
                path = join(where or _PATHS[part], index) if code is None else join(_PATHS[part], code)
                found.append(self._node(row, path, part, above, classes))
        return tuple(found)

    def _node(self, row: Plain, path: str, part: str, above: tuple[str, ...], classes: frozenset[str] | None) -> Node:
        code = row.get("code") or ""
        if code:
            self.claim_code(code, path)
            self.node_codes.add(code)
        own = self._classes(row.get("classes"), path)
        if own is not None:
            classes = own if classes is None else own & classes
        maximum = row.get("max")
        if maximum is not None and maximum <= 0:
            self.errors.add(join(path, "max"), f"Điểm tối đa {vi(maximum)} không dùng được: phải lớn hơn 0.")
        title = row.get("title") or code
        if "children" in row:
            return self._group(row, path, Group(code, title, maximum, bool(row.get("cap")), (), part, above, classes))
        rule = self._rule(row.get("rule"), maximum, join(path, "rule"))
        leaf = Leaf(
            code,
            title,
            ONE if maximum is None else maximum,
            rule,
            part,
            above,
            classes,
            row.get("evidence") or "optional",
            row.get("evidence_note") or "",
            row.get("fill") or {},
            tuple(item for item in row.get("tasks") or () if item is not None),
            _labels(row.get("x-labels")),
        )
        self._check_fill(leaf, path)
        return leaf

    def _group(self, row: Plain, path: str, group: Group) -> Group:
        if group.cap and group.max is None:
            self.errors.add(join(path, "max"), "Nhóm có cap: true phải có “max”: khai báo mức cắt điểm.")
        if row.get("children") == []:
            self.errors.add(join(path, "children"), "Nhóm trống: khai báo ít nhất một tiêu chí trong nhóm.")
        below = (*group.groups, group.code)
        children = self.nodes(row.get("children"), group.part, below, group.classes, join(path, "children"))
        return Group(group.code, group.title, group.max, group.cap, children, group.part, group.groups, group.classes)

    def _classes(self, codes: list[str | None] | None, path: str) -> frozenset[str] | None:
        if codes is None:
            return None
        if not codes:
            self.errors.add(join(path, "classes"), "Danh sách đối tượng trống: ghi ít nhất một, hoặc bỏ classes.")
        for code in codes:
            if code is not None and code not in self.class_codes:
                self._unknown(join(path, f"classes.{code}"), "đối tượng", code, self.class_codes)
        return frozenset(code for code in codes if code is not None)

    def _unknown(self, path: str, noun: str, code: str, known: Iterable[str]) -> None:
        choices = dict.fromkeys(known)
        hint = listed(choices) if choices else "bộ tiêu chí không khai báo mục này"
        self.errors.add(path, f"Không có {noun} mã “{code}”: {hint}.")

    def _rule(self, parameters: Plain | None, maximum: Decimal | None, path: str) -> Rule:
        if parameters is None or parameters.get("kind") not in RULES:
            return Judged()
        faults = RuleFaults(self.errors, path)
        # Without a sound maximum only the bounds that do not depend on it can be checked.
        bound = maximum if maximum is not None and maximum > 0 else Decimal(10) ** 999
        return RULES[parameters["kind"]].build(parameters, bound, faults)

    def _check_fill(self, leaf: Leaf, path: str) -> None:
        fields = [field.name for field in leaf.rule.fields(leaf.max, None)]
        for name, indicator in leaf.fill.items():
            if name not in fields:
                self._unknown(join(path, f"fill.{name}"), "mục khai", name, fields)
            if indicator is not None and indicator not in self.indicator_codes:
                self._unknown(join(path, f"fill.{name}"), "chỉ số", indicator, self.indicator_codes)

    def part(self, name: str) -> Part:
        tree = self.tree.get(name) or {}
        cap = tree.get("cap")
        if cap is not None and cap < 0:
            self.errors.add(f"{name}.cap", f"Mức trần {vi(cap)} không dùng được: phải từ 0 trở lên.")
        return Part(self.nodes(tree.get("items"), name), cap)

    def decimals(self) -> int:
        value = self.tree.get("decimals")
        if value is None:
            return 2
        if value not in (0, 1, 2, 3, 4):
            self.errors.add("decimals", f"Số chữ số thập phân là {vi(value)}: chọn số nguyên từ 0 đến 4.")
            return 2
        return int(value)

    def knock_outs(self) -> tuple[KnockOut, ...]:
        result = []
        for row in _rows(self.tree.get("knock_outs")):
            self.claim_code(row["code"], join("knock_outs", row["code"]))
            effect = Effect(row.get("effect") or EFFECTS[0], row.get("grade"))
            result.append(KnockOut(row["code"], row.get("title") or row["code"], effect))
        return tuple(result)

    def check_effects(self, nodes: Sequence[Node], knock_outs: Sequence[KnockOut], bands: set[str]) -> None:
        for item in knock_outs:
            self._effect(item.effect, join("knock_outs", item.code), bands)
        for node in (below for top in nodes for below in walk(top)):
            if isinstance(node, Leaf) and isinstance(node.rule, Deduct):
                for code, event in node.rule.events.items():
                    where = f"{_PATHS[node.part]}.{node.code}.rule.events.{code}"
                    if event.effect is not None:
                        self._effect(event.effect, where, bands)

    def _effect(self, effect: Effect, path: str, bands: set[str]) -> None:
        where = join(path, "grade")
        if effect.kind != "cap_grade":
            if effect.grade is not None:
                self.errors.add(where, "“grade” chỉ dùng với effect: cap_grade: bỏ đi hoặc đổi effect.")
        elif effect.grade is None:
            self.errors.add(where, "Thiếu “grade”: ghi mã xếp loại cao nhất còn được nhận.")
        elif effect.grade not in bands:
            self._unknown(where, "xếp loại", effect.grade, sorted(bands))

    def ranking(self) -> Ranking:
        tree = self.tree.get("ranking") or {}
        tie_break = tuple(code for code in tree.get("tie_break") or () if code is not None)
        for code in tie_break:
            if code not in self.node_codes:
                self._unknown(f"ranking.tie_break.{code}", "nhóm hay tiêu chí", code, self.node_codes)
        if tree.get("within") == "class" and not self.class_codes:
            self.errors.add("ranking.within", "Xếp hạng theo đối tượng (class) thì phải khai báo classes.")
        return Ranking(
            tree.get("by") or "points",
            tree.get("within") or "all",
            tree.get("ties") or "standard",
            tie_break,
            tree.get("incomplete") or "exclude",
        )

    def check_period(self) -> None:
        period = self.tree.get("period") or {}
        days: dict[str, date] = {}
        for key in ("from", "to"):
            text = period.get(key)
            if text is None:
                continue
            try:
                if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                    raise ValueError
                days[key] = date.fromisoformat(text)
            except ValueError:
                self.errors.add(f"period.{key}", f"“{text}” không phải là ngày: viết năm-tháng-ngày, ví dụ 2021-10-31.")
        if len(days) == 2 and days["from"] > days["to"]:
            self.errors.add("period.to", "Ngày cuối kỳ trước ngày đầu kỳ: kiểm tra lại hai ngày.")


def _rows(rows: Sequence[Any] | None) -> list[Plain]:
    """The elements of a list that were read as mappings with a code; the others have their faults already."""
    return [row for row in rows or () if isinstance(row, Mapping) and row.get("code") is not None]


def _labels(words: Any) -> dict[str, str]:
    """Words for the codes of a rule, an extension of ours; anything but a mapping of texts is left aside."""
    if not isinstance(words, dict):
        return {}
    return {code: str(word) for code, word in words.items() if isinstance(word, str) and word.strip()}
