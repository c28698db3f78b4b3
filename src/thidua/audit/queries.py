"""Reading the log, and proving that it and the rows it speaks of are as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thidua.audit.append_only import append_only_models
from thidua.audit.labels import LABELS
from thidua.audit.links import instant_text, link_hash, text_of
from thidua.audit.models import GENESIS, Chain, Entry


@dataclass(frozen=True, slots=True)
class Problem:
    """`place` names the chain and entry, or the table and row; `sentence` says what does not hold."""

    place: str
    sentence: str


@dataclass(slots=True)
class Verification:
    """What `thidua verify-audit` found. `heads` are the chains' lengths and last hashes, to compare with receipts."""

    entries: int = 0
    rows: int = 0
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems


def verify_all() -> Verification:
    """Walk every chain, then compare each append-only row with the hash that its entry holds."""
    found = Verification()
    expected: dict[str, dict[str, str]] = {}
    for chain in Chain.objects.order_by("code"):
        found.problems.extend(_verify_chain(chain, found, expected))
    for model in append_only_models():
        wanted = expected.pop(model._meta.label_lower, {})
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            found.rows += 1
            place = f"{model._meta.db_table}#{row.pk}"
            hash_then = wanted.pop(str(row.pk), None)
            if hash_then is None:
                found.problems.append(Problem(place, "Bản ghi này không do một hành vi có trong nhật ký tạo ra."))
            elif hash_then != row.row_hash():
                found.problems.append(Problem(place, "Bản ghi này đã bị sửa sau khi ghi nhật ký."))
        found.problems.extend(
            Problem(f"{model._meta.db_table}#{pk}", "Bản ghi này có trong nhật ký nhưng đã bị xóa khỏi bảng.")
            for pk in wanted
        )
    for label, rows in expected.items():
        found.problems.append(Problem(label, f"Nhật ký nói đến {len(rows)} bản ghi của một bảng không còn tồn tại."))
    return found


def _verify_chain(chain: Chain, found: Verification, expected: dict[str, dict[str, str]]) -> Iterator[Problem]:
    previous, seq = GENESIS, 0
    for entry in Entry.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=500):
        found.entries += 1
        seq += 1
        place = f"{chain.code}/{entry.seq}"
        if entry.seq != seq:
            yield Problem(place, f"Chuỗi đứt: đang chờ mục số {seq}.")
            seq = entry.seq
        if entry.previous_hash != previous or entry.hash != link_hash(previous, entry.payload):
            yield Problem(place, "Mã băm của mục này không nối với mục trước: nội dung đã bị sửa.")
        previous = entry.hash
        try:
            payload = json.loads(entry.payload)
            rows = dict(payload["rows"])
            same = _columns(entry, chain.code) == _columns_told(payload)
        except (ValueError, KeyError, TypeError):
            yield Problem(place, "Nội dung của mục này không đọc được.")
            continue
        if not same:
            yield Problem(place, "Cột tra cứu của mục này khác với nội dung đã băm.")
        for label, hashes in rows.items():
            expected.setdefault(label, {}).update(hashes)
    if (chain.length, chain.head_hash) != (seq, previous):
        yield Problem(chain.code, f"Đầu chuỗi ghi {chain.length} mục, trong bảng có {seq} mục: nhật ký bị cắt.")
    found.heads[chain.code] = (chain.length, chain.head_hash)


def _columns(entry: Entry, chain: str) -> tuple[object, ...]:
    """The columns that serve searching, as the payload writes them."""
    return (
        chain,
        str(entry.seq),
        entry.action,
        text_of(entry.actor_user_id),
        text_of(entry.actor_organisation_id),
        instant_text(entry.at),
        instant_text(entry.recorded_at),
    )


def _columns_told(payload: Mapping[str, Any]) -> tuple[object, ...]:
    actor = payload["actor"]
    told = (payload["chain"], payload["seq"], payload["action"], actor["user"], actor["organisation"])
    return (*told, payload["at"], payload["recorded_at"])


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of the log for people."""

    seq: int
    at: datetime
    recorded_at: datetime
    action: str
    label: str
    user_id: int | None
    organisation_id: int | None
    hash: str
    facts: dict[str, object]


def entries_of(
    chain: str,
    *,
    organisation_id: int | None = None,
    user_id: int | None = None,
    limit: int = 50,
    before: int | None = None,
) -> list[EntryLine]:
    """The newest entries of a chain, optionally those of one organisation or one user only."""
    entries = Entry.objects.filter(chain__code=chain).order_by("-seq")
    if organisation_id is not None:
        entries = entries.filter(actor_organisation_id=organisation_id)
    if user_id is not None:
        entries = entries.filter(actor_user_id=user_id)
    if before is not None:
        entries = entries.filter(seq__lt=before)
    return [
        EntryLine(
            seq=entry.seq,
            at=entry.at,
            recorded_at=entry.recorded_at,
            action=entry.action,
            label=LABELS.get(entry.action, entry.action),
            user_id=entry.actor_user_id,
            organisation_id=entry.actor_organisation_id,
            hash=entry.hash,
            facts=json.loads(entry.payload)["facts"],
        )
        for entry in entries[:limit]
    ]


def head_of(chain: str) -> tuple[int, str]:
    """Length and last hash of a chain, printed on receipts and minutes so that a cut tail is found."""
    head = Chain.objects.filter(code=chain).values_list("length", "head_hash").first()
    return head or (0, GENESIS)
