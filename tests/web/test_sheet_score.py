"""The score sheet: every rule's fields, what is refused and kept, two windows, the deadline, other people's hats."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from council.season import SCORING, VERIFYING, Season, moment, move_clock
from thidua.sheets.models import ClaimDraft, Sheet
from web.sheet_desk import ADDRESS, EVERY_RULE, WHOLE, browser_of, claim_of, draft_of, form_of, scoring_season, typed

LAST_MINUTE = moment(10, 31, 23, 59)


@pytest.fixture
def season(db: None) -> Season:
    return scoring_season()


@pytest.fixture
def editor(season: Season) -> Client:
    return browser_of(season, "daumoi01")


def test_every_rule_has_its_fields_and_its_words(editor: Client) -> None:
    page = editor.get(ADDRESS).content.decode()

    for name in WHOLE:
        assert f'name="{name}"' in page, name
    assert "Tính theo tỷ lệ so với chỉ tiêu giao ước 40 lớp." in page
    assert "Đạt 2 điểm, không đạt 0 điểm." in page
    assert "chưa chấm" in page.lower()
    assert "/ 41,00 điểm" in page
    assert "I.3. Nhóm con" in page


def test_whole_sheet_is_saved_without_javascript_and_comes_back_to_its_place(season: Season, editor: Client) -> None:
    answer = typed(editor, {**WHOLE, "ve": "nhom-II"})

    assert (answer.status_code, answer["Location"]) == (302, f"{ADDRESS}#nhom-II")
    assert claim_of(season, "I.1") == {"actual": "44"}
    assert claim_of(season, "II.3") == {"events": {"cham": "1"}}
    assert claim_of(season, "II.4") == {"achieved": ["da_lam", "dang_ky"]}
    assert claim_of(season, "II.7") == {"scores": ["1.5", "2"]}
    assert draft_of(season).preview.missing == ()


def test_points_are_figures_and_where_others_settle_them_intervals(editor: Client) -> None:
    typed(editor, {"I.1:actual": "20", "II.1:actual": "5"})

    page = editor.get(ADDRESS).content.decode()

    assert "20/40 = 50 % × 5 → 2,50" in page
    assert "từ 2,00 đến 4,00" in page  # II.1, r > 1 (decision 3)
    assert "từ 4,50 đến 6,50" in page  # and so the running total


@pytest.mark.parametrize("text", ["9,75", "9.75"])
def test_comma_and_point_are_the_same_number(season: Season, editor: Client, text: str) -> None:
    typed(editor, {"II.2:count": text})

    assert claim_of(season, "II.2") == {"count": "9.75"}
    assert 'value="9,75"' in editor.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("II.2:count", "1.000,5", "dấu phân cách hàng nghìn"),
        ("II.2:count", "1.000", "dấu phân cách hàng nghìn"),
        ("II.2:count", "abc", "không phải là số"),
        ("II.2:count", "-1", "nhỏ quá"),
        ("II.2:count", "−1", "nhỏ quá"),
        ("II.2:count", "1e3", "theo số mũ"),
        ("II.2:count", "0,1234567", "quá nhiều chữ số thập phân"),
        ("II.2:count", "1234567890123", "lớn quá"),
        ("I.2:points", "4,3", "không đúng bước chấm"),
        ("I.2:points", "5,25", "vượt mức tối đa 5"),
        ("II.5:days_late", "1,5", "số nguyên"),
        ("I.3.2:level", "Xuất chúng", "Không có mức"),
        ("II.7:scores", ["3", "1"], "vượt mức tối đa 2"),
    ],
)
def test_what_cannot_be_read_keeps_its_place_and_is_not_saved(
    season: Season, editor: Client, field: str, text: Any, sentence: str
) -> None:
    code = field.split(":")[0]

    answer = typed(editor, {field: text, "II.6:plus": "1"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: Tự chấm điểm năm 2021" in page
    assert sentence in page
    if code != "I.3.2":  # a level that does not exist has no option to stand in
        assert f'value="{text if isinstance(text, str) else text[0]}"' in page
    assert claim_of(season, code) is None
    assert claim_of(season, "II.6") == {"plus": "1"}  # the sound leaf of the same form is safe


def test_refused_number_is_not_read_otherwise_the_second_time(season: Season, editor: Client) -> None:
    """ "1.000" shown again as "1,000" would be taken as one."""
    first = typed(editor, {"II.2:count": "1.000"}).content.decode()

    assert 'value="1.000"' in first
    assert editor.post(ADDRESS, {**form_of(first, "II.2"), "II.2:count": "1.000"}).status_code == 422
    assert claim_of(season, "II.2") is None


def test_reason_is_kept_in_nfc_and_an_endless_one_is_refused(season: Season, editor: Client) -> None:
    typed(editor, {"I.2:ly-do": "Lý do tạm thời"})
    answer = typed(editor, {"I.2:ly-do": "x" * 2001})

    assert draft_of(season).drafts["I.2"].reason == "Lý do tạm thời"
    assert answer.status_code == 422
    assert "Lý do dài 2001 ký tự, quá 2000" in answer.content.decode()
    assert "x" * 2001 in answer.content.decode()


def test_not_assigned_takes_the_leaf_out_and_a_signed_target_forbids_it(season: Season, editor: Client) -> None:
    typed(editor, {"I.2:assigned": "no", "I.2:ly-do": "Theo quyết định phân công"})
    refused = typed(editor, {"I.1:assigned": "no"})

    page = editor.get(ADDRESS).content.decode()
    assert claim_of(season, "I.2") == {"assigned": False}
    assert "Không giao năm 2021" in page
    assert "/ 36,00 điểm" in page
    assert 'name="I.1:assigned"' not in page
    assert "Đơn vị đã ký chỉ tiêu 40" in refused.content.decode()


def test_unknown_leaves_and_fields_of_a_post_are_not_looked_at(season: Season, editor: Client) -> None:
    answer = typed(editor, {"II.6:plus": "1", "IX.9:co": "1", "IX.9:points": "5", "II.6:bogus": "1"})

    assert answer.status_code == 302
    assert set(draft_of(season).drafts) == {"II.6"}


def test_autosave_answers_with_rows_and_total(season: Season, editor: Client) -> None:
    answer = typed(editor, {"I.2:points": "4,5", "II.2:count": "abc"}, autosave=True)

    content = answer.json()
    assert answer.status_code == 200
    assert content["saved_at"] == "09:00"
    assert set(content["rows"]) == {"I.2", "II.2"}
    assert "chấm 4,5 trên 5 → 4,50" in content["rows"]["I.2"]
    assert content["faulty"] == ["II.2"]
    assert "“abc” không phải là số" in content["rows"]["II.2"]
    assert "4,50" in content["total"]
    assert "1/5 tiêu chí" in content["groups"]["nhom-I"]
    assert claim_of(season, "I.2") == {"points": "4.5"}


def test_autosave_without_a_session_says_how_to_go_on(season: Season, editor: Client) -> None:
    form = form_of(editor.get(ADDRESS).content.decode(), "I.2")
    editor.cookies.pop("thidua")

    answer = editor.post(ADDRESS, {**form, "I.2:points": "4,5"}, headers={"X-Autosave": "1"})

    assert answer.status_code == 401
    assert answer.json()["sign_in"] == "/dang-nhap"
    assert "nội dung vẫn còn trong trang" in answer.json()["sentence"]
    assert claim_of(season, "I.2") is None


def test_plain_post_without_a_session_keeps_every_field_through_sign_in(season: Season, editor: Client) -> None:
    form = form_of(editor.get(ADDRESS).content.decode(), "I.2")
    editor.cookies.pop("thidua")
    page = editor.post(ADDRESS, {**form, "I.2:points": "4,5"}).content.decode()
    pending = page.split('name="pending" value="')[1].split('"')[0]

    again = editor.post(
        "/dang-nhap", {"username": "daumoi01.cum-thu", "password": "mat khau thu nghiem", "pending": pending}
    ).content.decode()

    assert 'name="I.2:points" value="4,5"' in again
    assert editor.post(ADDRESS, {**form_of(again), "I.2:points": "4,5"}).status_code == 302
    assert claim_of(season, "I.2") == {"points": "4.5"}


class TestTwoWindows:
    """Both began from the same page; the first has saved."""

    @pytest.fixture
    def stale(self, editor: Client) -> dict[str, Any]:
        form = form_of(editor.get(ADDRESS).content.decode())
        typed(editor, {"I.2:points": "3", "II.2:count": "2"})
        return form

    def test_leaf_that_this_window_left_alone_is_not_argued_about(
        self, season: Season, editor: Client, stale: dict[str, Any]
    ) -> None:
        answer = editor.post(ADDRESS, {**stale, "II.6:plus": "1"})

        assert answer.status_code == 302
        assert claim_of(season, "I.2") == {"points": "3"}
        assert claim_of(season, "II.6") == {"plus": "1"}

    def test_same_content_twice_is_no_conflict(self, season: Season, editor: Client, stale: dict[str, Any]) -> None:
        assert editor.post(ADDRESS, {**stale, "I.2:points": "3,00"}).status_code == 302

    def test_other_content_shows_both_versions_and_loses_nothing(
        self, season: Season, editor: Client, stale: dict[str, Any]
    ) -> None:
        answer = editor.post(ADDRESS, {**stale, "I.2:points": "4", "II.5:days_late": "2", "II.7:scores": ["abc", ""]})

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Bảng tự chấm vừa được lưu ở một cửa sổ khác" in page
        assert "bạn, ở cửa sổ khác" in page
        assert page.count('type="radio"') == 2
        assert "checked" not in page  # both typed something: nothing is chosen silently
        assert 'name="II.5:days_late" value="2"' in page
        assert 'name="II.7:scores" value="abc"' in page
        assert claim_of(season, "I.2") == {"points": "3"}

    @pytest.mark.parametrize(("choice", "points"), [("cua-toi", "4"), ("da-luu", "3")])
    def test_choice_is_saved_with_everything_else(
        self, season: Season, editor: Client, stale: dict[str, Any], choice: str, points: str
    ) -> None:
        page = editor.post(ADDRESS, {**stale, "I.2:points": "4", "II.5:days_late": "2"}).content.decode()

        fields: dict[str, Any] = {**form_of(page), "I.2:giu": choice}
        answer = editor.post(ADDRESS, fields)

        assert answer.status_code == 302
        assert claim_of(season, "I.2") == {"points": points}
        assert claim_of(season, "II.5") == {"days_late": "2"}

    def test_side_that_alone_has_a_figure_is_chosen_beforehand(self, season: Season, editor: Client) -> None:
        typed(editor, {"I.2:points": "3"})
        form = form_of(editor.get(ADDRESS).content.decode())
        typed(editor, {"I.2:points": ""})

        page = editor.post(ADDRESS, {**form, "I.2:points": "4"}).content.decode()

        assert page.index('value="cua-toi" required checked') > 0

    def test_autosave_is_told_in_json(self, editor: Client, stale: dict[str, Any]) -> None:
        answer = editor.post(ADDRESS, {**stale, "I.2:points": "4"}, headers={"X-Autosave": "1"})

        assert (answer.status_code, answer.json()["leaves"]) == (409, ["I.2"])


class TestDeadline:
    @pytest.fixture
    def form(self, editor: Client) -> dict[str, Any]:
        return form_of(editor.get(ADDRESS).content.decode(), "I.2")

    def test_last_second_is_in_time(self, season: Season, editor: Client, form: dict[str, Any]) -> None:
        move_clock(season.setup, LAST_MINUTE + timedelta(seconds=57))

        assert editor.post(ADDRESS, {**form, "I.2:points": "4"}).status_code == 302

    def test_one_second_later_is_not_and_what_was_typed_stays(
        self, season: Season, editor: Client, form: dict[str, Any]
    ) -> None:
        move_clock(season.setup, LAST_MINUTE + timedelta(minutes=1))

        answer = editor.post(ADDRESS, {**form, "I.2:points": "4,25"})

        page = answer.content.decode()
        assert answer.status_code == 403
        assert "Đã quá hạn tự chấm điểm: hạn cuối là 23:59 ngày 31/10/2021." in page
        assert 'value="4,25"' in page
        assert claim_of(season, "I.2") is None

    def test_autosave_is_refused_with_the_same_sentence(
        self, season: Season, editor: Client, form: dict[str, Any]
    ) -> None:
        move_clock(season.setup, VERIFYING)

        answer = editor.post(ADDRESS, {**form, "I.2:points": "4"}, headers={"X-Autosave": "1"})

        assert (answer.status_code, answer.json()["code"]) == (403, "too_late")


@pytest.mark.parametrize(
    ("username", "sentence"),
    [("truong01", "do đầu mối thi đua của chính đơn vị soạn"), ("canbo01", "do đầu mối thi đua của chính đơn vị soạn")],
)
def test_others_of_the_school_read_and_are_told_why_only(season: Season, username: str, sentence: str) -> None:
    typed(browser_of(season, "daumoi01"), {"I.2:points": "4,5"})
    client = browser_of(season, username)

    page = client.get(ADDRESS).content.decode()
    answer = client.post(ADDRESS, {"don-vi": season.unit(1), "I.2:co": "1", "I.2:goc": "1.x", "I.2:points": "1"})

    assert "Đang xem, không sửa được" in page
    assert sentence in page
    assert "4,50" in page
    assert 'name="I.2:points"' not in page
    assert answer.status_code == 403
    assert claim_of(season, "I.2") == {"points": "4.5"}


def test_another_unit_sees_and_writes_nothing_of_it(season: Season) -> None:
    typed(browser_of(season, "daumoi01"), {"I.2:points": "4,5", "I.2:ly-do": "Bí mật của đơn vị 01"})
    other = browser_of(season, "daumoi02")

    page = other.get(ADDRESS).content.decode()
    form = form_of(page, "I.2")
    answer = other.post(ADDRESS, {**form, "don-vi": season.unit(1), "I.2:points": "1"})

    assert "Bí mật" not in page
    assert answer.status_code == 403
    assert "đơn vị khác" in answer.content.decode()
    assert claim_of(season, "I.2") == {"points": "4.5"}
    assert claim_of(season, "I.2", 2) is None


@pytest.mark.parametrize("username", ["thuky", "cumtruong", "cumpho", "giamsat"])
def test_no_officer_opens_a_draft(season: Season, username: str) -> None:
    assert browser_of(season, username).get(ADDRESS).status_code == 403


def test_stranger_signs_in_first(season: Season) -> None:
    answer = Client().get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap?tiep=%2Fcum%2Fcum-thu%2F2021%2Ftu-cham")


def test_reading_writes_nothing(season: Season, editor: Client) -> None:
    editor.get(ADDRESS)

    assert not Sheet.objects.exists()
    assert not ClaimDraft.objects.exists()


def _many(leaves: int) -> str:
    rows = "\n".join(f"  - {{code: N.{n}, title: Mục {n}, max: 1, rule: {{kind: judged}}}}" for n in range(leaves))
    head, _, rest = EVERY_RULE.partition("bonus:")
    return f"{head.replace('total: 41', f'total: {41 + leaves}')}{rows}\nbonus:{rest}"


@pytest.mark.parametrize("leaves", [1, 40])
def test_queries_do_not_grow_with_leaves(db: None, leaves: int, django_assert_num_queries: Any) -> None:
    season = scoring_season(SCORING, criteria=_many(leaves))
    editor = browser_of(season, "daumoi01")
    fields = {f"N.{n}:points": "1" for n in range(leaves)}
    typed(editor, {**WHOLE, **fields})
    form = form_of(editor.get(ADDRESS).content.decode())

    with django_assert_num_queries(24):
        editor.get(ADDRESS)
    with django_assert_num_queries(50):
        editor.post(ADDRESS, {**form, **dict.fromkeys(fields, "0,5")}, headers={"X-Autosave": "1"})

    assert claim_of(season, "N.0") == {"points": "0.5"}
