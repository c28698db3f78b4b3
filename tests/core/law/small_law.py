"""Small regimes and overlays for tests, written as plain Python and read as the product reads its own files."""

from __future__ import annotations

from typing import Any

from core.law.helpers import as_bytes
from thidua.core.errors import InputErrors
from thidua.core.law.loading import build_regimes
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law

SOURCES = {"s": {"title": "Nguồn", "address": "https://example.vn/"}}
GROUND = {"cite": "Khoản 1 Điều 5 Luật mẫu", "evidence": "S", "source": ["s"]}


def condition(kind: str, **parameters: Any) -> dict[str, Any]:
    return {"type": kind, **parameters, **GROUND}


def any_of(*conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "any_of", "of": list(conditions), **more}


def all_of(*conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "all_of", "of": list(conditions), **more}


def award(*conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "name": "Danh hiệu mẫu",
        "kind": "title",
        "subjects": ["individual", "collective", "household"],
        "level": "base",
        "decided_by": {"text": "Người đứng đầu", **GROUND},
        "criteria": list(conditions),
        **more,
    }


def regime_document(awards: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "format": "thidua.law/1",
        "kind": "regime",
        "code": "T1",
        "title": "Luật mẫu",
        "in_force": {"from": "2020-01-01", "to": None},
        "texts": [{"code": "luat-mau", "title": "Luật mẫu", "evidence": "S", "source": ["s"]}],
        "sources": SOURCES,
        "awards": {"MAU": award(condition("registered"))} if awards is None else awards,
        **more,
    }


OTHERS = {
    "TIT": award(condition("registered"), name="Danh hiệu kia"),
    "COM": award(condition("registered"), name="Bằng khen kia", kind="commendation"),
}


def small_regime(*conditions: dict[str, Any], **more: Any) -> Regime:
    """A regime in which MAU asks for these conditions; TIT is a title and COM a commendation."""
    return small_law(regime_document({"MAU": award(*conditions, **more), **OTHERS})).regimes[0]


def small_law(*documents: dict[str, Any]) -> Law:
    return Law(build_regimes((f"{place}.yaml", as_bytes(document)) for place, document in enumerate(documents)))


def law_faults(*documents: dict[str, Any]) -> dict[str, str]:
    """Path → sentence of a refused law; empty when it is sound."""
    try:
        small_law(*documents)
    except InputErrors as refusal:
        return {error.path: error.message for error in refusal.errors}
    return {}


def overlay_document(awards: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "format": "thidua.law/1",
        "kind": "overlay",
        "code": "tinh-mau",
        "title": "Quy chế của tỉnh mẫu",
        "in_force": {"from": "2021-01-01", "to": None},
        "issuer": {"level": "province", "name": "Tỉnh mẫu"},
        "regimes": ["T1"],
        "sources": SOURCES,
        "awards": awards,
        **more,
    }


def overlay_award(*conditions: dict[str, Any], **blocks: Any) -> dict[str, Any]:
    return {"criteria": list(conditions), **blocks} if conditions else blocks


def with_overlays(law: Law, *documents: dict[str, Any]) -> Law:
    return law.with_overlay_files((f"{item.get('code')}.yaml", as_bytes(item)) for item in documents)


def overlay_faults(law: Law, *documents: dict[str, Any]) -> dict[str, str]:
    """Path → sentence of refused overlays; empty when they are sound."""
    try:
        with_overlays(law, *documents)
    except InputErrors as refusal:
        return {error.path: error.message for error in refusal.errors}
    return {}
