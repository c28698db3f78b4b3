"""Claims (`thidua.claims/1`) read and checked against a criteria set, and single claims typed on a screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.criteria_shape import CLAIM, CLAIMS, CLAIMS_HEAD
from thidua.core.errors import ErrorList, InputError
from thidua.core.model import BASE, BONUS, DEDUCTIONS, CriteriaSet, Leaf
from thidua.core.numbers import plain
from thidua.core.reading import read_tree
from thidua.core.scoring.base import COMMON_FIELDS, ClaimReader, State, listed
from thidua.core.shape import describe, element_path, join, report_repeats
from thidua.core.tree import Num, Tree

PART_KEYS = {BASE: "claims", BONUS: "bonus", DEDUCTIONS: "deductions"}
"""Where the claims of each part of a set stand in a unit."""


@dataclass(frozen=True)
class UnitClaims:
    """A unit that takes part; its claims are in the columns of `Claims`."""

    code: str
    title: str
    class_code: str | None
    block: str | None
    knock_outs: tuple[str, ...]


@dataclass(frozen=True)
class Claims:
    """Claims of all units, by leaf: `columns[leaf][n]` is the prepared claim of unit n, None where there is none, or a
    `State`. `without_evidence[leaf]` are the units whose claim lacks evidence that the leaf requires."""

    criteria_set: str
    stage: str | None
    units: tuple[UnitClaims, ...]
    columns: Mapping[str, list[Any]]
    without_evidence: Mapping[str, frozenset[int]]
    tree: Tree

    @cached_property
    def positions(self) -> dict[str, int]:
        """Place of each unit by code."""
        return {unit.code: position for position, unit in enumerate(self.units)}

    def claim(self, unit_code: str, leaf_code: str) -> Any:
        """The prepared claim, None, or a `State`. Raises KeyError for an unknown unit or leaf."""
        return self.columns[leaf_code][self.positions[unit_code]]

    @cached_property
    def canonical(self) -> str:
        """Canonical JSON of the claims as given: the input that a published result stores."""
        return canonical_json(CLAIMS.read(self.tree, "", ErrorList("claims")))

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the canonical form."""
        return sha256_hex(self.canonical)


def parse_claims(data: bytes, criteria: CriteriaSet, *, file: str = "claims") -> Claims:
    """The claims in a YAML or JSON file. Raises InputErrors with every fault at once."""
    return claims_from_tree(read_tree(data, file=file), criteria, file=file)


def claims_shape(tree: Tree, *, file: str = "claims") -> dict[str, Any]:
    """The plain tree of claims whose criteria set is not at hand: their form is checked, their rules are not. Raises
    InputErrors."""
    errors = ErrorList(file)
    plain_tree = CLAIMS.read(tree, "", errors)
    errors.raise_if_any()
    return plain_tree or {}


def claims_from_tree(tree: Tree, criteria: CriteriaSet, *, file: str = "claims") -> Claims:
    """The claims in a tree already read. Raises InputErrors with every fault at once."""
    errors = ErrorList(file)
    head = CLAIMS_HEAD.read(tree, "", errors) or {}
    named = head.get("criteria_set")
    if named is not None and named != criteria.code:
        message = f"Bản khai này thuộc bộ tiêu chí “{named}”, không phải “{criteria.code}”: chọn đúng tệp."
        errors.add("criteria_set", message)
    units = _Units(criteria, errors)
    if head.get("units") == []:
        errors.add("units", "Chưa có đơn vị nào: khai báo ít nhất một đơn vị.")
    for index, row in enumerate(head.get("units") or ()):
        if row is not None:
            units.read(row, element_path("units", row, index))
    errors.raise_if_any()
    return Claims(
        criteria.code,
        head.get("stage"),
        tuple(units.units),
        units.columns,
        {code: frozenset(found) for code, found in units.without_evidence.items()},
        tree,
    )


