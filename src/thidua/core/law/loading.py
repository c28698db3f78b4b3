"""The law files shipped with the project → `Regime` objects, or every fault of every file at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from thidua.core.errors import ErrorList, InputError, InputErrors
from thidua.core.law.building import Builder, Span, sources_of
from thidua.core.law.conditions.base import AwardName
from thidua.core.law.dated import DATA, holds
from thidua.core.law.model import Regime
from thidua.core.law.nodes import Ground
from thidua.core.law.shape import REGIME
from thidua.core.reading import read_tree
from thidua.core.shape import Record
from thidua.core.vn import date_text


@dataclass(frozen=True, slots=True)
class LawFile:
    """A law file whose shape has been read: `plain` is its tree, `errors` gathers what is found later."""

    name: str
    plain: Mapping[str, Any]
    errors: ErrorList


def read_law_file(data: bytes, *, file: str, shape: Record) -> LawFile:
    """One regime or overlay file. Faults of form are in its `errors`; raises InputErrors when it cannot be read."""
    tree = read_tree(data, file=file)
    errors = ErrorList(file)
    return LawFile(file, shape.read(tree, "", errors) or {}, errors)


def shipped_regimes() -> tuple[Regime, ...]:
    """The national regimes in the project, by date. Raises InputErrors with every fault."""
    paths = sorted((DATA / "regimes").glob("*.yaml"))
    return build_regimes([(path.name, path.read_bytes()) for path in paths], holds())


def build_regimes(files: Iterable[tuple[str, bytes]], bars: Mapping[str, Ground] | None = None) -> tuple[Regime, ...]:
    """Regimes from (name, bytes) pairs, with the bar that makes a pending matter a hold in each.

    Raises InputErrors with every fault of every file: a value without source or article, dates outside the file's,
    unknown awards, regimes that overlap or leave a gap."""
    read: list[LawFile] = []
    found: list[InputError] = []
    for name, data in files:
        try:
            read.append(read_law_file(data, file=name, shape=REGIME))
        except InputErrors as refusal:
            found.extend(refusal.errors)
    names = award_names(item.plain for item in read)
    regimes = [_regime(item, names, (bars or {}).get(item.plain.get("code") or "")) for item in read]
    for item in read:
        found.extend(item.errors.errors)
    whole = sorted((regime for regime in regimes if regime is not None), key=lambda regime: regime.first)
    if not found:
        found.extend(_faults_between(whole))
    if found:
        raise InputErrors(found)
    return tuple(whole)


def award_names(plains: Iterable[Mapping[str, Any]]) -> dict[str, AwardName]:
    """How the awards are called, in any of the files: old titles count under the new law, so they keep a name."""
    names = {}
    for plain in plains:
        for code, row in (plain.get("awards") or {}).items():
            if row is not None and row.get("name") is not None:
                names[code] = AwardName(row["name"], title=row.get("kind") == "title")
    return names


def span_of(plain: Mapping[str, Any], errors: ErrorList) -> Span | None:
    """The dates of a file; None, and a fault, where they are missing or end before they begin."""
    dates = plain.get("in_force") or {}
    first, last = dates.get("from"), dates.get("to")
    if first is None:
        return None
    if last is not None and last < first:
        errors.add(
            "in_force.to", f"Ngày hết hiệu lực {date_text(last)} trước ngày có hiệu lực {date_text(first)}: sửa lại."
        )
        return None
    return Span(first, last)


def _regime(item: LawFile, names: Mapping[str, AwardName], hold: Ground | None) -> Regime | None:
    plain, errors = item.plain, item.errors
    span = span_of(plain, errors)
    if span is None:
        return None
    own = {**names, **award_names([plain])}
    builder = Builder(sources=sources_of(plain.get("sources")), span=span, names=own, errors=errors)
    awards = {code: builder.award(code, row) for code, row in (plain.get("awards") or {}).items() if row is not None}
    texts, drafts = builder.texts(plain.get("texts")), builder.drafts(plain.get("drafts"))
    builder.check_unused_sources()
    if len(errors):
        return None
    return Regime(
        code=plain["code"],
        title=plain["title"],
        first=span.first,
        last=span.last,
        note=plain.get("note") or "",
        texts=texts,
        drafts=drafts,
        awards={code: award for code, award in awards.items() if award is not None},
        names=own,
        hold=hold,
    )


def _faults_between(regimes: Sequence[Regime]) -> Iterable[InputError]:
    codes: set[str] = set()
    end: date | None = None
    for place, regime in enumerate(regimes):
        if regime.code in codes:
            yield InputError(regime.code, "code", f"Mã “{regime.code}” trùng: mỗi giai đoạn có mã riêng.")
        codes.add(regime.code)
        if place and (end is None or regime.first != end + timedelta(days=1)):
            until = "chưa có ngày hết hiệu lực" if end is None else f"hết hiệu lực ngày {date_text(end)}"
            yield InputError(
                regime.code,
                "in_force.from",
                f"Có hiệu lực ngày {date_text(regime.first)} nhưng giai đoạn trước {until}: phải liền ngày.",
            )
        end = regime.last
    if regimes and end is not None:
        yield InputError(regimes[-1].code, "in_force.to", "Giai đoạn cuối phải để trống ngày hết hiệu lực.")
