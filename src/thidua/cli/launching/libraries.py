"""Makes `.venv` and installs the pinned libraries into it, each checked against its hash."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from thidua.cli.launching import machine, stamp
from thidua.cli.launching.dataset import own_environment
from thidua.cli.launching.progress import Progress
from thidua.cli.launching.stamp import Layout
from thidua.cli.problem import Problem

# Finds the package's place from its own, so a folder with spaces or a long name does no harm.
COMMAND = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -P -m thidua.cli.main "$@"
"""
NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectionError|ConnectTimeout|ReadTimeout|Name or service not known|"
    r"Temporary failure in name resolution|ProxyError|Connection refused|Network is unreachable|"
    r"SSLError|No matching distribution found|Connection broken"
)
NO_SPACE = re.compile(r"No space left on device")
WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES", re.IGNORECASE)


def ensure(layout: Layout, lock: str = "run") -> None:
    """Have the libraries of requirements/`lock`.txt in `.venv`; nothing to do costs a few milliseconds.

    An environment whose making was cut short is made anew. When installing fails, a new environment is
    removed and one that was whole before stays as it was. Raises Problem.
    """
    if stamp.is_current(layout, lock):
        return
    machine.check_writable(layout.root)
    fresh = layout.building.exists() or not _runs(layout.python)
    if fresh:
        machine.ensure_venv()
        _remove(layout.venv)
    touched = fresh
    try:
        if fresh:
            _create(layout)
        for installing in _install(layout, lock):
            touched = touched or installing
            if installing:
                layout.building.touch()
        _link_project(layout)
        stamp.write(layout, lock)
    except BaseException as problem:
        if touched:
            _remove(layout.venv)
        if isinstance(problem, OSError):
            raise Problem(f"Không tạo được môi trường trong {layout.venv}: {problem.strerror}.") from problem
        raise


def _runs(python: Path) -> bool:
    """Whether `.venv` answers, has pip, and is of this Python: another's libraries are no use."""
    question = "import pip, sys; print(sys.version_info[:2])"
    try:
        asked = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0 and asked.stdout.strip() == str(sys.version_info[:2])


def _create(layout: Layout) -> None:
    print("Đang tạo môi trường Python trong .venv …", flush=True)
    layout.venv.mkdir()
    layout.building.touch()
    # A process of its own: when the venv module was installed a moment ago, this one does not know it yet.
    made = subprocess.run(
        [sys.executable, "-m", venv.__name__, str(layout.venv)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Problem(f"Không tạo được môi trường Python riêng. Hãy gõ: sudo apt install {machine.VENV_PACKAGE}")


def _install(layout: Layout, lock: str) -> Iterator[bool]:
    """Yields whether pip has come to changing `.venv`: before, it only collects what it will need."""
    path = layout.lock(lock)
    total = len(re.findall(r"^[\w.-]+==", path.read_text("utf-8"), re.MULTILINE))
    command = [
        str(layout.python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:",
        "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2",
        "--requirement", str(path),
    ]  # fmt: skip
    environment = own_environment() | {"PIP_USER": "0"}
    tail: deque[str] = deque(maxlen=60)
    with (
        Progress("Đang tải thư viện", total) as progress,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip,
    ):
        try:
            for line in pip.stdout or ():
                tail.append(line)
                if found := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)==", line):
                    progress.step(found[1])
                elif line.startswith("Installing collected packages"):
                    progress.say("Đang cài đặt thư viện …")
                    yield True
            pip.wait()
        except BaseException:
            pip.terminate()
            pip.wait()
            raise
    if pip.returncode:
        raise _install_problem("".join(tail))


def _install_problem(output: str) -> Problem:
    if WRONG_HASH.search(output):
        return Problem("Một thư viện tải về không khớp mã kiểm tra nên không cài; hãy thử lại bằng mạng khác.")
    if NO_SPACE.search(output):
        return Problem("Ổ đĩa đã đầy khi đang cài thư viện; hãy giải phóng ít nhất 500 MB rồi chạy lại.")
    if NO_NETWORK.search(output):
        return Problem("Không tải được thư viện; hãy kiểm tra kết nối mạng rồi chạy lại ./run.")
    last = next((line for line in reversed(output.splitlines()) if line.strip()), "không rõ")
    return Problem(f"Không cài được thư viện: {last.strip()}")


def _link_project(layout: Layout) -> None:
    """Make the clone's own code importable in `.venv`, and `.venv/bin/thidua` a command."""
    packages = next((layout.venv / "lib").glob("python3.*/site-packages"))
    (packages / "thidua.pth").write_text("../../../../src\n", "ascii")
    command = layout.venv / "bin" / "thidua"
    command.unlink(missing_ok=True)
    command.write_text(COMMAND, "ascii")
    command.chmod(0o755)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