class _Units:
    def __init__(self, criteria: CriteriaSet, errors: ErrorList) -> None:
        self.criteria = criteria
        self.errors = errors
        self.check = ClaimCheck(criteria, errors)
        self.units: list[UnitClaims] = []
        self.codes: set[str] = set()
        self.columns: dict[str, list[Any]] = {code: [] for code in criteria.leaves}
        self.without_evidence: dict[str, list[int]] = {}
        self.class_codes = [item.code for item in criteria.classes]
        self.knock_outs = {item.code for item in criteria.knock_outs}

    def read(self, row: Mapping[str, Any], path: str) -> None:
        code = row.get("code") or ""
        if code and code in self.codes:
            self.errors.add(path, f"Mã đơn vị “{code}” trùng: mỗi đơn vị chỉ khai một lần.")
        self.codes.add(code)
        unit = UnitClaims(
            code, row.get("title") or code, row.get("class"), row.get("block"), self._knock_outs(row, path)
        )
        known_class = self._class(unit, path)
        if self.criteria.ranking.within == "block" and not unit.block:
            self.errors.add(join(path, "block"), "Thiếu “block”: bộ tiêu chí xếp hạng theo khối, ghi khối của đơn vị.")
        position = len(self.units)
        self.units.append(unit)
        for column in self.columns.values():
            column.append(None)
        for part, key in PART_KEYS.items():
            entries = row.get(key)
            if entries is not None:
                self._entries(entries, part, join(path, key), unit.class_code, known_class, position)

    def _class(self, unit: UnitClaims, path: str) -> bool:
        if unit.class_code is None:
            if self.class_codes:
                self.errors.add(join(path, "class"), f"Thiếu đối tượng của đơn vị: {listed_of(self.class_codes)}.")
            return not self.class_codes
        if unit.class_code in self.class_codes:
            return True
        hint = listed_of(self.class_codes) if self.class_codes else "bộ tiêu chí không chia đối tượng, bỏ “class”"
        self.errors.add(join(path, "class"), f"Không có đối tượng mã “{unit.class_code}”: {hint}.")
        return False

    def _knock_outs(self, row: Mapping[str, Any], path: str) -> tuple[str, ...]:
        seen: list[str] = []
        for index, code in enumerate(row.get("knock_outs") or ()):
            where = f"{path}.knock_outs.{code if code is not None else index}"
            if code is None:
                continue
            if code not in self.knock_outs:
                hint = listed_of(self.knock_outs) if self.knock_outs else "bộ tiêu chí không có điều kiện nào"
                self.errors.add(where, f"Không có điều kiện ngoài điểm mã “{code}”: {hint}.")
            elif code in seen:
                self.errors.add(where, f"Điều kiện “{code}” ghi hơn một lần: giữ lại một.")
            else:
                seen.append(code)
        return tuple(seen)

    def _entries(
        self, entries: Tree, part: str, path: str, class_code: str | None, known_class: bool, position: int
    ) -> None:
        if not isinstance(entries, dict):
            self.errors.add(path, f"Ở đây phải là các cặp mã tiêu chí: bản khai, đang là {describe(entries)}.")
            return
        report_repeats(entries, path, self.errors)
        leaves, read, columns = self.criteria.leaves, self.check.read, self.columns
        for code, raw in entries.items():
            leaf = leaves.get(code)
            if leaf is None or leaf.part != part:
                if not code.startswith("x-"):
                    self.errors.add(join(path, code), unknown_leaf(self.criteria, code, part))
                continue
            if leaf.classes is not None and known_class and class_code not in leaf.classes:
                message = f"Tiêu chí {code} không áp dụng cho đối tượng “{class_code}”: bỏ mục này."
                self.errors.add(join(path, code), message)
                continue
            if raw is None:
                continue
            claim = columns[code][position] = read(leaf, raw, path)
            if leaf.evidence != "required" or claim is None or isinstance(claim, State):
                continue
            if not raw.get("evidence"):
                self.without_evidence.setdefault(code, []).append(position)


def listed_of(codes: Any) -> str:
    """The codes that may be used, for a message."""
    return listed(dict.fromkeys(sorted(codes) if isinstance(codes, set) else codes))


def unknown_leaf(criteria: CriteriaSet, code: str, part: str) -> str:
    """Why `code` cannot be claimed in this part."""
    node = criteria.nodes.get(code)
    if node is None:
        return f"Không có tiêu chí mã “{code}” trong bộ tiêu chí: kiểm tra lại mã."
    if code not in criteria.leaves:
        return f"“{code}” là một nhóm: khai từng tiêu chí bên trong."
    return f"Tiêu chí “{code}” thuộc phần “{PART_KEYS[node.part]}”, không phải “{PART_KEYS[part]}”: chuyển sang đó."


