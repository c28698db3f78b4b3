"""Articles, evidence marks and sources as a Markdown page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from thidua.core.law.nodes import Ground, Source

_NOBODY_S = ("memory", "inference", "proposal")
"""Sources that are none: nobody could look them up."""
EVIDENCE_WORDS: Mapping[str, str] = {"S": "", "M": "chưa kiểm chứng", "I": "suy ra, chưa kiểm chứng"}


class Footnotes:
    """The sources that a page names, listed once at its end in the order of their codes."""

    def __init__(self) -> None:
        self.named: dict[str, Source] = {}

    def ground(self, ground: Ground) -> str:
        """“ – Khoản 1 Điều 23 … (chưa kiểm chứng)[^l22_23]. Ghi chú.”"""
        cite = f" – {ground.cite}" if ground.cite else " – chưa rõ điều khoản"
        note = f". *{ground.note}*" if ground.note else ""
        return f"{cite}{self.mark(ground.evidence, ground.sources)}{note}"

    def mark(self, evidence: str, sources: Iterable[Source]) -> str:
        """“ (**chưa kiểm chứng**)[^l22_23]”: what was read nowhere names no source."""
        words = EVIDENCE_WORDS.get(evidence, evidence)
        marks = ""
        for source in sources:
            if source.code not in _NOBODY_S:
                self.named[source.code] = source
                marks += f"[^{source.code}]"
        return f" (**{words}**){marks}" if words else marks

    def lines(self) -> Iterator[str]:
        """The list of sources."""
        yield "## Nguồn\n"
        for code, source in sorted(self.named.items()):
            address = f". <{source.address}>" if source.address else ""
            yield f"[^{code}]: {source.title}{address}"
