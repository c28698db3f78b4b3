"""Writing the log: inside the act's transaction, canonical, without personal data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import transaction

from council.season import PASSWORD, Season
from thidua.audit.actions import chain_of_year, record
from thidua.audit.labels import LABELS
from thidua.audit.links import link_hash
from thidua.audit.models import GENESIS, TECHNICAL, Chain, Entry
from thidua.audit.queries import entries_of, head_of
from thidua.campaigns.models import Signature
from thidua.core.canonical import canonical_json

AT = datetime(2021, 3, 23, 2, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    user_id: int | None = 7
    role: str = "UNIT_HEAD"
    organisation_id: int | None = 3
    hat: str = "grant:5"


def write(chain: str = "cluster-year:1", **facts: str) -> Entry:
    return record(chain=chain, action="accounts.sign_in", actor=Somebody(), at=AT, facts=facts)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        write()

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_after_its_entry_leaves_none() -> None:
    def act() -> None:
        with transaction.atomic():
            write()
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        act()

    assert Entry.objects.count() == 0
    assert head_of("cluster-year:1") == (0, GENESIS)


@pytest.mark.django_db
def test_an_act_without_a_label_is_refused() -> None:
    with pytest.raises(KeyError):
        record(chain=TECHNICAL, action="accounts.unheard_of", actor=Somebody(), at=AT)


@pytest.mark.django_db
def test_the_payload_is_canonical_and_holds_all_that_is_hashed() -> None:
    entry = write(sha256="ab")

    payload = json.loads(entry.payload)
    assert payload == {
        "chain": "cluster-year:1",
        "seq": "1",
        "action": "accounts.sign_in",
        "actor": {"user": "7", "role": "UNIT_HEAD", "organisation": "3", "hat": "grant:5"},
        "at": "2021-03-23T02:30:00.000000+00:00",
        "recorded_at": entry.recorded_at.isoformat(timespec="microseconds"),
        "facts": {"sha256": "ab"},
        "rows": {},
    }
    assert entry.payload == canonical_json(payload)
    assert entry.hash == link_hash(GENESIS, entry.payload)


@pytest.mark.django_db
def test_each_entry_is_chained_to_the_one_before() -> None:
    first, second = write(), write()

    assert (first.seq, first.previous_hash) == (1, GENESIS)
    assert (second.seq, second.previous_hash) == (2, first.hash)
    assert head_of("cluster-year:1") == (2, second.hash)


@pytest.mark.django_db
def test_each_year_has_its_chain_and_the_technical_one_stands_apart() -> None:
    write(chain_of_year(1))
    write(chain_of_year(2))
    write(TECHNICAL)
    write(chain_of_year(1))

    lengths = dict(Chain.objects.order_by("code").values_list("code", "length"))
    assert lengths == {"cluster-year:1": 2, "cluster-year:2": 1, "technical": 1}


@pytest.mark.django_db
def test_reading_a_chain_gives_the_newest_first_from_a_place_back() -> None:
    for _ in range(4):
        write()

    assert [line.seq for line in entries_of("cluster-year:1", limit=2)] == [4, 3]
    assert [line.seq for line in entries_of("cluster-year:1", before=3)] == [2, 1]
    assert [line.seq for line in entries_of("cluster-year:1", organisation_id=4)] == []
    assert {line.label for line in entries_of("cluster-year:1", user_id=7)} == {"Đăng nhập"}


def test_a_year_s_acts_go_to_its_chain_and_accounts_to_the_technical_one(season: Season) -> None:
    year = Entry.objects.filter(chain__code=chain_of_year(season.year_id))
    technical = Entry.objects.filter(chain__code=TECHNICAL)

    assert {entry.action.split(".")[0] for entry in year} == {"organisations", "campaigns"}
    assert {entry.action for entry in year if entry.action.startswith("organisations")} == {"organisations.open_year"}
    assert "accounts.create_user" in {entry.action for entry in technical}
    assert "organisations.give_grant" in {entry.action for entry in technical}


def test_an_act_s_entry_holds_the_hash_of_each_row_that_it_wrote(season: Season) -> None:
    signature = Signature.objects.order_by("pk")[0]
    entry = Entry.objects.filter(action="campaigns.sign_pledge").order_by("seq")[0]

    assert json.loads(entry.payload)["rows"] == {
        "campaigns.signature": {str(signature.pk): signature.row_hash()},
    }


def test_no_payload_holds_a_name_an_address_or_a_password(season: Season) -> None:
    text = "\n".join(Entry.objects.values_list("payload", flat=True))

    for personal in ("Người ", "truong01", "thuky", "@", PASSWORD, "Hiệu trưởng"):
        assert personal not in text


def test_every_label_is_a_vietnamese_name_of_one_act() -> None:
    assert all(label and label == label.strip() for label in LABELS.values())
    assert len(set(LABELS.values())) == len(LABELS)
