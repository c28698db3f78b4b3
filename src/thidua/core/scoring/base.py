"""What every rule of a leaf can do, and the reader that checks one claim."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, ClassVar, Final

from thidua.core.errors import ErrorList
from thidua.core.numbers import exact, number_fault, plain
from thidua.core.shape import NOT_FINITE, describe, join
from thidua.core.tree import NotFinite, Repeated, Tree

COMMON_FIELDS = frozenset(("assigned", "note", "evidence"))


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a claim field: the code as the set writes it, words for a screen, and the points that it gives
    (or takes away, for an event)."""

    code: str
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class ClaimField:
    """One field of a claim. `kind`: decimal | whole | choice | multi-choice | flag | counts | scores; `low` and `high`
    bound a number; `counts` asks a whole number for each option."""

    name: str
    kind: str
    options: tuple[Option, ...] = ()
    required: bool = True
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event or a knock-out does outside the points: exclude | lower_grade | cap_grade (with `grade`)."""

    kind: str
    grade: str | None = None


class ClaimReader:
    """Checks the fields of one claim at a time and remembers numbers already read. `place()` says where the claim is,
    so that a path is only made when there is a fault."""

    def __init__(self, errors: ErrorList) -> None:
        self.errors = errors
        self.numbers: dict[str, Decimal] = {}
        self.memos: dict[int, dict[Any, Any]] = {}
        self.path: Callable[[], str] = str

    def fault(self, field: str, message: str) -> None:
        self.errors.add(join(self.path(), field) if field else self.path(), message)

    def memo(self, rule: Rule) -> dict[Any, Any]:
        """A store of one rule for values already checked, living as long as this reader."""
        found = self.memos.get(id(rule))
        if found is None:
            found = self.memos[id(rule)] = {}
        return found

    def number(
        self, raw: Tree, field: str, *, low: Decimal | None = None, high: Decimal | None = None
    ) -> Decimal | None:
        """The exact number at `field`, or None after a fault."""
        value = self._number(raw, field)
        if value is not None and low is not None and value < low:
            self.fault(field, f"Số {vi(value)} nhỏ quá: phải từ {vi(low)} trở lên.")
            return None
        if value is not None and high is not None and value > high:
            self.fault(field, f"Số {vi(value)} vượt mức tối đa {vi(high)}.")
            return None
        return value

    def _number(self, raw: Tree, field: str) -> Decimal | None:
        if isinstance(raw, NotFinite):
            self.fault(field, NOT_FINITE)
        elif raw is None:
            self.fault(field, "Chưa có số: ghi một số, hoặc để trống cả mục nếu chưa chấm.")
        elif not isinstance(raw, str):
            self.fault(field, f"Ở đây phải là số, đang là {describe(raw)}.")
        else:
            value = self.numbers.get(raw)
            if value is not None:
                return value
            message = number_fault(raw)
            if message is None:
                value = self.numbers[str(raw)] = exact(raw)
                return value
            self.fault(field, message)
        return None

    def whole(self, raw: Tree, field: str) -> int | None:
        """The whole number ≥ 0 at `field`, or None after a fault."""
        value = self.number(raw, field, low=Decimal(0))
        if value is None:
            return None
        if value != value.to_integral_value():
            self.fault(field, f"Số {vi(value)} không phải là số nguyên: ghi số nguyên, ví dụ 2.")
            return None
        return int(value)

    def text(self, raw: Tree, field: str) -> str | None:
        """Text as written at `field`, or None after a fault."""
        if isinstance(raw, str) and not isinstance(raw, NotFinite):
            return str(raw)
        self.fault(field, f"Ở đây phải là chữ, đang là {describe(raw)}.")
        return None

    def counts(self, raw: Tree, field: str, known: Mapping[str, object], noun: str) -> Counts | None:
        """Whole numbers by code, sorted, without zeros; None after a fault."""
        if not isinstance(raw, dict):
            self.fault(field, f"Ở đây phải là các cặp mã: số lần, đang là {describe(raw)}.")
            return None
        if isinstance(raw, Repeated):
            for code in raw.keys_repeated:
                self.fault(f"{field}.{code}", f"Mã “{code}” viết hơn một lần: giữ lại một.")
        result, sound = [], True
        for code, item in raw.items():
            if code not in known:
                self.fault(f"{field}.{code}", f"Không có {noun} “{code}” trong quy tắc: {listed(known)}.")
                sound = False
                continue
            count = self.whole(item, f"{field}.{code}")
            sound = sound and count is not None
            if count:
                result.append((code, count))
        return tuple(sorted(result)) if sound else None


Counts = tuple[tuple[str, int], ...]


class RuleFaults:
    """Collects faults of a rule's parameters, below the rule's path."""

    def __init__(self, errors: ErrorList, path: str) -> None:
        self._errors = errors
        self._path = path

    def add(self, field: str, message: str) -> None:
        self._errors.add(join(self._path, field), message)

    def within(
        self, field: str, value: Decimal | None, *, low: Decimal | None = None, high: Decimal | None = None
    ) -> None:
        """A fault where a parameter is outside [low, high]."""
        if value is None:
            return
        if low is not None and value < low:
            self.add(field, f"Số {vi(value)} nhỏ quá: phải từ {vi(low)} trở lên.")
        if high is not None and value > high:
            self.add(field, f"Số {vi(value)} lớn quá: không được vượt {vi(high)}.")

    def positive(self, field: str, value: Decimal | None) -> None:
        if value is not None and value <= 0:
            self.add(field, f"Số {vi(value)} không dùng được: phải lớn hơn 0.")

    def points(self, field: str, table: Mapping[str, Decimal | None] | None, maximum: Decimal | None) -> None:
        """Faults of a table of points by code: empty, or points outside [0, M]."""
        if table is not None and not table:
            self.add(field, "Danh sách trống: khai báo ít nhất một mục.")
        for code, points in (table or {}).items():
            self.within(f"{field}.{code}", points, low=ZERO, high=maximum)


class Rule(ABC):
    """A rule of points. Claims are taken as prepared by `read`: hashable, exact, already checked."""

    kind: ClassVar[str]

    @classmethod
    @abstractmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Rule:
        """The rule from its parameters in plain form; parameters outside their ranges go to `faults`."""

    @abstractmethod
    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        """The fields of a claim, in the order of a form."""

    @abstractmethod
    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        """The claim prepared for `points`; None when it is missing or faulty (the reader has the faults)."""

    @abstractmethod
    def points(self, claim: Any, maximum: Decimal) -> Fraction:
        """Exact points of a prepared claim, before the one rounding of the leaf."""

    def effects(self, claim: Any) -> Sequence[Effect]:
        """What the claim does outside the points, once for each event that occurred."""
        return ()


class State(Enum):
    """Stands where a prepared claim would. (None stands for a claim that nobody has made.)"""

    NOT_ASSIGNED = "not assigned"
    TOO_FEW = "fewer scores than the rule asks for"


ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


def capped(points: Fraction, maximum: Decimal) -> Fraction:
    """min(M, points)."""
    return min(points, Fraction(maximum))


def vi(value: Decimal | int) -> str:
    """A number in a message, with the decimal comma."""
    return plain(value).replace(".", ",")


def listed(known: Mapping[str, object]) -> str:
    """The codes that may be used, for a message."""
    codes = list(known)
    return "dùng " + ", ".join(codes[:8]) + (", …" if len(codes) > 8 else "")


def readable(code: str) -> str:
    """A code made readable: underscores are spaces. A set may carry its labels only as codes."""
    return code.replace("_", " ").strip() or code


def best_first(table: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Codes with their points, most points first: the order of a form and of words, whatever order the file had."""
    return sorted(table.items(), key=lambda item: -item[1])


def options_of(table: Mapping[str, Decimal]) -> tuple[Option, ...]:
    return tuple(Option(code, readable(code), points) for code, points in best_first(table))
