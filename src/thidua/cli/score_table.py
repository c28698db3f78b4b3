"""The ranking and one unit's sheet as text for a terminal: bars, ranks, grades, what is missing, and why."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from thidua.core.explain import explain_unit_leaf
from thidua.core.model import CriteriaSet, Group, Node, Warning
from thidua.core.numbers import unscaled
from thidua.core.rank_words_vi import rank_in_words
from thidua.core.results import Result, UnitResult
from thidua.core.sentences_vi import number, sentence

_BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"


def display_width(text: str) -> int:
    """Columns that a terminal uses for `text`: none for combining marks, two for wide letters."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` in a cell of `width` columns, cut with … when it is longer."""
    if display_width(text) > width:
        while text and display_width(text) > width - 1:
            text = text[:-1]
        text += "…"
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def bar(share: Decimal, width: int = _BAR) -> str:
    """A bar for a share between 0 and 1."""
    eighths = int(max(Decimal(0), min(Decimal(1), share)) * width * 8)
    full, part = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[part] if part else "")
    return drawn + "·" * (width - len(drawn))


def clean(text: str) -> str:
    """Text from a file without control characters: it must not move the cursor of the reader's terminal."""
    return "".join(" " if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") else letter for letter in text)


def ranking_table(result: Result, *, width: int = 100) -> str:
    """The ranking: one block for each list, then the units without a rank, then what to look at."""
    criteria = result.criteria
    ranked = [unit for unit in result.units if unit.rank is not None]
    lines = [
        *_wrapped(clean(criteria.title), width),
        f"{len(result.units)} đơn vị, {len(ranked)} được xếp hạng theo "
        + ("điểm." if criteria.ranking.by == "points" else "tỷ lệ giữa tổng điểm và điểm được giao."),
    ]
    for key in dict.fromkeys(unit.list_key for unit in ranked):
        lines += ["", *([_list_title(criteria, key)] if key else [])]
        lines += _rows(criteria, [unit for unit in ranked if unit.list_key == key], width)
    others = [unit for unit in result.units if unit.rank is None]
    if others:
        lines += ["", "Chưa xếp hạng", *_rows(criteria, others, width)]
    lines += ["", *_wrapped(_how_ranked(criteria), width)]
    if result.warnings:
        lines += ["", "Cần xem lại:"]
        lines += _listed((_warning(warning) for warning in result.warnings), width)
    return "\n".join(line.rstrip() for line in lines)


def _list_title(criteria: CriteriaSet, key: str) -> str:
    if criteria.ranking.within == "block":
        return f"Khối {clean(key)}"
    return next((clean(item.title) for item in criteria.classes if item.code == key), clean(key))


def _rows(criteria: CriteriaSet, units: Sequence[UnitResult], width: int) -> Iterator[str]:
    titles = [clean(unit.title) for unit in units]
    grades = {unit.code: _grade_title(criteria, unit) for unit in units}
    figures = [number(unit.total) for unit in units]
    maxima = [number(unit.max_assigned) for unit in units]
    percents = ["–" if unit.percent is None else number(unit.percent) for unit in units]
    rank_width = max(4, *(len(_rank(unit)) for unit in units))
    total_width = max(display_width("Điểm"), *map(len, figures))
    max_width = max(display_width("Được giao"), *map(len, maxima))
    percent_width = max(display_width("Tỷ lệ %"), *map(len, percents))
    grade_width = min(16, max(display_width("Xếp loại"), *(display_width(title) for title in grades.values())))
    taken = rank_width + total_width + max_width + percent_width + grade_width + _BAR + 6 * 2
    title_width = max(12, min(width - taken, max(display_width("Đơn vị"), *map(display_width, titles))))
    yield "  ".join(
        (
            pad("Hạng", rank_width),
            pad("Đơn vị", title_width),
            pad("", _BAR),
            pad("Điểm", total_width, right=True),
            pad("Được giao", max_width, right=True),
            pad("Tỷ lệ %", percent_width, right=True),
            pad("Xếp loại", grade_width),
        )
    )
    for index, unit in enumerate(units):
        yield "  ".join(
            (
                pad(_rank(unit), rank_width),
                pad(titles[index], title_width),
                bar((unit.percent or Decimal(0)) / 100),
                pad(figures[index], total_width, right=True),
                pad(maxima[index], max_width, right=True),
                pad(percents[index], percent_width, right=True),
                pad(grades[unit.code], grade_width),
            )
        )
        indent = " " * (rank_width + 2)
        for note in _notes(criteria, unit):
            yield from _wrapped(note, width, indent=indent)


def _rank(unit: UnitResult) -> str:
    return "–" if unit.rank is None else f"{unit.rank}{'=' if unit.tied else ''}"


def _grade_title(criteria: CriteriaSet, unit: UnitResult) -> str:
    if criteria.grades is None or unit.grade is None:
        return "–"
    return clean(next(band.title for band in criteria.grades.bands if band.code == unit.grade))


def _notes(criteria: CriteriaSet, unit: UnitResult) -> list[str]:
    """What a row cannot show: ties, what is missing, effects outside the points."""
    notes = []
    if unit.tied:
        codes = criteria.ranking.tie_break
        notes.append("đồng hạng" + (f", bằng nhau cả {', '.join(codes)}" if codes else ""))
    if unit.missing:
        notes.append(f"chưa chấm: {', '.join(unit.missing)}")
    excluded = [held.source for held in unit.effects if held.effect.kind == "exclude"]
    if excluded:
        notes.append(f"không xét thi đua: {', '.join(dict.fromkeys(excluded))}")
    if unit.grade != unit.grade_earned and not unit.missing:
        held = dict.fromkeys(item.source for item in unit.effects)
        notes.append(f"xếp loại giảm theo {', '.join(held)}" if held else "xếp loại giảm vì hết tỷ lệ tối đa")
    return notes


def _how_ranked(criteria: CriteriaSet) -> str:
    ranking = criteria.ranking
    codes = ", ".join(ranking.tie_break)
    said = f"Bằng nhau thì so lần lượt {codes}; vẫn bằng thì đồng hạng." if codes else "Bằng nhau thì đồng hạng."
    if ranking.incomplete == "exclude":
        said += " Đơn vị còn tiêu chí chưa chấm thì chưa xếp hạng."
    return said


def _warning(warning: Warning) -> str:
    if warning.declared is not None and warning.sum is not None:
        where = "Tổng điểm tối đa" if warning.path == "total" else f"Nhóm {warning.path.partition('.')[2]}"
        return f"{where} ghi {number(warning.declared)} nhưng cộng các tiêu chí được {number(warning.sum)}."
    if warning.code == "reduce_max_by_points":
        return "Xếp hạng theo điểm mà có tiêu chí không giao: đơn vị không được giao bị thiệt."
    return f"Thiếu minh chứng bắt buộc: {warning.path}."


def _listed(items: Iterable[str], width: int) -> Iterator[str]:
    for item in items:
        yield from textwrap.wrap(clean(item), width, initial_indent="- ", subsequent_indent="  ")


def _wrapped(text: str, width: int, *, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) or [""]


def unit_sheet(result: Result, unit_code: str, *, width: int = 100) -> str:
    """Every leaf of one unit with the sentence that explains its points. Raises KeyError for an unknown unit."""
    unit, criteria = result.by_code[unit_code], result.criteria
    percent = "" if unit.percent is None else f" ({number(unit.percent)} %)"
    lines = [
        clean(f"{unit.title} ({unit.code})" if unit.title != unit.code else unit.title),
        f"Tổng {number(unit.total)} trên {number(unit.max_assigned)} điểm được giao{percent}"
        f" = {number(unit.base)} + thưởng {number(unit.bonus)} − trừ {number(unit.deduction)}",
    ]
    for said in rank_in_words(result, unit_code):
        lines += _wrapped(clean(said), width)
    if criteria.grades is not None:
        lines.append(f"Xếp loại: {_grade_title(criteria, unit)}.")
    parts = (
        ("", criteria.criteria),
        ("Điểm thưởng", criteria.bonus.items),
        ("Điểm trừ", criteria.deductions.items),
    )
    for title, nodes in parts:
        if nodes:
            lines += ["", *([title] if title else [])]
            for node in nodes:
                lines += _node(result, unit, node, 0, width)
    own = f"units.{unit.code}."
    warnings = [_warning(item) for item in result.warnings if item.path.startswith(own)]
    if warnings:
        lines += ["", "Cần xem lại:", *_listed(warnings, width)]
    return "\n".join(line.rstrip() for line in lines)


def _node(result: Result, unit: UnitResult, node: Node, depth: int, width: int) -> Iterator[str]:
    if not node.exists_for(unit.unit.class_code):
        return
    indent = "  " * depth
    decimals = result.criteria.decimals
    if isinstance(node, Group):
        points = unscaled(unit.table.printed(node.code, unit.position), decimals)
        most = unscaled(unit.table.coarse(unit.table.node_max(node, unit.position)), decimals)
        yield _line(f"{indent}{node.code}  {clean(node.title)}", f"{number(points)} / {number(most)}", width)
        for child in node.children:
            yield from _node(result, unit, child, depth + 1, width)
        return
    found = unit.leaves.get(node.code)
    figure = "–" if found is None else f"{'–' if found.points is None else number(found.points)} / {number(found.max)}"
    yield _line(f"{indent}{node.code}  {clean(node.title)}", figure, width)
    why = clean(sentence(explain_unit_leaf(unit, node.code)))
    yield from _wrapped(why, width, indent=indent + " " * (display_width(node.code) + 2))


def _line(left: str, right: str, width: int) -> str:
    return f"{pad(left, width - display_width(right) - 2)}  {right}"
