"""Signing the pledge: what was read is what is signed, once, by the leader, in time; then the paper."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from council.season import PASSWORD, PLEDGING, Season, moment
from thidua.audit.actions import chain_of_year
from thidua.audit.queries import entries_of, verify_all
from thidua.campaigns.actions import issue_pledge, set_targets, sign_pledge
from thidua.campaigns.enums import Capacity
from thidua.campaigns.facts import pledge_due, pledge_paper
from thidua.campaigns.models import Signature
from thidua.campaigns.pledge_text import SigningWords, document_to_read, reading_hash
from thidua.campaigns.queries import board, signed_targets
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.phases import start_of
from thidua.core.verdict import Conflict, Refused
from thidua.core.vn import decimal_text
from thidua.documents.paper import RowKind, Table
from thidua.documents.queries import papers_in
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

WORDS = SigningWords(Capacity.HEAD, "Hiệu trưởng")


@pytest.fixture
def season(launched: Season) -> Season:
    """Launched; unit 01 has its targets, nobody has signed."""
    targets(launched, 1, {"I.1": "40", "II.1": "4"})
    return launched


def targets(season: Season, number: int, values: dict[str, str]) -> None:
    revisions = dict.fromkeys(values, 0)
    set_targets(actor=season.head(number), at=PLEDGING, values=values, revisions=revisions, **season.where(number))


def sign(
    season: Season, *, number: int = 1, actor: Actor | None = None, at: datetime = PLEDGING,
    words: SigningWords = WORDS, password: str = PASSWORD, read: str | None = None,
) -> str:  # fmt: skip
    if read is None:
        read = reading_hash(document_to_read(season.facts, season.unit(number)))
    return sign_pledge(
        actor=actor or season.head(number), at=at, words=words, password=password, read_sha256=read,
        **season.where(number),
    )  # fmt: skip


def refusal(season: Season, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        sign(season, **words)
    assert Signature.objects.count() == 0
    return refused.value.verdict.code


def test_a_signature_holds_what_was_read_who_signed_and_when(season: Season) -> None:
    read = document_to_read(season.facts, season.unit(1))

    sha256 = sign(season)

    row = Signature.objects.get()
    facts = json.loads(row.facts)
    assert facts == {
        **read,
        "capacity": "head",
        "job_title": "Hiệu trưởng",
        "delegation": "",
        "signed_at": "2021-03-25T02:00:00.000000+00:00",
    }
    assert facts["targets"] == {"I.1": "40", "II.1": "4"}
    assert (row.facts, row.sha256) == (canonical_json(facts), sha256)
    assert sha256 == sha256_hex(row.facts)
    assert (row.signer_id, row.signer_name, row.signed_at) == (season.users["truong01"], "Người truong01", PLEDGING)
    assert verify_all().ok


def test_what_is_signed_is_what_the_row_says(season: Season) -> None:
    """A title typed with spaces and by a keyboard of parts is one title, in the facts and in the column."""
    title = unicodedata.normalize("NFD", "  Phó Hiệu trưởng ")

    sign(season, words=SigningWords(Capacity.DEPUTY_FOR_HEAD, title))

    row = Signature.objects.get()
    assert json.loads(row.facts)["job_title"] == row.job_title == unicodedata.normalize("NFC", "Phó Hiệu trưởng")


@pytest.mark.parametrize("password", ["", "sai mật khẩu", PASSWORD.upper()])
def test_a_wrong_password_signs_nothing(season: Season, password: str) -> None:
    assert refusal(season, password=password) == "wrong_password"


def test_somebody_else_s_password_signs_nothing(season: Season) -> None:
    from_another_account = Actor(None, Role.UNIT_HEAD, hat="grant:0", organisation_id=season.unit(1))

    assert refusal(season, actor=from_another_account) == "wrong_password"


def test_a_missing_target_is_named(season: Season) -> None:
    with pytest.raises(Refused) as refused:
        sign(season, number=2)

    assert refused.value.verdict.sentence == "Chưa có chỉ tiêu I.1. Hãy đăng ký chỉ tiêu trước khi ký."


def test_targets_changed_in_another_tab_are_not_signed_unread(season: Season) -> None:
    read = reading_hash(document_to_read(season.facts, season.unit(1)))
    editor = season.hat("daumoi01", Role.UNIT_EDITOR)
    set_targets(actor=editor, at=PLEDGING, values={"I.1": "99"}, revisions={"I.1": 1}, **season.where(1))

    with pytest.raises(Conflict) as conflict:
        sign(season, read=read)

    assert conflict.value.mine == {"Mã bản bạn đã đọc": read[:16]}
    assert conflict.value.theirs != conflict.value.mine
    assert Signature.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (SigningWords(Capacity.HEAD, ""), "no_title"),
        (SigningWords(Capacity.HEAD, "   "), "no_title"),
        (SigningWords(Capacity.DELEGATED, "Trưởng phòng"), "no_delegation"),
        (SigningWords(Capacity.DELEGATED, "Trưởng phòng", "  "), "no_delegation"),
        (SigningWords(Capacity.HEAD, "đ" * 121), "too_long"),
        (SigningWords(Capacity.DELEGATED, "Trưởng phòng", "đ" * 201), "too_long"),
    ],
)
def test_the_signer_s_capacity_is_whole(season: Season, words: SigningWords, code: str) -> None:
    assert refusal(season, words=words) == code


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (WORDS, ("HIỆU TRƯỞNG",)),
        (SigningWords(Capacity.DEPUTY_FOR_HEAD, "Phó Hiệu trưởng"), ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        (SigningWords(Capacity.DELEGATED, "Trưởng phòng", "Giấy ủy quyền số 5"), ("TUQ. HIỆU TRƯỞNG", "TRƯỞNG PHÒNG")),
    ],
)
def test_the_paper_says_the_capacity_as_the_decree_writes_it(
    season: Season, words: SigningWords, told: tuple[str, ...]
) -> None:
    sign(season, words=words)

    paper = pledge_paper(season.facts, is_demo=True)
    assert paper.signatures is not None
    signed, unsigned = paper.signatures.blocks
    assert (signed.name, signed.capacity) == ("Người truong01", told)
    assert signed.note.startswith("Đã ký trên hệ thống lúc 09:00 25/03/2021")
    assert ("Giấy ủy quyền số 5" in signed.note) == (words.capacity == Capacity.DELEGATED)
    assert unsigned.name == "(chưa ký)"


def test_a_unit_signs_once(season: Season) -> None:
    sign(season)

    with pytest.raises(Refused) as refused:
        sign(season)
    assert refused.value.verdict.code == "signed"
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "role"),
    [("daumoi01", Role.UNIT_EDITOR), ("canbo01", Role.UNIT_MEMBER), ("cumtruong", Role.CLUSTER_HEAD)],
)
def test_only_the_unit_s_leader_signs(season: Season, username: str, role: Role) -> None:
    assert refusal(season, actor=season.hat(username, role)) == "not_unit_head"


def test_another_unit_s_leader_does_not_sign(season: Season) -> None:
    assert refusal(season, actor=season.head(2)) == "not_unit_head"


def test_a_leader_of_another_cluster_does_not_sign(season: Season) -> None:
    other = Season(season.setup, code="cum-khac", size=2).set_up()

    with pytest.raises(Refused) as refused:
        sign_pledge(
            actor=other.head(1), at=PLEDGING, campaign_id=season.campaign_id, organisation_id=other.unit(1),
            words=WORDS, password=PASSWORD, read_sha256="",
        )  # fmt: skip
    assert refused.value.verdict.code == "not_member"


def test_nothing_is_signed_before_the_launch(prepared: Season) -> None:
    assert refusal(prepared, read="") == "not_launched"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (start_of(date(2021, 3, 23)) - timedelta(seconds=1), "too_early"),
        (start_of(date(2021, 3, 23)), ""),
        (moment(3, 31, 23, 59) + timedelta(seconds=59), ""),
        (start_of(date(2021, 4, 1)) - timedelta(microseconds=1), ""),
        (start_of(date(2021, 4, 1)), "too_late"),
        (start_of(date(2021, 4, 1)) + timedelta(seconds=1), "too_late"),
    ],
)
def test_the_pledge_is_signed_until_the_last_instant_of_its_last_day(season: Season, at: datetime, code: str) -> None:
    if code:
        assert refusal(season, at=at) == code
    else:
        sign(season, at=at)


def test_the_board_shows_every_member_in_order_signed_or_not(season: Season) -> None:
    targets(season, 2, {"I.1": "7,5", "II.1": "0"})
    sign(season, number=2)

    lines = board(season.facts)

    assert [(line.unit.name, line.signature is not None) for line in lines] == [
        ("Đơn vị 01", False),
        ("Đơn vị 02", True),
    ]
    assert lines[1].signature is not None
    assert lines[1].signature.targets == {"I.1": "7.5", "II.1": "0"}
    assert not pledge_due(season.facts)


def test_the_board_takes_as_many_queries_for_three_as_for_none(
    launched: Season, django_assert_num_queries: Any
) -> None:
    facts = launched.facts
    with django_assert_num_queries(3):
        board(facts)
    launched.signed()
    with django_assert_num_queries(3):
        board(facts)


def both_signed(season: Season) -> Season:
    targets(season, 2, {"I.1": "7,25", "II.1": "0"})
    sign(season, number=1)
    sign(season, number=2)
    return season


def test_the_paper_s_table_is_that_of_the_signatures(season: Season) -> None:
    both_signed(season)
    signed = signed_targets(season.campaign_id)
    names = {line.unit.id: line.unit.name for line in board(season.facts)}

    (table,) = [block for block in pledge_paper(season.facts, is_demo=True).body if isinstance(block, Table)]

    cells = [row.cells for row in table.rows if row.kind is not RowKind.TOTAL]
    assert cells == [
        (str(place), names[unit], *(decimal_text(Decimal(signed[unit][code])) for code in ("I.1", "II.1")))
        for place, unit in enumerate(names, start=1)
    ]
    assert cells == [("1", "Đơn vị 01", "40", "4"), ("2", "Đơn vị 02", "7,25", "0")]
    assert table.rows[-1].cells == ("", "Tổng cộng", "47,25", "4")


def clerk(season: Season) -> Actor:
    unit = season.unit(1)
    season.grant("vanthu", Role.CLERK, organisation_id=unit, cluster_year_id=season.year_id)
    return season.hat("vanthu", Role.CLERK)


def issue(season: Season, actor: Actor) -> int:
    return issue_pledge(actor=actor, at=PLEDGING, campaign_id=season.campaign_id, is_demo=True)


def test_the_clerk_issues_the_pledge_once_when_all_have_signed(season: Season) -> None:
    actor = clerk(season)

    with pytest.raises(Refused) as refused:
        issue(season, actor)
    assert refused.value.verdict.sentence == "Còn 2 đơn vị chưa ký giao ước."

    paper_id = issue(both_signed(season), actor)
    (paper,) = papers_in(chain_of_year(season.year_id))
    assert (paper.id, paper.kind, paper.number_text) == (paper_id, "pledge", "")

    with pytest.raises(Refused) as refused:
        issue(season, actor)
    assert refused.value.verdict.code == "issued"
    assert verify_all().ok


@pytest.mark.parametrize(
    ("username", "role"),
    [
        ("thuky", Role.CLUSTER_SECRETARY),
        ("cumtruong", Role.CLUSTER_HEAD),
        ("truong01", Role.UNIT_HEAD),
        ("giamsat", Role.AUDITOR),
    ],
)
def test_nobody_but_the_clerk_issues(season: Season, username: str, role: Role) -> None:
    both_signed(season)

    with pytest.raises(Refused) as refused:
        issue(season, season.hat(username, role))
    assert refused.value.verdict.code == "not_clerk"


def test_a_clerk_of_the_unit_alone_does_not_issue_for_the_cluster(season: Season) -> None:
    both_signed(season)
    season.grant("vanthu", Role.CLERK, organisation_id=season.unit(1))

    with pytest.raises(Refused) as refused:
        issue(season, season.hat("vanthu", Role.CLERK))
    assert refused.value.verdict.code == "not_clerk"


def test_every_signature_is_in_the_log_with_its_hash(season: Season) -> None:
    sha256 = sign(season)

    entry = entries_of(chain_of_year(season.year_id))[0]
    assert (entry.label, entry.facts) == (
        "Ký giao ước thi đua",
        {"organisation": str(season.unit(1)), "sha256": sha256},
    )
