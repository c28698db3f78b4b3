"""The facts of a case file → `Facts`, or every fault at its path. A null says the same as leaving a fact out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.law.facts import (
    ATTESTED,
    BASES,
    DISCIPLINES,
    FIRST_YEAR,
    LAST_YEAR,
    LAUNCHERS,
    ORGANISERS,
    RATINGS,
    SCOPES,
    SUBJECTS,
    ClusterRank,
    Facts,
    FlagsPool,
    InitiativeMade,
    Movement,
    QuotaFigures,
    TitleHeld,
    TopicDone,
    VoteFigures,
)
from thidua.core.law.values_shape import FILLED, YEAR, AwardCode, Whole, unknown_award
from thidua.core.shape import Flag, ListOf, Record, Shape, describe, join, one_of, report_repeats
from thidua.core.tree import Tree

COUNT = Whole()
FLAG = Flag()


class Keyed:
    """A mapping whose keys are checked too; a null value is as if its key were not there."""

    def __init__(self, key_fault: Callable[[str], str | None], value: Shape) -> None:
        self.key_fault, self.value = key_fault, value

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Ở đây phải là các cặp khóa: giá trị, đang là {describe(tree)}.")
            return None
        report_repeats(tree, path, errors)
        result: dict[str, Any] = {}
        for key, item in tree.items():
            where = join(path, key)
            if fault := self.key_fault(key):
                errors.add(where, fault)
            elif item is not None:
                result[key] = self.value.read(item, where, errors)
        return result


def _year_fault(key: str) -> str | None:
    if re.fullmatch(r"[0-9]{4}", key) and FIRST_YEAR <= int(key) <= LAST_YEAR:
        return None
    return f"“{key}” không phải là một năm từ {FIRST_YEAR} đến {LAST_YEAR}: ghi bốn chữ số."


def _attested_fault(key: str) -> str | None:
    if key in ATTESTED:
        return None
    return f"Không có điều xác nhận “{key}”: chọn trong {', '.join(ATTESTED)}."


class Members:
    """`n`, and by award code or rating how many of them."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = codes
        self.shape = Keyed(self._fault, COUNT)

    def _fault(self, key: str) -> str | None:
        if key == "n" or key in RATINGS or key in self.codes:
            return None
        return f"“{key}” không phải là n, một mức xếp loại hay mã danh hiệu: sửa lại."

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        found = self.shape.read(tree, path, errors)
        number = (found or {}).get("n")
        for key, value in (found or {}).items():
            if number is not None and value is not None and value > number:
                errors.add(join(path, key), f"Số thành viên {value} nhiều hơn tổng số {number}: kiểm tra lại.")
        return found


class Title:
    """A past award: `{code, year}`, or `{code, from, to}`; a single year is its own period."""

    def __init__(self, codes: Collection[str]) -> None:
        more: dict[str, Shape] = {"year": YEAR, "from": YEAR, "to": YEAR, "basis": one_of(*BASES)}
        self.shape = Record({"code": AwardCode(codes)}, more)

    def read(self, tree: Tree, path: str, errors: ErrorList) -> TitleHeld | None:
        before = len(errors)
        row = self.shape.read(tree, path, errors)
        if row is None:
            return None
        written = {key for key in ("year", "from", "to") if tree.get(key) is not None}
        if "year" in written and len(written) > 1:
            errors.add(join(path, "year"), "Ghi year, hoặc from và to: không ghi cả hai cách.")
        elif not written:
            errors.add(path, "Thiếu năm: ghi year, hoặc from và to.")
        elif len(written) == 1 and "year" not in written:
            other = "to" if "from" in written else "from"
            errors.add(join(path, other), f"Thiếu “{other}”: giai đoạn phải có năm đầu và năm cuối.")
        if len(errors) > before:
            return None
        first, last = (row["year"],) * 2 if "year" in written else (row["from"], row["to"])
        if first > last:
            errors.add(join(path, "to"), f"Năm cuối {last} trước năm đầu {first}: kiểm tra lại.")
        return TitleHeld(row["code"], first, last, row.get("basis") or "merit")


