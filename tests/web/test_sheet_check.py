"""Checking, submitting, the receipt, and conditions that a unit declares of itself."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from council.season import SCORING, Season, founded, moment, move_clock
from thidua.audit.models import Chain, Entry
from thidua.audit.queries import verify_all
from thidua.campaigns.actions import prepare_campaign
from thidua.core.claims import parse_claims
from thidua.organisations.enums import Role
from thidua.sheets.models import RecordedCondition, ScoreEntry, Submission
from web.sheet_desk import ADDRESS, WHOLE, browser_of, claim_of, evidence_of, scoring_season, typed

CHECK, RECEIPT, CONDITION = f"{ADDRESS}/kiem-tra", f"{ADDRESS}/bien-nhan", f"{ADDRESS}/dieu-kien"


@pytest.fixture
def season(db: None) -> Season:
    return scoring_season()


@pytest.fixture
def editor(season: Season) -> Client:
    return browser_of(season, "daumoi01")


@pytest.fixture
def head(season: Season) -> Client:
    return browser_of(season, "truong01")


@pytest.fixture
def filled(season: Season, editor: Client) -> Client:
    """Everything is scored; II.1 needs none, I.1 has its reason, I.2 a file."""
    evidence_of(season, leaf="I.2")
    typed(editor, WHOLE)
    return editor


def checked(client: Client) -> dict[str, str]:
    page = client.get(CHECK).content.decode()
    return {"ma-ban": page.split('name="ma-ban" value="')[1].split('"')[0], "cam-doan": "co"}


def test_check_says_what_is_missing_and_hides_the_button(editor: Client, head: Client) -> None:
    typed(editor, {"I.1:actual": "44"})

    page = head.get(CHECK).content.decode()

    assert "Còn 12 tiêu chí chưa chấm" in page
    assert "Thiếu minh chứng: thêm minh chứng, hoặc ghi lý do chưa có" in page
    assert f'href="{ADDRESS}#tc-I-2"' in page
    assert "ma-ban" not in page


def test_head_reads_every_claim_reason_and_the_total(filled: Client, head: Client) -> None:
    page = head.get(CHECK).content.decode()

    assert "cham: 1" in page
    assert "Không có minh chứng, lý do: Sổ theo dõi lớp đang chờ ký." in page
    assert "Kế hoạch thi đua" in page
    assert "<title>Kiểm tra trước khi nộp" in page
    assert page.count("Nộp bảng tự chấm</button>") == 1


def test_editor_reads_but_does_not_submit(filled: Client, head: Client) -> None:
    page = filled.get(CHECK).content.decode()

    answer = filled.post(CHECK, checked(head))

    assert "Bảng tự chấm do người đứng đầu đơn vị nộp." in page
    assert answer.status_code == 403
    assert not Submission.objects.exists()


def test_submission_gives_a_receipt_that_agrees_with_the_log(season: Season, filled: Client, head: Client) -> None:
    answer = head.post(CHECK, checked(head))

    row = Submission.objects.get()
    entry = Entry.objects.get(action="sheets.submit")
    chain = Chain.objects.get(code=f"cluster-year:{season.year_id}")
    page = head.get(RECEIPT).content.decode()
    assert (answer.status_code, answer["Location"]) == (302, RECEIPT)
    assert row.receipt_code in page
    assert f"{row.submitted_at + timedelta(hours=7):%H:%M:%S ngày %d/%m/%Y} (+07:00)" in page
    assert " ".join(row.claims_sha256[n : n + 8] for n in range(0, 64, 8)) in page
    assert "13 mục tự chấm, 1 tệp minh chứng" in page
    assert f"mục thứ {entry.seq}" in page
    assert (chain.length, chain.head_hash) == (entry.seq, entry.hash)
    assert " ".join(entry.hash[n : n + 8] for n in range(0, 64, 8)) in page
    assert verify_all().ok


def test_the_text_that_was_hashed_can_be_fetched_and_read(season: Season, filled: Client, head: Client) -> None:
    head.post(CHECK, checked(head))

    answer = head.get(f"{RECEIPT}/ban-ke.json")

    row = Submission.objects.get()
    claims = parse_claims(answer.content, season.facts.frozen_criteria)
    assert hashlib.sha256(answer.content).hexdigest() == row.claims_sha256
    assert [unit.code for unit in claims.units] == ["cum-thu-01"]
    assert row.receipt_code in answer["Content-Disposition"]


def test_receipt_stays_and_later_acts_do_not_change_it(season: Season, filled: Client, head: Client) -> None:
    head.post(CHECK, checked(head))
    before = head.get(RECEIPT).content.decode().split("<main")[1]
    typed(browser_of(season, "daumoi02"), {"I.2:points": "1"})
    evidence_of(season, 2)  # one more entry in the same log

    assert head.get(RECEIPT).content.decode().split("<main")[1] == before
    assert filled.get(RECEIPT).status_code == 200


def test_pressing_twice_is_harmless(filled: Client, head: Client) -> None:
    form = checked(head)

    answers = [head.post(CHECK, form) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [RECEIPT, RECEIPT]
    assert Submission.objects.count() == 1
    assert ScoreEntry.objects.count() == 13


def test_draft_changed_after_the_check_is_not_submitted(season: Season, filled: Client, head: Client) -> None:
    form = checked(head)
    typed(filled, {"I.2:points": "5"})

    answer = head.post(CHECK, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "đã thay đổi sau khi bạn mở trang kiểm tra" in page
    assert form["ma-ban"] not in page
    assert "5,00" in page
    assert not Submission.objects.exists()


def test_without_the_declaration_nothing_is_submitted(filled: Client, head: Client) -> None:
    answer = head.post(CHECK, {"ma-ban": checked(head)["ma-ban"]})

    assert answer.status_code == 403
    assert '<a href="#cam-doan">Hãy xác nhận cam đoan' in answer.content.decode()
    assert not Submission.objects.exists()


def test_submitted_sheet_is_closed_for_its_editor(season: Season, filled: Client, head: Client) -> None:
    head.post(CHECK, checked(head))

    page = filled.get(ADDRESS).content.decode()
    answer = filled.post(ADDRESS, {"don-vi": season.unit(1), "I.2:co": "1", "I.2:goc": "1.x", "I.2:points": "1"})

    assert "Bảng đã khóa" in page
    assert 'name="I.2:points"' not in page
    assert answer.status_code == 403
    assert claim_of(season, "I.2") == {"points": "4.5"}


@pytest.mark.parametrize(("seconds", "code"), [(-3, 302), (0, 403)])
def test_last_second_counts_and_the_next_does_not(
    season: Season, filled: Client, head: Client, seconds: int, code: int
) -> None:
    form = checked(head)
    move_clock(season.setup, moment(11, 1, 0, 0) + timedelta(seconds=seconds))

    answer = head.post(CHECK, form)

    assert answer.status_code == code
    assert Submission.objects.exists() == (code == 302)


def test_receipt_of_another_unit_is_not_shown(season: Season, filled: Client, head: Client) -> None:
    head.post(CHECK, checked(head))
    other = browser_of(season, "truong02")

    assert "Chưa có biên nhận." in other.get(RECEIPT).content.decode()
    assert other.get(f"{RECEIPT}/ban-ke.json").status_code == 404
    assert browser_of(season, "thuky").get(RECEIPT).status_code == 403


@pytest.mark.parametrize("leaves", [{"I.2:points": "1"}, WHOLE])
def test_queries_do_not_grow_with_what_is_typed(
    editor: Client, leaves: dict[str, Any], django_assert_num_queries: Any
) -> None:
    typed(editor, leaves)

    with django_assert_num_queries(25):
        editor.get(CHECK)


class TestConditions:
    def test_unit_declares_and_takes_back(self, season: Season, editor: Client, head: Client) -> None:
        editor.post(CONDITION, {"dieu-kien": "K.1", "ly-do": "Quyết định kỷ luật số 5", "viec": "khai"})

        sheet = editor.get(ADDRESS).content.decode()
        check = head.get(CHECK).content.decode()
        assert "Không xét thi đua" in sheet
        assert "Đơn vị tự khai: Quyết định kỷ luật số 5" in check

        head.post(CONDITION, {"dieu-kien": "K.1", "ly-do": "Quyết định đã hủy", "viec": "rut"})

        assert [row.holds for row in RecordedCondition.objects.order_by("pk")] == [True, False]
        assert "Không xét thi đua" not in editor.get(ADDRESS).content.decode()
        assert verify_all().ok

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"dieu-kien": "K.1", "viec": "khai"}, "Hãy nêu lý do"),
            ({"dieu-kien": "K.9", "ly-do": "x", "viec": "khai"}, "Bộ tiêu chí không có điều kiện K.9."),
            ({"dieu-kien": "K.1", "ly-do": "x", "viec": "rut"}, "đã được ghi nhận như vậy"),
            ({"dieu-kien": "K.1", "ly-do": "x" * 2001, "viec": "khai"}, "Lý do dài 2001 ký tự"),
        ],
    )
    def test_what_is_wrong_is_said(self, editor: Client, fields: dict[str, str], sentence: str) -> None:
        answer = editor.post(CONDITION, fields)

        assert answer.status_code == 403
        assert sentence in answer.content.decode()
        assert not RecordedCondition.objects.exists()

    def test_members_only_read(self, season: Season) -> None:
        client = browser_of(season, "canbo01")

        assert "do đầu mối thi đua hoặc người đứng đầu" in client.get(CONDITION).content.decode()
        assert client.post(CONDITION, {"dieu-kien": "K.1", "ly-do": "x"}).status_code == 403


def test_before_the_launch_there_is_no_sheet(db: None) -> None:
    season = Season(founded(SCORING)).set_up()
    prepare_campaign(actor=season.hat("thuky", Role.CLUSTER_SECRETARY), at=SCORING, cluster_year_id=season.year_id)
    client = browser_of(season, "daumoi01")

    assert "Chưa có bảng tự chấm." in client.get(ADDRESS).content.decode()
    assert client.get(CHECK)["Location"] == ADDRESS
    assert client.get(CONDITION)["Location"] == ADDRESS
    assert client.post(ADDRESS, {"I.2:co": "1"}).status_code == 200
