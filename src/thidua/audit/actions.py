"""Writing the log, in the same transaction as the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from django.db import connection

from thidua.audit.append_only import AppendOnly
from thidua.audit.labels import LABELS
from thidua.audit.links import instant_text, link_hash, text_of
from thidua.audit.models import Chain, Entry
from thidua.core.canonical import canonical_json
from thidua.installation.clock import real_now


class ActorLike(Protocol):
    """Who acts, as the log needs to know it: identifiers only, no personal data."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def hat(self) -> str: ...


def chain_of_year(cluster_year_id: int) -> str:
    """The code of a cluster-year's chain."""
    return f"cluster-year:{cluster_year_id}"


def record(
    *,
    chain: str,
    action: str,
    actor: ActorLike,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    rows: Iterable[AppendOnly] = (),
) -> Entry:
    """Append one entry to `chain` and return it.

    Call it last in the act's own transaction: the chain's head row is locked until commit. `facts` holds identifiers,
    hashes and figures, never personal data; `rows` are the append-only rows that the act inserted. Raises
    `RuntimeError` outside a transaction and `KeyError` for an action without a label.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record() must run inside the transaction of the act")
    _ = LABELS[action]
    Chain.objects.get_or_create(code=chain)
    head = Chain.objects.select_for_update().get(code=chain)
    recorded_at = real_now()
    payload = canonical_json(
        {
            "chain": chain,
            "seq": head.length + 1,
            "action": action,
            "actor": {
                "user": text_of(actor.user_id),
                "role": str(actor.role),
                "organisation": text_of(actor.organisation_id),
                "hat": actor.hat,
            },
            "at": instant_text(at),
            "recorded_at": instant_text(recorded_at),
            "facts": dict(facts or {}),
            "rows": _row_hashes(rows),
        }
    )
    entry = Entry.objects.create(
        chain=head,
        seq=head.length + 1,
        action=action,
        actor_user_id=actor.user_id,
        actor_organisation_id=actor.organisation_id,
        at=at,
        recorded_at=recorded_at,
        payload=payload,
        previous_hash=head.head_hash,
        hash=link_hash(head.head_hash, payload),
    )
    head.length, head.head_hash = entry.seq, entry.hash
    head.save(update_fields=["length", "head_hash"])
    return entry


def _row_hashes(rows: Iterable[AppendOnly]) -> dict[str, dict[str, str]]:
    hashes: dict[str, dict[str, str]] = {}
    for row in rows:
        hashes.setdefault(row._meta.label_lower, {})[str(row.pk)] = row.row_hash()
    return hashes