class ClaimCheck:
    """Reads single claims by the rule of their leaf; faults go to the error list."""

    def __init__(self, criteria: CriteriaSet, errors: ErrorList) -> None:
        self.errors = errors
        self.reader = ClaimReader(errors)
        self.step = criteria.step
        self._where: tuple[str, str] = ("", "")
        self.reader.path = lambda: join(*self._where)
        self._fields = {code: _field_names(leaf) for code, leaf in criteria.leaves.items()}

    def read(self, leaf: Leaf, raw: Tree, path: str, *, name: str | None = None) -> Any:
        """The prepared claim, a `State`, or None when it is missing or faulty. `name`: the last step of the path, the
        leaf's code unless given."""
        self._where = (path, leaf.code if name is None else name)
        names = self._fields[leaf.code]
        if type(raw) is dict and raw.keys() <= names:
            return leaf.rule.read(raw, self.reader, leaf.max, self.step) if raw else None
        if not isinstance(raw, dict):
            self.reader.fault("", f"Bản khai phải là các cặp khóa: giá trị, đang là {describe(raw)}.")
            return None
        report_repeats(raw, self.reader.path(), self.errors)
        unknown = [key for key in raw if key not in names and key not in COMMON_FIELDS and not key.startswith("x-")]
        for key in unknown:
            self.reader.fault(key, unknown_field(key, leaf))
        own = {key: item for key, item in raw.items() if key in names}
        if not self._assigned(raw):
            return self._not_assigned(leaf, own)
        if not own and not unknown and raw.get("note") is None and raw.get("evidence") is None:
            return None
        return leaf.rule.read(own, self.reader, leaf.max, self.step)

    def _assigned(self, raw: Mapping[str, Tree]) -> bool:
        """Checks what every claim may carry; False when the leaf is said not to be assigned."""
        assigned, note, evidence = raw.get("assigned"), raw.get("note"), raw.get("evidence")
        if assigned is not None and not isinstance(assigned, bool):
            self.reader.fault("assigned", f"Ở đây phải là true hoặc false, đang là {describe(assigned)}.")
        if note is not None:
            self.reader.text(note, "note")
        if isinstance(evidence, list):
            for index, item in enumerate(evidence):
                self.reader.text(item, f"evidence.{index}")
        elif evidence is not None:
            self.reader.fault("evidence", f"Minh chứng phải là một danh sách tên tệp, đang là {describe(evidence)}.")
        return assigned is not False

    def _not_assigned(self, leaf: Leaf, own: Mapping[str, Tree]) -> State:
        if leaf.part != BASE:
            self.reader.fault("assigned", "Điểm thưởng, điểm trừ không có trạng thái không giao: bỏ “assigned”.")
        for key in own:
            self.reader.fault(key, f"Tiêu chí không giao (assigned: false) thì không khai số liệu: bỏ “{key}”.")
        return State.NOT_ASSIGNED


def _field_names(leaf: Leaf) -> frozenset[str]:
    names = frozenset(field.name for field in leaf.rule.fields(leaf.max, None))
    # These rules know `target` and say themselves why a claim may not bring it.
    return names | {"target"} if leaf.rule.kind in ("ratio", "bands") else names


def unknown_field(key: str, leaf: Leaf) -> str:
    """A claim's field that its rule does not have."""
    names = ", ".join(field.name for field in leaf.rule.fields(leaf.max, None))
    return f"Mục “{key}” không thuộc quy tắc {leaf.rule.kind}: khai {names}."


def check_claim(criteria: CriteriaSet, code: str, raw: Mapping[str, Any], *, path: str = "") -> tuple[InputError, ...]:
    """Faults of one claim as a screen or program has it (text, int, Decimal, bool, None, lists, mappings; never a
    float), with paths below `path`; empty when it is sound or missing."""
    errors = ErrorList("claims")
    _check_one(criteria, code, raw, path, errors)
    return errors.errors


def normal_claim(criteria: CriteriaSet, code: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """One claim as a plain tree ready for `canonical_json`: numbers are Decimals ("9,75" and "9.75" are one), nulls
    are left out, a missing claim is {}. Raises InputErrors with every fault of the claim."""
    errors = ErrorList("claims")
    tree = _check_one(criteria, code, raw, "", errors)
    errors.raise_if_any()
    plain_claim = CLAIM.read(tree, "", errors) or {}
    return {key: value for key, value in plain_claim.items() if value is not None}


def _check_one(criteria: CriteriaSet, code: str, raw: Mapping[str, Any], path: str, errors: ErrorList) -> Tree:
    tree = as_tree(raw)
    leaf = criteria.leaves.get(code)
    if leaf is None:
        errors.add(path, unknown_leaf(criteria, code, BASE))
    else:
        ClaimCheck(criteria, errors).read(leaf, tree, "", name=path)
    return tree


def prepare_claim(criteria: CriteriaSet, code: str, raw: Mapping[str, Any]) -> Any:
    """One claim prepared for its rule, a `State`, or None when missing. Raises InputErrors."""
    errors = ErrorList("claims")
    tree = as_tree(raw)
    claim = ClaimCheck(criteria, errors).read(criteria.leaf(code), tree, "", name="")
    errors.raise_if_any()
    return claim


def as_tree(value: Any) -> Tree:
    """A program's plain value as `reading` would have it. Raises TypeError for a float: it is not exact."""
    if value is None or isinstance(value, (bool, Num)):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, (int, Decimal)):
        return Num(plain(value))
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): as_tree(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_tree(item) for item in value]
    raise TypeError(f"not a plain value: {type(value).__name__}")
