"""`thidua eligibility FILE --compare`: the same facts under every regime, and why the answers differ."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from thidua.cli.score_table import clean, pad
from thidua.core.law.code_words_vi import SUBJECT_WORDS
from thidua.core.law.comparing import NOT_LOADED, Change, Comparison, Step, compare
from thidua.core.law.comparing_words_vi import change_words, result_words, step_words
from thidua.core.law.judging import Judgement, Reason
from thidua.core.law.questions import Question, QuestionFile
from thidua.core.law.regimes import Law
from thidua.core.law.sentences_vi import NOT_AN_AWARD, sentence
from thidua.core.vn import date_text

_COLUMN = 12
_SHORT = {None: "không có", "eligible": "đủ", "not_eligible": "không đủ", "undetermined": "chưa rõ"}


def print_comparison(law: Law, file: QuestionFile, *, as_json: bool, width: int) -> int:
    """Prints every comparison, as JSON (one object for a single case, else a list) or as tables. Returns 0."""
    answered = [(question, _compared(law, question)) for question in file.questions]
    if as_json:
        documents = [comparison_document(question, rows) for question, rows in answered]
        print(json.dumps(documents if file.listed else documents[0], ensure_ascii=False, indent=1))
        return 0
    lines = [line for question, rows in answered for line in _block(law, question, rows, width)]
    lines += _closing(law, width) if answered else ["Không có trường hợp nào để xét."]
    print("\n".join(line.rstrip() for line in lines))
    return 0


def _compared(law: Law, question: Question) -> tuple[Comparison, ...]:
    return compare(law, question.facts, None if question.award is None else [question.award])


def comparison_document(question: Question, rows: tuple[Comparison, ...]) -> dict[str, Any]:
    """A case with its awards: the answer of each regime, and the changes from one to the next."""
    return {"id": question.id, "awards": [_row(row) for row in rows]}


def _row(row: Comparison) -> dict[str, Any]:
    results = {
        regime.code: judgement.result if judgement else None
        for regime, judgement in zip(row.regimes, row.judgements, strict=True)
    }
    return {"award": row.award, "results": results, "steps": [_step(step) for step in row.steps]}


def _step(step: Step) -> dict[str, Any]:
    return {"from": step.before, "to": step.after, "changes": [_change(change) for change in step.changes]}


def _change(change: Change) -> dict[str, Any]:
    because = {"because": [_change(inner) for inner in change.because]} if change.because else {}
    return {
        "change": change.kind,
        "alternative": change.alternative,
        "before": _reason(change.before),
        "after": _reason(change.after),
        "text": change_words(change),
        **because,
    }


def _reason(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {"state": reason.state, "condition": reason.condition, "cite": reason.cite, "text": sentence(reason)}


def _block(law: Law, question: Question, rows: tuple[Comparison, ...], width: int) -> Iterator[str]:
    facts = question.facts
    told = f"{clean(question.id)} · " if question.id else ""
    yield from _wrapped(f"{told}{SUBJECT_WORDS[facts.subject]}, số liệu năm {facts.year}", width)
    names = width - _COLUMN * len(law.regimes)
    yield pad("", names) + "".join(pad(regime.code, _COLUMN) for regime in law.regimes)
    yield pad("", names) + "".join(pad(f"từ {regime.first:%m/%Y}", _COLUMN) for regime in law.regimes)
    for row in rows:
        results = "".join(pad(_result(judgement), _COLUMN) for judgement in row.judgements)
        yield pad(f"{row.award} {row.name}", names - 1) + " " + results
    explained = [line for row in rows for line in _explained(row, width)]
    yield from ("", *explained, "") if explained else ("",)


def _result(judgement: Judgement | None) -> str:
    return _SHORT[judgement.result if judgement else None]


def _explained(row: Comparison, width: int) -> Iterator[str]:
    """Why the answers differ. That a law is not loaded concerns all alike and is said once, at the end."""
    for step in row.steps:
        changes = [change for change in step.changes if change.kind != NOT_LOADED]
        if changes:
            yield from _wrapped(f"{row.award}, {step.before} → {step.after}: {step_words(step)}", width)
            yield from _changes(changes, width, "- ")


def _changes(changes: list[Change], width: int, mark: str) -> Iterator[str]:
    for change in changes:
        yield from _wrapped(clean(change_words(change)), width, first=mark, rest=" " * len(mark))
        yield from _changes(list(change.because), width, f"  {mark}")


def _closing(law: Law, width: int) -> Iterator[str]:
    for regime in law.regimes:
        until = f" đến {date_text(regime.last)}" if regime.last else ""
        loaded = "" if regime.awards else f"; chưa nạp quy định: {result_words('undetermined').lower()}"
        yield from _wrapped(
            f"{regime.code}: {regime.title} (từ {date_text(regime.first)}{until}{loaded})", width, rest="    "
        )
    yield from _wrapped(NOT_AN_AWARD, width)


def _wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    # "91/2017/NĐ-CP" stays in one piece
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [""]
