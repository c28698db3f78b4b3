"""`thidua init`, without a keyboard and at one."""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from thidua.cli.init import slug

Thidua = Callable[..., "subprocess.CompletedProcess[str]"]

ANSWERS = {
    "--organiser": "Học viện Chính trị quốc gia",
    "--place": "Hà Nội",
    "--full-name": "Nguyễn Văn Mẫu",
    "--username": "quantri",
}
OPTIONS = [word for pair in ANSWERS.items() for word in pair]
PASSWORD = "mot-mat-khau-du-dai"


def accounts(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "thidua.sqlite3")) as connection:
        return [name for (name,) in connection.execute("SELECT username FROM accounts_user")]


@pytest.mark.slow
def test_init_when_everything_is_said(data: Path, thidua: Thidua) -> None:
    thidua("migrate")

    done = thidua("init", *OPTIONS, THIDUA_INIT_PASSWORD=PASSWORD)
    again = thidua("init", *OPTIONS, THIDUA_INIT_PASSWORD=PASSWORD)
    needless = thidua("init", "--if-needed")

    assert (done.returncode, done.stderr) == (0, "")
    assert accounts(data) == ["quantri"]
    assert (again.returncode, again.stderr) == (2, "Cơ sở dữ liệu này đã được khởi tạo.\n")
    assert needless.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "password", "sentence"),
    [
        (OPTIONS, "", "Mật khẩu"),
        (OPTIONS, "1234567890", "Mật khẩu"),
        ([*OPTIONS[:-1], "Quản Trị"], PASSWORD, "--username: Tên đăng nhập gồm"),
        ([*OPTIONS, "--code", "Học viện"], PASSWORD, "--code: Mã chỉ gồm"),
        (OPTIONS[2:], PASSWORD, "--organiser: Mục này không được để trống."),
    ],
)
def test_init_when_an_answer_will_not_do_changes_nothing(
    data: Path, thidua: Thidua, options: list[str], password: str, sentence: str
) -> None:
    thidua("migrate")

    refused = thidua("init", *options, THIDUA_INIT_PASSWORD=password)

    assert refused.returncode == 2
    assert refused.stderr.startswith(sentence)
    assert accounts(data) == []


@pytest.mark.slow
def test_init_at_a_keyboard_asks_again_until_the_answer_will_do(data: Path, thidua: Thidua) -> None:
    thidua("migrate")
    typed = [
        "Cơ quan mẫu",
        "",
        "",
        "Hà Nội",
        "Nguyễn Văn Mẫu",
        "Sai Tên",
        "quantri",
        "ngan",
        PASSWORD,
        "khac",
        PASSWORD,
        PASSWORD,
    ]
    main, other = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "thidua.cli.main", "init"],
        env=kept | {"THIDUA_DATA": str(data)},
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
    ) as process:
        os.close(other)
        said = b""
        for answer in typed:
            # A password prompt throws away what was typed before it, so each answer waits for its question.
            while not said.rstrip(b" ").endswith(b":"):
                said += os.read(main, 1000)
            said = b""
            os.write(main, answer.encode() + b"\n")
        status = process.wait(60)
    os.close(main)

    assert status == 0
    assert accounts(data) == ["quantri"]


def test_a_code_is_made_of_the_name() -> None:
    assert slug("Học viện Chính trị quốc gia Hồ Chí Minh") == "hoc-vien-chinh-tri-quoc-gia-ho-chi-minh"
    assert slug("Đảng ủy – Khối  các cơ quan") == "dang-uy-khoi-cac-co-quan"
