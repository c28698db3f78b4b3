"""`docs/law-twenty-people.md`: the twenty invented people under every law, side by side, with the reason for each
change. `python -m thidua.cli.demonstration.twenty_document > docs/law-twenty-people.md`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date

from thidua.cli.demonstration.twenty import Someone, Twenty, twenty
from thidua.cli.demonstration.twenty_facts import facts_of
from thidua.cli.demonstration.twenty_words import record_words
from thidua.core.law.advice import Lack, lacking
from thidua.core.law.comparing import NOT_LOADED, Change, Comparison, Step, compare
from thidua.core.law.comparing_words_vi import change_words, result_words, step_words, told
from thidua.core.law.judging import ELIGIBLE, Judgement, Reason
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law, law
from thidua.core.vn import date_text

_HEAD = """# Hai mươi người, {count} giai đoạn luật

<!-- Viết ra bằng `python -m thidua.cli.demonstration.twenty_document > docs/law-twenty-people.md`;
không sửa bằng tay. -->

**SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật.** Hai mươi người của Đơn vị mẫu 07 là hư cấu; mỗi người cho thấy một điều
của luật. Trong bản trình diễn (`thidua demo`) họ ở trong sổ của đơn vị ấy.

Cùng một hồ sơ năm {year} được xét theo từng giai đoạn, như thể giai đoạn ấy có hiệu lực cho năm đó: không phải xét lại,
chỉ để thấy luật đổi thì kết quả đổi ra sao và vì sao. Điều kiện, nguồn, bằng chứng của từng điều khoản ở
[law.md](law.md); căn cứ chưa ai đọc được trong văn bản thì ghi **chưa kiểm chứng**. Đủ điều kiện không có nghĩa là được
tặng: hội đồng quyết định. So sánh với số liệu của mình: `thidua eligibility TỆP --compare`.
"""
_SHORT = {None: "không có", "eligible": "Đủ", "not_eligible": "Không đủ", "undetermined": "Chưa kết luận được"}


def twenty_markdown(law: Law, all_of: Twenty) -> str:
    """The whole page: what the columns are, the table, then each person with the reasons."""
    compared = [(one, compare(law, facts_of(one, all_of), [one.award])[0]) for one in all_of.people]
    columns = {regime.code: _column(regime, all_of.year) for regime in law.regimes}
    rows = [row for _, row in compared]
    lines = [_HEAD.format(count=_IN_WORDS.get(len(law.regimes), len(law.regimes)), year=all_of.year)]
    lines += [*_periods(law, columns, rows), "## Kết quả\n", *_summary(rows, columns), *_table(compared, columns)]
    for number, (one, row) in enumerate(compared, 1):
        lines += _person(number, one, row, all_of, columns)
    return "\n".join(lines).rstrip() + "\n"


_IN_WORDS = {3: "ba", 4: "bốn", 5: "năm", 6: "sáu"}


def _column(regime: Regime, year: int) -> str:
    """The year itself for the law that was then in force; the month from which a later one is."""
    return str(year) if regime.holds_on(date(year, 12, 31)) else f"{regime.first:%m/%Y}"


def _periods(law: Law, columns: dict[str, str], rows: list[Comparison]) -> Iterator[str]:
    yield "## Các cột\n"
    asked = {row.award for row in rows}
    for regime in law.regimes:
        until = f"{date_text(regime.first)} – {date_text(regime.last)}" if regime.last else date_text(regime.first)
        dates = until if regime.last else f"từ {until}"
        yield f"- **{columns[regime.code]}** ({regime.code}, {dates}): {regime.title}"
        if not regime.awards:
            yield f"  - Chưa nạp quy định, vì chưa ai đọc được văn bản: {result_words('undetermined').lower()} cho ai."
        for draft in regime.drafts:
            if draft.award in asked:
                yield f"  - Chưa phải luật – {draft.status}, về {law.award_name(draft.award)}: {draft.text}"
    yield ""


def _summary(rows: list[Comparison], columns: dict[str, str]) -> Iterator[str]:
    """How many answers change from one loaded law to the next."""
    for place, step in enumerate(rows[0].steps):
        steps = [row.steps[place] for row in rows]
        if any(change.kind == NOT_LOADED for one in steps for change in one.changes):
            continue
        span = f"{columns[step.before]} → {columns[step.after]}"
        turns = Counter(step_words(one) for one in steps if one.result_before != one.result_after)
        if turns:
            said = "; ".join(f"{words}: {number} người" for words, number in turns.most_common())
            yield f"- **{span}**: {sum(turns.values())} trong {len(rows)} kết quả đổi. {said}."
        elif any(one.changes for one in steps):
            yield f"- **{span}**: không kết quả nào đổi, có lý do đổi."
        else:
            yield f"- **{span}**: không kết quả nào, không lý do nào đổi; điều khoản dẫn thì theo văn bản mới."
    yield ""


def _table(compared: list[tuple[Someone, Comparison]], columns: dict[str, str]) -> Iterator[str]:
    yield f"| | Người | Danh hiệu, hình thức | {' | '.join(columns.values())} |"
    yield f"|{'---|' * (3 + len(columns))}"
    for number, (one, row) in enumerate(compared, 1):
        yield f"| {number} | {one.name} | {row.name} | {' | '.join(_cells(row))} |"
    yield ""


def _cells(row: Comparison) -> Iterator[str]:
    """The answers; one that differs from the law before is bold."""
    before = row.judgements[0]
    for judgement in row.judgements:
        words = _SHORT[judgement.result if judgement else None]
        same = (judgement and judgement.result) == (before and before.result)
        yield words if same else f"**{words}**"
        before = judgement


def _person(number: int, one: Someone, row: Comparison, all_of: Twenty, columns: dict[str, str]) -> Iterator[str]:
    yield f"## {number}. {one.name} – {row.name}\n"
    yield f"{one.shows}.\n"
    yield f"*Hồ sơ:* {record_words(one, all_of)}\n"
    yield " → ".join(f"{columns[regime.code]}: {cell}" for regime, cell in zip(row.regimes, _cells(row), strict=True))
    yield ""
    for step in row.steps:
        if step.changes and not any(change.kind == NOT_LOADED for change in step.changes):
            yield from _step(step, columns)
    loaded = [item for item in row.judgements if item is not None and item.rules is not None]
    if any(item.result != ELIGIBLE for item in loaded[-1:]):
        yield from _still(loaded[-1], columns)
    elif not any(step.changes for step in row.steps[: len(loaded) - 1]):
        yield from _all_met(loaded[0], columns)


def _step(step: Step, columns: dict[str, str]) -> Iterator[str]:
    yield f"**{columns[step.before]} → {columns[step.after]}: {step_words(step)}**\n"
    yield from _changes(step.changes, 0)
    yield ""


def _changes(changes: tuple[Change, ...], indent: int) -> Iterator[str]:
    for change in changes:
        yield f"{' ' * indent}- {_marked(change_words(change))}."
        yield from _changes(change.because, indent + 2)


def _still(judgement: Judgement, columns: dict[str, str]) -> Iterator[str]:
    """What stands in the way under the latest law that is loaded."""
    yield f"Theo luật từ {columns[judgement.regime]} còn thiếu hoặc chưa rõ:\n"
    for lack in lacking(judgement):
        yield from _lack(lack)
    yield ""


def _all_met(judgement: Judgement, columns: dict[str, str]) -> Iterator[str]:
    """What is met, where no law says otherwise."""
    yield f"Không đổi. Theo luật của cột {columns[judgement.regime]}, đạt vì:\n"
    yield from (f"- {_marked(told(reason))}." for reason in judgement.reasons if reason.state == "met")
    yield ""


def _lack(lack: Lack) -> Iterator[str]:
    """One condition, or the ways of which one would do; those that nobody has claimed (a sudden achievement, say) are
    left out beside others."""
    claimed = [way for way in lack.alternatives if not all(reason.code.endswith(".silent") for reason in way)]
    ways = ["; và ".join(map(_inside, way)) for way in claimed or lack.alternatives]
    if len(ways) == 1:
        yield f"- {_capital(ways[0])}."
        return
    yield "- Một trong các cách sau:"
    yield from (f"  - {_capital(way)}." for way in ways)


def _inside(reason: Reason) -> str:
    words = _marked(told(reason))
    return f"{words[0].lower()}{words[1:]}"


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _marked(words: str) -> str:
    """The mark of what nobody has read stands out."""
    return words.replace("chưa kiểm chứng", "**chưa kiểm chứng**")


if __name__ == "__main__":
    sys.stdout.buffer.write(twenty_markdown(law(), twenty()).encode())
