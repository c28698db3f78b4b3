"""`thidua eligibility`: exit statuses, the exchange format, the table for people, local rules, errors all at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.law.helpers import HERE, as_bytes
from core.law.small_law import condition, overlay_award, overlay_document
from thidua.cli.main import main
from thidua.cli.score_table import display_width

Output = pytest.CaptureFixture[str]
CASES = str(HERE / "cases.yaml")
INITIATIVE = {
    "id": "C03",
    "regime": "R1",
    "award": "CSTDCS",
    "facts": {
        "subject": "individual",
        "year": 2021,
        "meets_title": {"LDTT": True},
        "initiatives": [{"scope": "base", "year": 2021}],
    },
}
LDTT_2021 = {"award": "LDTT", "facts": {"subject": "individual", "year": 2021, "ratings": {"2021": "good"}}}


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(document: Any, name: str = "case.json") -> str:
        path = tmp_path / name
        path.write_bytes(document if isinstance(document, bytes) else as_bytes(document))
        return str(path)

    return write


def answer(capsys: Output, *arguments: str) -> Any:
    """What the command prints as JSON, having ended well."""
    assert main(["eligibility", *arguments, "--format", "json"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return json.loads(shown.out)


def test_one_case_is_one_object(written: Any, capsys: Output) -> None:
    found = answer(capsys, written(INITIATIVE))

    assert list(found) == ["id", "award", "regime", "result", "reasons"]
    assert {key: found[key] for key in ("id", "award", "regime", "result")} == {
        "id": "C03", "award": "CSTDCS", "regime": "R1", "result": "eligible",
    }  # fmt: skip
    assert found["reasons"][1] == {
        "state": "met",
        "condition": "initiative",
        "cite": "Điểm b khoản 3 Điều 9 Nghị định số 91/2017/NĐ-CP",
        "text": "Có 1 sáng kiến cấp cơ sở được công nhận năm 2021",
    }
    assert [(reason["condition"], reason["state"]) for reason in found["reasons"]] == [
        ("title_same_year", "met"),
        ("initiative", "met"),
        ("research_topic", "failed"),
        ("combat_ingenuity", "failed"),
        ("not_required", "met"),
    ]


def test_cases_are_an_array_in_their_order_without_the_manual_ones(written: Any, capsys: Output) -> None:
    manual = {"id": "P01", "award": "LDTT", "regime": "R3", "facts": {"prize": 710000}, "check": "manual"}
    listed = [INITIATIVE, manual, {key: value for key, value in INITIATIVE.items() if key != "id"}]

    found = answer(capsys, written({"cases": listed}))

    assert [item["id"] for item in found] == ["C03", None]


def test_a_branch_is_named_by_its_label(written: Any, capsys: Output) -> None:
    found = answer(capsys, written({**INITIATIVE, "award": "BK_BNT"}))

    assert [(item["condition"], item.get("route")) for item in found["reasons"]] == [
        ("performance_rating", "individual_merit"),
        ("initiative", "individual_merit"),
        ("performance_rating", "collective_merit"),
        ("movement_commended", None),
        ("sudden_achievement", None),
    ]


def test_a_provisional_regime_says_so(written: Any, capsys: Output) -> None:
    found = answer(capsys, written(LDTT_2021))

    assert list(found) == ["id", "award", "regime", "provisional", "result", "reasons"]
    assert (found["id"], found["regime"], found["provisional"]) == (None, "R1", True)
    assert "provisional" not in answer(capsys, written({**LDTT_2021, "decision_date": "2021-12-15"}))


def test_json_is_indented_as_results_are(written: Any, capsys: Output) -> None:
    assert main(["eligibility", written(INITIATIVE), "--format", "json"]) == 0

    out = capsys.readouterr().out
    assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=1) + "\n"


def test_all_answers_are_status_0(capsys: Output) -> None:
    found = answer(capsys, CASES)

    assert {item["result"] for item in found} == {"eligible", "not_eligible", "undetermined"}


def test_errors_all_at_once(written: Any, capsys: Output) -> None:
    broken = {
        "cases": [{"id": "A", "regime": "R9", "award": "NO", "facts": {"ratings": {"2021": "x"}}}, {"award": "GK"}]
    }

    assert main(["eligibility", written(broken), "--format", "json"]) == 2

    shown = capsys.readouterr()
    found = json.loads(shown.out)["errors"]
    assert [(error["file"], error["path"]) for error in found] == [
        ("file", "cases.A.regime"),
        ("file", "cases.A.award"),
        ("file", "cases.A.facts.subject"),
        ("file", "cases.A.facts.year"),
        ("file", "cases.A.facts.ratings.2021"),
        ("file", "cases.1.facts"),
    ]
    assert all(list(error) == ["file", "path", "message"] for error in found)
    assert shown.err == ""


def test_errors_one_line_each(written: Any, capsys: Output) -> None:
    assert main(["eligibility", written({**INITIATIVE, "award": "NO", "regime": "R9"})]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line.partition(": ")[0] for line in shown.err.splitlines()] == ["file", "file"]


@pytest.mark.parametrize("name", ["", "no/such/file"])
def test_files_that_cannot_be_read(name: str, tmp_path: Path, capsys: Output) -> None:
    assert main(["eligibility", name or str(tmp_path), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == ""


def test_a_yaml_bomb(written: Any, capsys: Output) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert main(["eligibility", written("\n".join(lines).encode())]) == 2
    assert "200.000" in capsys.readouterr().err


def months(least: int, **more: Any) -> dict[str, Any]:
    """A province that asks for so many months of service."""
    return overlay_document(
        {"LDTT": overlay_award(condition("min_service_months", months=least))},
        **{"regimes": ["R1"], "in_force": {"from": "2020-01-01", "to": "2023-12-31"}, **more},
    )


def test_a_local_rule_set_counts_in_the_run(written: Any, capsys: Output) -> None:
    case = {**LDTT_2021, "facts": {**LDTT_2021["facts"], "registered": True, "months": 11}}
    file, overlay = written(case), written(months(11), "tinh.json")
    stricter = written(months(12, code="truong", parent="tinh-mau"), "truong.json")

    assert answer(capsys, file, "--overlay", overlay)["result"] == "eligible"
    found = answer(capsys, file, "--overlay", stricter, "--overlay", overlay)
    assert found["result"] == "not_eligible"
    assert [item["state"] for item in found["reasons"] if item["condition"] == "min_service_months"] == [
        "met", "met", "failed",
    ]  # fmt: skip


def test_an_overlay_that_loosens_refuses_the_run_with_the_article(written: Any, capsys: Output) -> None:
    overlay = written(months(6), "tinh.json")

    assert main(["eligibility", written(LDTT_2021), "--overlay", overlay, "--format", "json"]) == 2

    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert (error["file"], error["path"]) == (overlay, "awards.LDTT.criteria.0")
    assert error["message"].endswith("nới lỏng điều kiện quốc gia – Điều 10 Nghị định số 91/2017/NĐ-CP.")


def test_faults_of_the_case_and_of_the_overlays_at_once(written: Any, capsys: Output) -> None:
    overlay, file = written(months(12, in_force={"from": "2023-01-01", "to": "2022-01-01"}), "a.json"), written({})

    assert main(["eligibility", file, "--overlay", overlay, "--overlay", "no/such", "--format", "json"]) == 2

    found = [(error["file"], error["path"]) for error in json.loads(capsys.readouterr().out)["errors"]]
    assert found == [("no/such", ""), (overlay, "in_force.to"), ("file", "award"), ("file", "facts")]


def table(capsys: Output, *arguments: str) -> list[str]:
    assert main(["eligibility", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_table(written: Any, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")

    lines = table(capsys, written({**LDTT_2021, "id": "A", "facts": {**LDTT_2021["facts"], "months": 9}}))

    assert lines[:5] == [
        "Lao động tiên tiến (LDTT), cá nhân, năm 2021 · A",
        "Theo Luật Thi đua, khen thưởng năm 2003 và Nghị định số 91/2017/NĐ-CP (R1, từ 01/10/2017 đến",
        "31/12/2023); tạm tính theo ngày 31/12/2021 vì chưa có ngày quyết định",
        "Kết quả: Không đủ điều kiện",
        "Đã đạt",
    ]
    missing, unknown = lines.index("Còn thiếu"), lines.index("Chưa biết")
    assert lines[missing + 1] == "- Công tác 9 tháng, chưa đủ 10 tháng – Điều 10 Nghị định số 91/2017/NĐ-CP"
    assert lines[unknown + 1].startswith("- Chưa biết có đăng ký thi đua năm 2021 hay không – Điều 10 Luật")
    assert lines[-1].startswith("Đủ điều kiện không có nghĩa là được tặng")


def test_lost_alternatives_are_told_as_alternatives(written: Any, capsys: Output) -> None:
    facts = {"subject": "individual", "year": 2024, "ratings": {"2024": "good"}, "meets_title": {"LDTT": True}}
    case = {"regime": "R2", "award": "CSTDCS", "facts": facts}

    lines = table(capsys, written(case))

    start = lines.index("- Một trong các cách sau:")
    assert [line[:5] for line in lines[start + 1 :] if line[2:4] in ("1)", "2)", "3)", "4)")] == [
        "  1) ", "  2) ", "  3) ", "  4) ",
    ]  # fmt: skip
    assert "Cách khác, không cần dùng hoặc không áp dụng" not in lines


def test_other_ways_are_told_apart_once_one_is_met(written: Any, capsys: Output) -> None:
    lines = table(capsys, written(INITIATIVE))

    assert "Kết quả: Đủ điều kiện" in lines
    assert "Còn thiếu" not in lines
    other = lines.index("Cách khác, không cần dùng hoặc không áp dụng")
    assert lines[other + 1].startswith("- Không có đề tài khoa học cấp cơ sở năm 2021")


def test_a_hold_is_no_refusal(written: Any, capsys: Output) -> None:
    pending = {**INITIATIVE, "facts": {**INITIATIVE["facts"], "pending": ["investigation"]}}

    assert "Kết quả: Chưa xét" in table(capsys, written(pending))


def test_rules_that_are_not_loaded(written: Any, capsys: Output) -> None:
    lines = table(capsys, written({**INITIATIVE, "regime": "R4"}))

    assert "Kết quả: Chưa kết luận được" in lines
    assert lines[lines.index("Chưa biết") + 1].startswith("- Chưa nạp quy định của Luật sửa đổi")


def test_the_table_names_the_local_rules(written: Any, capsys: Output) -> None:
    lines = table(capsys, written(LDTT_2021), "--overlay", written(months(11), "tinh.json"))

    assert "Quy định riêng: Quy chế của tỉnh mẫu (Tỉnh mẫu)" in lines


def test_no_cases_at_all(written: Any, capsys: Output) -> None:
    assert table(capsys, written({"cases": []})) == ["Không có trường hợp nào để xét."]
    assert answer(capsys, written({"cases": []})) == []


@pytest.mark.parametrize("columns", ["60", "100", "160"])
def test_the_table_keeps_to_the_terminal(columns: str, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert max(display_width(line) for line in table(capsys, CASES)) <= int(columns)


def test_text_cannot_steer_the_terminal(written: Any, capsys: Output) -> None:
    case = {**INITIATIVE, "id": "\x1b[2JA\u202e", "facts": {**INITIATIVE["facts"], "pending": ["\x1b[2J"]}}

    shown = "\n".join(table(capsys, written(case)))

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_command_starts_without_django() -> None:
    program = f"import sys\nfrom thidua.cli.main import main\nmain(['eligibility', {CASES!r}])\n"
    program += "print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().splitlines()[-1] == "False"
