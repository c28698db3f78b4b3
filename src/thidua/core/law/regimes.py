"""The law as a whole: which regime is in force on a day, and how it stands then with the local rule sets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from thidua.core.errors import InputError, InputErrors
from thidua.core.law.conditions.base import Names
from thidua.core.law.loading import shipped_regimes
from thidua.core.law.model import Award, Regime
from thidua.core.law.overlay_checks import check_overlays
from thidua.core.law.overlay_merge import with_overlay
from thidua.core.law.overlays import Overlay, read_overlay
from thidua.core.vn import date_text


class Law:
    """The regimes by date, and the local rule sets (overlays) worked into them. Never changes once made."""

    def __init__(self, regimes: tuple[Regime, ...], overlays: tuple[Overlay, ...] = ()) -> None:
        self.regimes = regimes
        self.overlays = overlays
        self._by_code = {regime.code: regime for regime in regimes}
        self._names: dict[str, str] = {}
        for regime in regimes:
            self._names.update({code: name.name for code, name in regime.names.items()})
        self._days = {regime.code: _days_of_change(regime, overlays) for regime in regimes}
        self._known: dict[tuple[str, date], Regime] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the regimes, by date."""
        return tuple(self._by_code)

    @property
    def award_codes(self) -> tuple[str, ...]:
        """Codes of every award that some regime has."""
        return tuple(self._names)

    @property
    def names(self) -> Names:
        """How every award is called in sentences, by the latest regime that has it."""
        return {code: name for regime in self.regimes for code, name in regime.names.items()}

    def award_name(self, code: str, *, on: date | None = None) -> str:
        """The name of an award, as the regime of a day calls it. Raises KeyError for an unknown code."""
        if on is not None:
            return self.on(on).names[code].name
        return self._names[code]

    def regime(self, code: str, *, on: date | None = None) -> Regime:
        """The regime of this code as it stands on a day, moved into the regime's dates; without a day, as it stands at
        its end. Raises KeyError."""
        regime = self._by_code[code]
        day = on if on is not None else date.max
        if day < regime.first:
            day = regime.first
        if regime.last is not None and day > regime.last:
            day = regime.last
        return self._on(regime, day)

    def on(self, day: date) -> Regime:
        """The regime in force on a day, as it stands then. Raises ValueError, with the sentence for the person, before
        the first one."""
        for regime in reversed(self.regimes):
            if regime.first <= day:
                return self._on(regime, day)
        raise ValueError(self.too_early(day))

    def too_early(self, day: date) -> str:
        """The sentence for a day before the first regime."""
        first = date_text(self.regimes[0].first)
        return f"Ngày {date_text(day)} trước ngày {first}: quy định trước ngày đó chưa được nạp."

    def _on(self, regime: Regime, day: date) -> Regime:
        since = max(change for change in self._days[regime.code] if change <= day)
        key = (regime.code, since)
        found = self._known.get(key)
        if found is None:
            awards = {code: award.on(since) for code, award in regime.awards.items()}
            found = replace(regime, awards=awards)
            for overlay in self.overlays:
                if regime.code in overlay.regimes and overlay.holds_on(since):
                    found = with_overlay(found, overlay, since)
            self._known[key] = found
        return found

    def awards_of(self, regime: Regime) -> Mapping[str, Award]:
        """The awards of a regime; of one whose rules are not loaded, those of the latest regime before it that has
        some: they are the awards that people ask about."""
        awards: Mapping[str, Award] = regime.awards
        for earlier in reversed(self.regimes):
            if not awards and earlier.first < regime.first:
                awards = earlier.awards
        return awards

    def with_overlays(self, overlays: Iterable[Overlay]) -> Law:
        """This law with local rule sets, each above its parent. Raises InputErrors, all at once: an overlay that
        loosens a national condition, fills what is not null, names an unknown parent, award or regime."""
        ordered = check_overlays(self.regimes, (*self.overlays, *overlays))
        return Law(self.regimes, ordered)

    def with_overlay_files(self, files: Iterable[tuple[str, bytes]]) -> Law:
        """This law with the overlays of these (name, bytes). Raises InputErrors with the faults of every file; what
        they may not do to the law is told once all of them can be read."""
        found: list[InputError] = []
        overlays = []
        for name, data in files:
            try:
                overlays.append(read_overlay(data, file=name, names=self.names))
            except InputErrors as refusal:
                found.extend(refusal.errors)
        if found:
            raise InputErrors(found)
        return self.with_overlays(overlays)


def _days_of_change(regime: Regime, overlays: Iterable[Overlay]) -> tuple[date, ...]:
    days = {regime.first}
    for award in regime.awards.values():
        days.update(award.days_of_change())
    for overlay in overlays:
        days.update(overlay.days_of_change())
    return tuple(sorted(day for day in days if regime.first <= day and (regime.last is None or day <= regime.last)))


@lru_cache(maxsize=1)
def law() -> Law:
    """The national law shipped with the project, read once per process."""
    return Law(shipped_regimes())
