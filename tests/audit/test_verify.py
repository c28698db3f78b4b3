"""`verify_all`: whatever was changed behind the program's back is found, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.conf import settings

from audit.tampering import behind_the_back
from council.season import Season
from thidua.audit.actions import chain_of_year
from thidua.audit.links import link_hash
from thidua.audit.models import TECHNICAL, Chain, Entry
from thidua.audit.queries import Problem, head_of, verify_all
from thidua.campaigns.models import CriteriaVersion, Signature
from thidua.cli.main import main
from thidua.config.databases import SQLITE_NAME

CHANGED = "Bản ghi này đã bị sửa sau khi ghi nhật ký."
UNKNOWN = "Bản ghi này không do một hành vi có trong nhật ký tạo ra."
DELETED = "Bản ghi này có trong nhật ký nhưng đã bị xóa khỏi bảng."
BROKEN = "Mã băm của mục này không nối với mục trước: nội dung đã bị sửa."
COLUMN = "Cột tra cứu của mục này khác với nội dung đã băm."


def last_entry(season: Season) -> Entry:
    return Entry.objects.filter(chain__code=chain_of_year(season.year_id)).order_by("-seq")[0]


def test_nothing_is_found_in_a_clean_database(season: Season) -> None:
    found = verify_all()

    assert found.problems == []
    assert found.ok
    assert found.entries == Entry.objects.count()
    assert found.rows == 4  # the criteria, the pledge, two signatures
    assert set(found.heads) == {TECHNICAL, chain_of_year(season.year_id)}


def test_nothing_is_found_in_an_empty_database(db: None) -> None:
    assert verify_all().problems == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("signer_name", "Người khác"), ("facts", "{}"), ("signed_at", "2021-03-26 00:00:00"), ("salt", "0" * 32)],
)
def test_a_changed_row_is_found(season: Season, column: str, value: str) -> None:
    row = Signature.objects.order_by("pk")[0]

    behind_the_back("campaigns_signature", f"UPDATE campaigns_signature SET {column} = %s WHERE id = %s", value, row.pk)

    assert verify_all().problems == [Problem(f"campaigns_signature#{row.pk}", CHANGED)]


def test_a_deleted_row_is_found(season: Season) -> None:
    row = Signature.objects.order_by("pk")[0]

    behind_the_back("campaigns_signature", "DELETE FROM campaigns_signature WHERE id = %s", row.pk)

    assert verify_all().problems == [Problem(f"campaigns_signature#{row.pk}", DELETED)]


def test_a_row_put_in_by_hand_is_found(season: Season) -> None:
    """No trigger stands against an INSERT: the log does."""
    real = CriteriaVersion.objects.get()
    forged = CriteriaVersion.objects.create(
        campaign_id=real.campaign_id, number=2, canonical="{}", sha256="0" * 64, reason="", frozen_at=real.frozen_at
    )

    assert verify_all().problems == [Problem(f"campaigns_criteriaversion#{forged.pk}", UNKNOWN)]


def test_a_changed_payload_is_found(season: Season) -> None:
    entry = last_entry(season)
    changed = entry.payload.replace('"facts":{', '"facts":{"added":"1",', 1)

    behind_the_back("audit_entry", "UPDATE audit_entry SET payload = %s WHERE id = %s", changed, entry.pk)

    assert verify_all().problems == [Problem(f"{chain_of_year(season.year_id)}/{entry.seq}", BROKEN)]


def test_a_payload_that_cannot_be_read_is_found(season: Season) -> None:
    entry = last_entry(season)

    behind_the_back("audit_entry", "UPDATE audit_entry SET payload = %s WHERE id = %s", "[]", entry.pk)

    place = f"{chain_of_year(season.year_id)}/{entry.seq}"
    sentences = [problem.sentence for problem in verify_all().problems if problem.place == place]
    assert sentences == [BROKEN, "Nội dung của mục này không đọc được."]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "accounts.sign_in"),
        ("actor_user_id", 999),
        ("actor_user_id", None),
        ("actor_organisation_id", 999),
        ("at", "2020-01-01 00:00:00"),
        ("recorded_at", "2020-01-01 00:00:00"),
    ],
)
def test_a_changed_search_column_is_found(season: Season, column: str, value: object) -> None:
    entry = last_entry(season)

    behind_the_back("audit_entry", f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, entry.pk)

    assert verify_all().problems == [Problem(f"{chain_of_year(season.year_id)}/{entry.seq}", COLUMN)]


def test_an_entry_taken_out_of_the_middle_is_found(season: Season) -> None:
    chain = chain_of_year(season.year_id)

    behind_the_back(
        "audit_entry", "DELETE FROM audit_entry WHERE seq = 2 AND chain_id = %s", Chain.objects.get(code=chain).pk
    )

    assert verify_all().problems == [
        Problem(f"{chain}/3", "Chuỗi đứt: đang chờ mục số 2."),
        Problem(f"{chain}/3", BROKEN),
    ]


def test_a_cut_tail_is_found(season: Season) -> None:
    entry, chain = last_entry(season), chain_of_year(season.year_id)
    (unknown,) = json.loads(entry.payload)["rows"]["campaigns.signature"]

    behind_the_back("audit_entry", "DELETE FROM audit_entry WHERE id = %s", entry.pk)

    sentence = f"Đầu chuỗi ghi {entry.seq} mục, trong bảng có {entry.seq - 1} mục: nhật ký bị cắt."
    assert verify_all().problems == [
        Problem(chain, sentence),
        Problem(f"campaigns_signature#{unknown}", UNKNOWN),
    ]


def test_a_tail_cut_with_its_head_and_rows_differs_from_the_printed_head(season: Season) -> None:
    """Who can write everywhere can rewrite everything: only a head printed on a receipt or in the minutes tells."""
    chain, printed = chain_of_year(season.year_id), head_of(chain_of_year(season.year_id))
    entry = last_entry(season)
    (row,) = json.loads(entry.payload)["rows"]["campaigns.signature"]

    behind_the_back("campaigns_signature", "DELETE FROM campaigns_signature WHERE id = %s", row)
    behind_the_back("audit_entry", "DELETE FROM audit_entry WHERE id = %s", entry.pk)
    Chain.objects.filter(code=chain).update(length=entry.seq - 1, head_hash=entry.previous_hash)

    found = verify_all()
    assert found.problems == []
    assert found.heads[chain] != printed


def test_a_tail_written_anew_differs_from_the_printed_head(season: Season) -> None:
    chain, printed = chain_of_year(season.year_id), head_of(chain_of_year(season.year_id))
    entry = last_entry(season)
    payload = entry.payload.replace('"facts":{', '"facts":{"added":"1",', 1)
    anew = link_hash(entry.previous_hash, payload)

    behind_the_back(
        "audit_entry", "UPDATE audit_entry SET payload = %s, hash = %s WHERE id = %s", payload, anew, entry.pk
    )
    Chain.objects.filter(code=chain).update(head_hash=anew)

    found = verify_all()
    assert found.problems == []
    assert found.heads[chain] == (entry.seq, anew)
    assert found.heads[chain] != printed


class TestCommand:
    """`thidua verify-audit`."""

    @pytest.fixture
    def run(self, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, list[str]]]:
        # The tests' database has another name; the command looks for the installation's own first.
        (settings.THIDUA_DATA / SQLITE_NAME).touch()

        def run() -> tuple[int, list[str]]:
            status = main(["verify-audit"])
            return status, capsys.readouterr().out.splitlines()

        return run

    def test_a_clean_database_is_right(self, season: Season, run: Callable[[], tuple[int, list[str]]]) -> None:
        length, head = head_of(chain_of_year(season.year_id))

        status, lines = run()

        assert status == 0
        assert f"{chain_of_year(season.year_id)}: {length} mục, đầu chuỗi {head}" in lines
        assert lines[-1] == f"Đúng: {Entry.objects.count()} mục nhật ký, 4 bản ghi, 0 tệp minh chứng khớp mã băm."

    def test_a_changed_row_is_wrong(self, season: Season, run: Callable[[], tuple[int, list[str]]]) -> None:
        row = Signature.objects.order_by("pk")[0]
        behind_the_back("campaigns_signature", "UPDATE campaigns_signature SET signer_name = 'X' WHERE id = %s", row.pk)

        status, lines = run()

        assert status == 1
        assert f"SAI campaigns_signature#{row.pk}: {CHANGED}" in lines