class Vote:
    """Votes for, out of ALL members of the council."""

    shape = Record({"yes": COUNT, "members": COUNT})

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        row = self.shape.read(tree, path, errors)
        yes, members = (row or {}).get("yes"), (row or {}).get("members")
        if yes is not None and members is not None and yes > members:
            errors.add(join(path, "yes"), f"Số phiếu {yes} nhiều hơn số thành viên hội đồng {members}: kiểm tra lại.")
        return row


class FactsShape:
    """The facts of one case; `codes` are the awards that some regime has."""

    def __init__(self, codes: Collection[str]) -> None:
        def award_fault(key: str) -> str | None:
            return None if key in codes else unknown_award(key, codes)

        self.shape = Record(
            {"subject": one_of(*SUBJECTS), "year": YEAR},
            {
                "ratings": Keyed(_year_fault, one_of(*RATINGS)),
                "titles": ListOf(Title(codes)),
                "initiatives": ListOf(Record({"scope": one_of(*SCOPES), "year": YEAR})),
                "topics": ListOf(Record({"scope": one_of(*SCOPES), "year": YEAR}, {"accepted": FLAG, "applied": FLAG})),
                "registered": FLAG,
                "months": COUNT,
                "leave": ListOf(FILLED),
                "pending": ListOf(FILLED),
                "max_discipline": one_of(*DISCIPLINES),
                "member_discipline": one_of(*DISCIPLINES),
                "meets_title": Keyed(award_fault, FLAG),
                "members": Members(codes),
                "cluster": Record({"organiser": one_of(*ORGANISERS), "rank": Whole(1)}),
                "flags_pool": Record({"leaders": COUNT, "proposed": COUNT}),
                "movement": Record({"launched_by": one_of(*LAUNCHERS), "years": COUNT, "leader": FLAG}),
                "attested": Keyed(_attested_fault, FLAG),
                "quota": Record({"proposed": COUNT, "of": COUNT}),
                "vote": Vote(),
            },
        )

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        """The plain facts, for `facts_from`; faulty ones are None, and told."""
        return self.shape.read(tree, path, errors)


def facts_from(plain: dict[str, Any]) -> Facts:
    """`Facts` from what `FactsShape` has read without a fault."""
    movement, vote = plain.get("movement"), plain.get("vote")
    cluster, pool, quota = plain.get("cluster"), plain.get("flags_pool"), plain.get("quota")
    months = plain.get("months")
    return Facts(
        subject=plain["subject"],
        year=plain["year"],
        ratings={int(year): rating for year, rating in (plain.get("ratings") or {}).items()},
        titles=tuple(plain.get("titles") or ()),
        initiatives=tuple(InitiativeMade(row["scope"], row["year"]) for row in plain.get("initiatives") or ()),
        topics=tuple(
            TopicDone(row["scope"], row["year"], row.get("accepted"), row.get("applied"))
            for row in plain.get("topics") or ()
        ),
        registered=plain.get("registered"),
        months=12 if months is None else months,
        leave=tuple(plain.get("leave") or ()),
        pending=tuple(plain.get("pending") or ()),
        max_discipline=plain.get("max_discipline") or "none",
        member_discipline=plain.get("member_discipline") or "none",
        meets_title=plain.get("meets_title") or {},
        members=plain.get("members"),
        cluster=ClusterRank(cluster["organiser"], cluster["rank"]) if cluster else None,
        flags_pool=FlagsPool(pool["leaders"], pool["proposed"]) if pool else None,
        movement=Movement(movement["launched_by"], movement["years"], movement["leader"]) if movement else None,
        attested=plain.get("attested") or {},
        quota=QuotaFigures(quota["proposed"], quota["of"]) if quota else None,
        vote=VoteFigures(vote["yes"], vote["members"]) if vote else None,
    )
