"""`./run` before there is an environment: each obstacle is one sentence, and nothing half-made stays."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli.launching import dataset, libraries, machine, stamp
from thidua.cli.launching.stamp import Layout
from thidua.cli.problem import Problem

ROOT = Path(__file__).parents[2]


def run(root: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "PIP_"))}
    return subprocess.run(
        [root / "run", *arguments],
        env=kept | {"THIDUA_PYTHON": sys.executable} | more,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone holds of the program, in a folder whose name has a space."""
    root = tmp_path / "thi đua"
    for name in ("run", "pyproject.toml"):
        root.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "requirements", root / "requirements")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return root


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """An environment that looks made, without its libraries."""
    layout = Layout(tmp_path)
    (tmp_path / "requirements").mkdir()
    layout.lock("run").write_text("django==5.2\n")
    layout.lock("test").write_text("pytest==9.0\n")
    layout.python.parent.mkdir(parents=True)
    layout.python.touch()
    return layout


def test_help_says_every_option(clone: Path) -> None:
    said = run(clone, "--help")

    assert said.returncode == 0
    for option in ("--prepare", "--host", "--port", "--data", "--empty"):
        assert option in said.stdout


@pytest.mark.parametrize("options", [["--port", "0"], ["--port", "x"], ["--nothing"]])
def test_a_wrong_option_is_refused(clone: Path, options: list[str]) -> None:
    refused = run(clone, *options)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert not (clone / ".venv").exists()


def test_a_python_too_old_is_one_sentence_with_the_command(clone: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python3").write_text('#!/bin/sh\ncase "$2" in *print*) echo "có Python 3.9.2";; *) exit 1;; esac\n')
    (programs / "python3").chmod(0o755)
    for name in ("dirname", "bash"):
        (programs / name).symlink_to(shutil.which(name) or "")

    refused = run(clone, PATH=str(programs), THIDUA_PYTHON="python3")

    assert refused.returncode == 2
    assert refused.stderr == (
        "Cần Python 3.11 trở lên; máy này có Python 3.9.2. Trên Debian 12 hoặc Ubuntu 22.04, hãy gõ: "
        "sudo apt install python3.11 python3.11-venv\n"
    )


def test_a_busy_port_is_refused_before_anything_is_made(clone: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        refused = run(clone, "--port", str(port))

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Cổng {port} trên 127.0.0.1 đang có chương trình khác dùng")
    assert not (clone / ".venv").exists()


@pytest.mark.slow
def test_no_network_is_one_sentence_and_leaves_nothing(clone: Path) -> None:
    # A port of this machine that nobody listens on stands for a network that is not there.
    refused = run(clone, "--prepare", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_CONFIG_FILE=os.devnull)

    assert refused.returncode == 2
    assert refused.stderr == "Không tải được thư viện; hãy kiểm tra kết nối mạng rồi chạy lại ./run.\n"
    assert not (clone / ".venv").exists()
    assert not (clone / "data").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(Problem, match="Không ghi được vào thư mục"):
        machine.check_writable(tmp_path / "data")


def test_a_file_in_the_place_of_the_data_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(Problem, match="không phải là thư mục"):
        machine.check_writable(tmp_path / "data")


def test_without_venv_the_one_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "has_venv", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(Problem, match=f"Hãy gõ: sudo apt install python3.{sys.version_info.minor}-venv"):
        machine.ensure_venv()


def test_an_environment_is_current_until_the_lock_changes(layout: Layout) -> None:
    stamp.write(layout, "run")
    assert stamp.is_current(layout, "run")

    layout.lock("run").write_text("django==5.2.1\n")

    assert not stamp.is_current(layout, "run")


def test_the_stamp_of_the_tests_keeps_that_of_the_program(layout: Layout) -> None:
    stamp.write(layout, "run")
    stamp.write(layout, "test")

    assert stamp.is_current(layout, "run")
    assert stamp.is_current(layout, "test")


def test_an_environment_that_was_not_finished_is_not_current(layout: Layout) -> None:
    layout.building.touch()

    assert not stamp.is_current(layout, "run")


def test_a_current_environment_is_left_alone(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp.write(layout, "run")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("nothing to run"))

    libraries.ensure(layout)


def test_evidence_without_its_database_is_never_overwritten(layout: Layout, data: Path) -> None:
    (data / "evidence").mkdir(parents=True)

    with pytest.raises(Problem, match="khôi phục từ bản sao lưu"):
        dataset.make(layout, data, demonstration=False)


def test_data_that_cannot_be_made_leaves_no_folder(layout: Layout, data: Path) -> None:
    layout.python.write_text("#!/bin/sh\necho 'Không được.' >&2\nexit 1\n")
    layout.python.chmod(0o755)

    with pytest.raises(Problem, match="Không được"):
        dataset.make(layout, data, demonstration=False)

    assert not data.exists()
