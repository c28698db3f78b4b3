"""The law as it stands for one unit: the national regimes, and the local rule sets that reach the unit.

A local rule set (of a ministry, province, academy or cluster) is a file of the installation's `law` folder, of the same
shape as a regime (`core.law.overlays`). Files are read again when they change; a new one needs no restart. While any of
them is faulty none is used, so that nobody is judged by half of a rule set; `thidua check` says what is wrong.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import structlog
from django.conf import settings

from thidua.core.errors import InputError, InputErrors
from thidua.core.law.overlays import overlays_for
from thidua.core.law.regimes import Law, law
from thidua.organisations.models import Membership, Organisation
from thidua.organisations.queries import valid_on

log = structlog.get_logger(__name__)

Mark = tuple[str, int, int]
"""A file by name, time of its last change and size in bytes: what tells that it must be read again."""


def law_for(organisation_id: int, *, on: date) -> Law:
    """The law for a unit and its people, by the clusters to which the unit belongs on that day."""
    marks = _marks()
    overlays = _read(marks).overlays
    if not overlays:
        return law()
    code = Organisation.objects.values_list("code", flat=True).get(pk=organisation_id)
    members = Membership.objects.filter(valid_on(on), organisation_id=organisation_id)
    clusters: list[str | None] = [*members.values_list("cluster__code", flat=True)] or [None]
    reaching = {
        overlay.code for cluster in clusters for overlay in overlays_for(overlays, cluster=cluster, organisation=code)
    }
    return _chosen(marks, tuple(sorted(reaching)))


def local_law_faults() -> tuple[InputError, ...]:
    """Everything that is wrong with the files of the folder: of their shape, and of what they do to the law."""
    try:
        law().with_overlay_files(_contents(_marks()))
    except InputErrors as refusal:
        return refusal.errors
    return ()


@lru_cache(maxsize=2)
def _read(marks: tuple[Mark, ...]) -> Law:
    if not marks:
        return law()
    try:
        return law().with_overlay_files(_contents(marks))
    except InputErrors as refusal:
        log.error("local_law_faulty", faults=len(refusal.errors), first=str(refusal.errors[0].message))
        return law()


@lru_cache(maxsize=64)
def _chosen(marks: tuple[Mark, ...], codes: tuple[str, ...]) -> Law:
    """The national law with some of the rule sets, worked in once for all units that share them."""
    return law().with_overlays(overlay for overlay in _read(marks).overlays if overlay.code in codes)


def _marks() -> tuple[Mark, ...]:
    folder = Path(settings.THIDUA_LAW)
    if not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".yaml", ".yml", ".json") and path.is_file():
            state = path.stat()
            found.append((path.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


def _contents(marks: tuple[Mark, ...]) -> list[tuple[str, bytes]]:
    folder = Path(settings.THIDUA_LAW)
    return [(name, (folder / name).read_bytes()) for name, _, _ in marks]
