"""`thidua eligibility FILE --compare`: every regime side by side for people and for programs, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.law.helpers import as_bytes
from core.law.small_law import GROUND, condition, overlay_award, overlay_document
from thidua.cli.main import main
from thidua.cli.score_table import display_width

Output = pytest.CaptureFixture[str]
UNREGISTERED = {"subject": "individual", "year": 2021, "ratings": {"2021": "good"}, "registered": False}
QUESTION = {"id": "N06", "award": "LDTT", "facts": UNREGISTERED}


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(document: Any, name: str = "case.json") -> str:
        path = tmp_path / name
        path.write_bytes(as_bytes(document))
        return str(path)

    return write


def table(capsys: Output, *arguments: str) -> list[str]:
    """What the command prints for people, having ended well."""
    assert main(["eligibility", "--compare", *arguments]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out.splitlines()


def answer(capsys: Output, *arguments: str) -> Any:
    return json.loads("\n".join(table(capsys, *arguments, "--format", "json")))


def test_the_table_shows_every_regime_and_the_reason_below(
    written: Any, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")

    lines = table(capsys, written(QUESTION))

    assert lines[:8] == [
        "N06 · cá nhân, số liệu năm 2021",
        f"{'':52}R1          R2          R3          R4",
        f"{'':52}từ 10/2017  từ 01/2024  từ 07/2025  từ 10/2026",
        f"{'LDTT Lao động tiên tiến':52}không đủ    đủ          đủ          chưa rõ",
        "",
        "LDTT, R1 → R2: Không đủ điều kiện → Đủ điều kiện",
        "- Bỏ điều kiện: Chưa đăng ký thi đua năm 2021 – Điều 10 Luật Thi đua, khen thưởng năm 2003 → Không",
        "  đòi hỏi đăng ký tham gia thi đua – Điều 7 Luật Thi đua, khen thưởng năm 2022",
    ]
    assert lines[-3:] == [
        "R4: Luật sửa đổi Luật Thi đua, khen thưởng, thông qua năm 2026 (từ 01/10/2026; chưa nạp quy định:",
        "    chưa kết luận được)",
        "Đủ điều kiện không có nghĩa là được tặng: hội đồng quyết định; quyết định khác phải ghi lý do.",
    ]


def test_without_changes_there_is_the_table_alone(written: Any, capsys: Output) -> None:
    lines = table(capsys, written({**QUESTION, "facts": {**UNREGISTERED, "registered": True}}))

    assert [line for line in lines if "→" in line] == []


def test_without_an_award_every_one_for_the_subject_is_shown(written: Any, capsys: Output) -> None:
    found = answer(capsys, written({"facts": {"subject": "collective", "year": 2021}}))

    assert found["id"] is None
    assert [row["award"] for row in found["awards"]][:4] == ["TTLDTT", "TTLDXS", "CO_BNT", "CO_CP"]


def test_a_list_of_cases_is_an_array(written: Any, capsys: Output) -> None:
    manual = {"id": "P01", "facts": {"prize": 1}, "check": "manual"}

    found = answer(capsys, written({"cases": [QUESTION, manual, {**QUESTION, "id": "N07", "story": "Như trên."}]}))

    assert [item["id"] for item in found] == ["N06", "N07"]


def test_a_change_is_told_with_both_articles(written: Any, capsys: Output) -> None:
    (row,) = answer(capsys, written(QUESTION))["awards"]

    assert row["results"] == {"R1": "not_eligible", "R2": "eligible", "R3": "eligible", "R4": "undetermined"}
    assert [(step["from"], step["to"], len(step["changes"])) for step in row["steps"]] == [
        ("R1", "R2", 1), ("R2", "R3", 0), ("R3", "R4", 1),
    ]  # fmt: skip
    (change,) = row["steps"][0]["changes"]
    assert {key: change[key] for key in ("change", "alternative", "before", "after")} == {
        "change": "dropped",
        "alternative": False,
        "before": {
            "state": "failed",
            "condition": "registered",
            "cite": "Điều 10 Luật Thi đua, khen thưởng năm 2003",
            "text": "Chưa đăng ký thi đua năm 2021",
        },
        "after": {
            "state": "met",
            "condition": "not_required",
            "cite": "Điều 7 Luật Thi đua, khen thưởng năm 2022",
            "text": "Không đòi hỏi đăng ký tham gia thi đua",
        },
    }


def test_a_title_asked_for_is_explained_below_its_line(written: Any, capsys: Output) -> None:
    facts = {**UNREGISTERED, "initiatives": [{"scope": "base", "year": 2021}]}

    (row,) = answer(capsys, written({**QUESTION, "award": "CSTDCS", "facts": facts}))["awards"]
    lines = table(capsys, written({**QUESTION, "award": "CSTDCS", "facts": facts}))

    assert [inner["change"] for inner in row["steps"][0]["changes"][0]["because"]] == ["dropped"]
    assert [line[:30] for line in lines if line.startswith("  - ")] == ["  - Bỏ điều kiện: Chưa đăng ký"]


def test_a_new_way_that_is_not_met_says_so(written: Any, capsys: Output) -> None:
    facts = {**UNREGISTERED, "registered": True}

    (row,) = answer(capsys, written({**QUESTION, "award": "CSTDCS", "facts": facts}))["awards"]

    assert [change["text"][:38] for change in row["steps"][0]["changes"]] == ["Thêm một cách đạt, ở đây chưa đạt: Năm"]


def test_local_rules_are_compared_too(written: Any, capsys: Output) -> None:
    quota = {"pct": 10, "of": "LDTT", **GROUND}
    local = overlay_document(
        {"LDTT": overlay_award(condition("min_service_months", months=11)), "CSTDCS": {"quota": quota}},
        regimes=["R2"],
        in_force={"from": "2024-01-01", "to": "2025-06-30"},
    )
    facts = {**UNREGISTERED, "registered": True, "months": 10}

    (row,) = answer(capsys, written({**QUESTION, "facts": facts}), "--overlay", written(local, "overlay.json"))[
        "awards"
    ]

    assert row["results"] == {"R1": "eligible", "R2": "not_eligible", "R3": "eligible", "R4": "undetermined"}


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"regime": "R1"}, ["regime"]),
        ({"decision_date": "2021-12-15"}, ["decision_date"]),
        ({"award": "LDTTT"}, ["award"]),
        ({"facts": None}, ["facts"]),
        ({"facts": {"subject": "person"}, "regime": "R1"}, ["regime", "facts.year", "facts.subject"]),
        ({"fact": {}}, ["fact"]),
        ({"regime": None, "decision_date": None, "award": None}, []),
    ],
)
def test_what_cannot_be_compared_is_refused_at_its_path(
    written: Any, capsys: Output, more: dict[str, Any], paths: list[str]
) -> None:
    status = main(["eligibility", "--compare", written({**QUESTION, **more}), "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    assert (status, [error["path"] for error in found.get("errors", [])]) == (2 if paths else 0, paths)


def test_a_regime_is_refused_with_what_to_do(written: Any, capsys: Output) -> None:
    assert main(["eligibility", "--compare", written({"cases": [{**QUESTION, "regime": "R1"}]})]) == 2

    assert capsys.readouterr().err == (
        "file: cases.N06.regime: Bỏ “regime”: khi so sánh, mỗi trường hợp được xét theo mọi giai đoạn luật.\n"
    )


def test_nothing_to_compare_is_said(written: Any, capsys: Output) -> None:
    assert table(capsys, written({"cases": []})) == ["Không có trường hợp nào để xét."]


@pytest.mark.parametrize("columns", ["20", "60", "100", "500"])
def test_no_line_is_wider_than_the_terminal(
    written: Any, capsys: Output, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    lines = table(capsys, written({"facts": UNREGISTERED, "id": "N" * 70}))

    assert max(map(display_width, lines)) <= max(60, min(160, int(columns)))
