"""`thidua score` and `thidua hash`: exit statuses, errors all at once, the table for people."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from core.sets import DATA, EXAMPLES
from thidua.cli.main import main
from thidua.cli.score_table import bar, display_width, pad

SET, CLAIMS = str(DATA / EXAMPLES["dbsh-2021"]), str(DATA / "dbsh-2021.claims.yaml")
Output = pytest.CaptureFixture[str]


def test_json_is_the_result(capsys: Output) -> None:
    assert main(["score", SET, CLAIMS, "--format", "json"]) == 0

    shown = capsys.readouterr()
    assert json.loads(shown.out) == json.loads((DATA / "dbsh-2021.result.json").read_text(encoding="utf-8"))
    assert shown.err == ""


def test_errors_of_both_files_at_once(tmp_path: Path, capsys: Output) -> None:
    claims = tmp_path / "claims.yaml"
    claims.write_text("format: thidua.claims/2\nunits: 5\n", encoding="utf-8")

    assert main(["score", str(tmp_path / "none.yaml"), str(claims), "--format", "json"]) == 2

    shown = capsys.readouterr()
    document = json.loads(shown.out)
    assert [(error["file"], error["path"]) for error in document["errors"]] == [
        ("criteria", ""), ("claims", "criteria_set"), ("claims", "format"), ("claims", "units"),
    ]  # fmt: skip
    assert all(list(error) == ["file", "path", "message"] for error in document["errors"])
    assert shown.err == ""


def test_errors_one_line_each(tmp_path: Path, capsys: Output) -> None:
    claims = tmp_path / "claims.yaml"
    text = (DATA / "dbsh-2021.claims.yaml").read_text(encoding="utf-8")
    claims.write_text(text.replace("points: 2.75", "points: 9.5").replace("level: Khá", '"level": "Kh\\ná"'), "utf-8")

    assert main(["score", SET, str(claims)]) == 2

    shown = capsys.readouterr()
    lines = shown.err.splitlines()
    assert shown.out == ""
    assert lines[1] == "claims: units.don-vi-01.claims.I.4.points: Số 9,5 vượt mức tối đa 3."
    assert all(line.startswith("claims: units.") for line in lines)


@pytest.mark.parametrize("name", ["", "no/such/file", "\0"])
def test_files_that_cannot_be_read(name: str, tmp_path: Path, capsys: Output) -> None:
    assert main(["hash", name or str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("file: ")
    assert main(["score", name or str(tmp_path), CLAIMS, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == ""


def test_a_huge_file_is_not_read_whole(tmp_path: Path, capsys: Output) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as stream:
        stream.truncate(5 * 10**9)

    assert main(["hash", str(huge), "--format", "json"]) == 2
    assert "20.000.000" in json.loads(capsys.readouterr().out)["errors"][0]["message"]


def test_the_table(capsys: Output) -> None:
    assert main(["score", SET, CLAIMS]) == 0

    lines = capsys.readouterr().out.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("Hạng"))
    assert lines[start : start + 4] == [
        "Hạng  Đơn vị                                Điểm  Được giao  Tỷ lệ %  Xếp loại",
        "1     Đơn vị mẫu 01  ████████████████▉···  84,50     100,00    84,50  Tốt",
        "2     Đơn vị mẫu 04  ████████████████▊···  83,83     100,00    83,83  Khá",
        "      xếp loại giảm theo K.2",
    ]
    assert "4=    Đơn vị mẫu 05  ███████████████▉····  79,78     100,00    79,78  Khá" in lines
    assert "      chưa chấm: IV.5" in lines
    assert "- Thiếu minh chứng bắt buộc: units.don-vi-02.claims.IV.3." in lines
    assert all(display_width(line) <= 100 for line in lines)


def test_one_list_for_each_class(capsys: Output) -> None:
    name = "thang-truong-hoc"

    assert main(["score", str(DATA / EXAMPLES[name]), str(DATA / f"{name}.claims.yaml")]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines.index("Giáo viên bộ môn") < lines.index("Giáo viên chủ nhiệm") < lines.index("Chưa xếp hạng")
    assert "      không xét thi đua: II.1" in lines


def test_the_sheet_of_one_unit(capsys: Output) -> None:
    assert main(["score", SET, CLAIMS, "--unit", "don-vi-04"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Đơn vị mẫu 04 (don-vi-04)"
    assert "         5/4 = 125 %, cao nhất là 150 % → 4,50" in lines
    assert sum("→" in line for line in lines) == 23


def test_an_unknown_unit(capsys: Output) -> None:
    assert main(["score", SET, CLAIMS, "--unit", "don-vi-99"]) == 2
    assert capsys.readouterr().err.startswith("claims: units.don-vi-99: Không có đơn vị mã này")


def test_text_cannot_steer_the_terminal(tmp_path: Path, capsys: Output) -> None:
    claims = tmp_path / "claims.yaml"
    text = (DATA / "dbsh-2021.claims.yaml").read_text(encoding="utf-8")
    claims.write_text(text.replace("title: Đơn vị mẫu 01", 'title: "\\e[2JĐơn vị \\u202e01"'), encoding="utf-8")

    assert main(["score", SET, str(claims)]) == 0

    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_vietnamese_letters_are_one_column_wide() -> None:
    assert display_width("Đơn vị") == display_width(unicodedata.normalize("NFD", "Đơn vị")) == 6
    assert pad("Trường Chính trị", 10) == "Trường Ch…"
    assert display_width("中") == 2
    assert bar(0.5) == "██████████··········"


def test_the_command_starts_without_django() -> None:
    program = f"import sys\nfrom thidua.cli.main import main\nmain(['score', {SET!r}, {CLAIMS!r}])\n"
    program += "print('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().splitlines()[-1] == "False"


def test_standard_output_is_utf8_whatever_the_locale() -> None:
    command = [sys.executable, "-m", "thidua.cli.main", "score", SET, CLAIMS]

    done = subprocess.run(command, capture_output=True, check=True, env={"LC_ALL": "C", "PYTHONUTF8": "0"})

    assert "Đơn vị mẫu 01" in done.stdout.decode("utf-8")
