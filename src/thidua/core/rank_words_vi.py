"""Why a unit stands where it stands: sentences for the ranking page, the table and the minutes."""

from __future__ import annotations

from decimal import Decimal

from thidua.core.model import CriteriaSet
from thidua.core.numbers import unscaled
from thidua.core.results import Result, UnitResult
from thidua.core.sentences_vi import effect_words, number


def rank_in_words(result: Result, unit_code: str) -> tuple[str, ...]:
    """Whole Vietnamese sentences, the rank first: distance to the neighbours, ties and the code that broke them, what
    lies outside the points, what was not assigned, what is missing. Raises KeyError for an unknown unit."""
    unit = result.by_code[unit_code]
    return (
        _rank(result, unit),
        *_grade(result.criteria, unit),
        *_assigned(result, unit),
        *_parts(unit),
    )


def _figure(criteria: CriteriaSet, unit: UnitResult) -> Decimal:
    return unit.total if criteria.ranking.by == "points" else unit.percent or Decimal(0)


def _measure(criteria: CriteriaSet) -> str:
    return "điểm" if criteria.ranking.by == "points" else "%"


def _gap(criteria: CriteriaSet, gap: Decimal) -> str:
    return f"{number(gap)} {'điểm' if criteria.ranking.by == 'points' else 'điểm phần trăm'}"


def _rank(result: Result, unit: UnitResult) -> str:
    if unit.excluded:
        reasons = [f"{held.source} ({held.title})" for held in unit.effects if held.effect.kind == "exclude"]
        return f"Không xét thi đua, không xếp hạng: {', '.join(reasons)}."
    if unit.rank is None:
        criteria = result.criteria
        named = ", ".join(
            f"{code} (tối đa {number(unit.leaves[code].max)})" if code in unit.leaves else code for code in unit.missing
        )
        shown = f"{number(_figure(criteria, unit))} {_measure(criteria)}"
        return f"Chưa xếp hạng vì chưa chấm {named}. Chưa chấm không phải là 0 nên tạm tính {shown} không đem so."
    return _placed(result, unit)


def _placed(result: Result, unit: UnitResult) -> str:
    criteria = result.criteria
    others = [other for other in result.units if other.rank is not None and other.list_key == unit.list_key]
    figure = _figure(criteria, unit)
    shown = f"{number(figure)} {_measure(criteria)}"
    if unit.tied:
        with_whom = ", ".join(other.title for other in others if other.rank == unit.rank and other is not unit)
        codes = criteria.ranking.tie_break
        same = f"; bằng nhau cả {', '.join(codes)}" if codes else ""
        return f"Đồng hạng {unit.rank} với {with_whom}: cùng {shown}{same}."
    place = next(index for index, other in enumerate(others) if other is unit)
    if place == 0:
        if len(others) == 1:
            return f"Hạng {unit.rank}: {shown}, đơn vị duy nhất trong danh sách."
        follower = others[1]
        lead = figure - _figure(criteria, follower)
        if lead:
            return f"Hạng {unit.rank}: {shown}, cao nhất, hơn {follower.title} {_gap(criteria, lead)}."
        why = _broken(criteria, unit, follower, follower)
        return f"Hạng {unit.rank}: {shown}, bằng {follower.title}; xếp trước vì {why}."
    before = others[place - 1]
    behind = _figure(criteria, before) - figure
    if behind:
        return f"Hạng {unit.rank}: {shown}, sau {before.title} {_gap(criteria, behind)}."
    return f"Hạng {unit.rank}: {shown}, bằng {before.title}; xếp sau vì {_broken(criteria, unit, before, unit)}."


def _broken(criteria: CriteriaSet, unit: UnitResult, other: UnitResult, lower: UnitResult) -> str:
    """Which code broke the tie: `lower` is the later of the two, which knows what set it apart."""
    code = criteria.ranking.tie_break[(lower.separator or 1) - 1]
    table, decimals = unit.table, criteria.decimals
    own, its = (table.printed(code, item.position) for item in (unit, other))
    side = "cao hơn" if own > its else "thấp hơn"
    return f"{code} {side} ({_points(own, decimals)} so với {_points(its, decimals)})"


def _points(value: int, decimals: int) -> str:
    return number(unscaled(value, decimals))


def _grade(criteria: CriteriaSet, unit: UnitResult) -> list[str]:
    grades = criteria.grades
    if grades is None or unit.excluded or unit.missing:
        return []
    titles = {band.code: band.title for band in grades.bands}
    if unit.grade_earned is None:
        return ["Chưa đạt mức xếp loại thấp nhất."]
    now = titles[unit.grade] if unit.grade is not None else "không xếp loại"
    earned = titles[unit.grade_earned]
    held = [item for item in unit.effects if item.effect.kind != "exclude"]
    said = []
    if held:
        reasons = "; ".join(
            f"{effect_words(item.effect.kind, item.effect.grade, titles)} theo {item.source}: {item.title}"
            for item in held
        )
        said.append(f"Đủ mức {earned}, {reasons}. Xếp loại: {now}. Hạ bậc không làm đổi thứ hạng.")
    elif unit.grade != unit.grade_earned:
        share = next(band.share_max for band in grades.bands if band.code == unit.grade_earned)
        limit = f" {number(share)} %" if share is not None else ""
        said.append(f"Đủ mức {earned} nhưng đã hết tỷ lệ tối đa{limit} số đơn vị. Xếp loại: {now}.")
    return said


def _assigned(result: Result, unit: UnitResult) -> list[str]:
    left_out = unit.table.left_out(unit.position)
    if not left_out:
        return []
    codes = ", ".join(code for code in result.criteria.leaves if code in left_out)
    return [f"{number(unit.total)} trên {number(unit.max_assigned)} điểm được giao: {codes} không giao."]


def _parts(unit: UnitResult) -> list[str]:
    said = []
    if unit.bonus:
        said.append(f"Có {number(unit.bonus)} điểm thưởng.")
    if unit.deduction:
        codes = [
            leaf.code
            for leaf in unit.table.criteria.deduction_leaves
            if leaf.code in unit.leaves and unit.leaves[leaf.code].points
        ]
        said.append(f"Bị trừ {number(unit.deduction)} điểm theo {', '.join(codes)}.")
    return said
