"""`docs/law.md` out of the law files: `python -m thidua.core.law.document > docs/law.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from thidua.core.law.award_words_vi import dossier_words, prize_words, quota_words, timing_words, vote_words
from thidua.core.law.changes import changes
from thidua.core.law.code_words_vi import KIND_WORDS, LEVEL_WORDS, ROUTE_WORDS, SUBJECT_WORDS
from thidua.core.law.condition_words_vi import requirement
from thidua.core.law.conditions.base import Names
from thidua.core.law.document_dated import dated_markdown
from thidua.core.law.document_grounds import Footnotes
from thidua.core.law.model import Award, Regime
from thidua.core.law.nodes import Leaf, Node
from thidua.core.law.regimes import Law, law
from thidua.core.vn import date_text

_HEAD = """# Quy định về danh hiệu thi đua, hình thức khen thưởng

<!-- Viết ra từ dữ liệu luật bằng `python -m thidua.core.law.document > docs/law.md`; không sửa bằng tay. -->

Viết lại bằng lời của dự án theo từng giai đoạn luật, không phải nguyên văn. Mỗi điều kiện kèm điều, khoản và nơi đã đọc
(thường là bản dẫn lại, không phải Công báo). **Chưa kiểm chứng**: ghi theo trí nhớ hoặc suy ra, phải đối chiếu văn bản
trước khi dùng. **Chưa xác định**: chưa ai đọc được, hệ thống không tự kết luận. Đủ điều kiện không có nghĩa là được
tặng: hội đồng quyết định.
"""


def law_markdown(law: Law) -> str:
    """The whole law as one Markdown page: the periods; each award in each period, with its articles, and what changed
    from one period to the next; the dated values beside them; the sources."""
    notes = Footnotes()
    lines = [_HEAD, *_periods(law.regimes, notes)]
    for code in law.award_codes:
        lines += _award(code, law.regimes, notes)
    lines += dated_markdown(notes)
    return "\n".join([*lines, *notes.lines()]) + "\n"


def _dates(regime: Regime) -> str:
    first = date_text(regime.first)
    return f"từ {first}" if regime.last is None else f"{first} – {date_text(regime.last)}"


def _periods(regimes: Iterable[Regime], notes: Footnotes) -> Iterator[str]:
    yield "## Các giai đoạn\n"
    for regime in regimes:
        yield f"- **{regime.code}** ({_dates(regime)}): {regime.title}"
        for text in regime.texts:
            yield f"  - {text.title}{notes.mark(text.evidence, text.sources)}"
        if regime.note:
            yield f"  - {regime.note}"
    yield ""


def _award(code: str, regimes: tuple[Regime, ...], notes: Footnotes) -> Iterator[str]:
    latest = [regime for regime in regimes if code in regime.awards][-1]
    yield f"## {latest.awards[code].name} ({code})\n"
    before: Regime | None = None
    for regime in regimes:
        award = regime.awards.get(code)
        if award is not None:
            yield f"### {code} · {regime.code} ({_dates(regime)})\n"
            yield from _period_of_award(award, regime.names, notes)
            if before is not None:
                yield from _changes(before, regime, code)
        elif regime.awards and before is not None:
            yield f"### {code} · {regime.code} ({_dates(regime)})\n\nKhông còn trong quy định.\n"
        elif not regime.awards:
            yield f"### {code} · {regime.code} ({_dates(regime)})\n\nChưa nạp quy định: chưa đủ căn cứ để kết luận.\n"
        for draft in regime.drafts:
            if draft.award == code:
                yield f"Chưa phải luật – {draft.status}: {draft.text}{notes.mark('S', draft.sources)}\n"
        before = regime if award is not None else before


def _changes(before: Regime, regime: Regime, code: str) -> Iterator[str]:
    found = changes(before.awards[code], regime.awards[code], regime.names)
    if not found:
        yield f"So với {before.code}: không đổi nội dung.\n"
        return
    yield f"So với {before.code}:\n"
    yield from (f"- {sentence}" for sentence in found)
    yield ""


def _period_of_award(award: Award, names: Names, notes: Footnotes) -> Iterator[str]:
    subjects = ", ".join(SUBJECT_WORDS[subject] for subject in award.subjects)
    yield f"{award.name}: {KIND_WORDS[award.kind]} {LEVEL_WORDS[award.level]} cho {subjects}.\n"
    yield "- **Điều kiện**"
    yield from _conditions(award.criteria, names, notes, indent=2)
    blocks = (
        ("Thẩm quyền", award.decided_by.text, award.decided_by),
        ("Tỷ lệ", quota_words(award.quota, names), award.quota),
        ("Phiếu của hội đồng", vote_words(award.vote_threshold), award.vote_threshold),
        ("Tiền thưởng", prize_words(award.prize_multiple), award.prize_multiple),
        ("Hồ sơ", dossier_words(award.dossier), award.dossier),
        ("Thời gian", timing_words(award.timing), award.timing),
    )
    for what, words, block in blocks:
        if block is not None:
            yield f"- **{what}**: {words}{notes.ground(block.ground)}"
    yield f"\n{award.note}\n" if award.note else ""


def _conditions(nodes: Iterable[Node], names: Names, notes: Footnotes, *, indent: int) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Leaf):
            yield f"{' ' * indent}- {requirement(node, names)}{notes.ground(node.ground)}"
            continue
        label = f" ({ROUTE_WORDS.get(node.label, node.label)})" if node.label else ""
        cite = f" – {node.cite}" if node.cite else ""
        words = "Một trong các điều kiện" if node.op == "any_of" else "Đủ các điều kiện"
        yield f"{' ' * indent}- {words}{label}{cite}:"
        yield from _conditions(node.children, names, notes, indent=indent + 2)


if __name__ == "__main__":
    sys.stdout.buffer.write(law_markdown(law()).encode())
