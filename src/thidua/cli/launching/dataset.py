"""The first start's data: made whole in a folder beside its place, then put there in one step."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from thidua.cli.launching.progress import Progress
from thidua.cli.launching.stamp import Layout
from thidua.cli.problem import Problem

DATABASE = "thidua.sqlite3"
EVIDENCE = "evidence"
MAKING = "first-data"
SECRET = "secret-key"
OURS = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}


def exists(data: Path) -> bool:
    return (data / DATABASE).exists()


def make(layout: Layout, data: Path, *, demonstration: bool) -> None:
    """Create the database in `data`, with the demonstration when asked.

    Raises Problem, and then `data` is as it was.
    The database goes into place last: it is what tells the next start that all is there.
    """
    if (data / EVIDENCE).exists():
        raise Problem(f"Thư mục {data} có minh chứng nhưng thiếu cơ sở dữ liệu; hãy khôi phục từ bản sao lưu.")
    was_there = data.exists()
    making = data / MAKING
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        print("Đang tạo cơ sở dữ liệu …", flush=True)
        thidua(layout, making, "migrate", "--quiet")
        if demonstration:
            print("Đang nạp số liệu trình diễn …", flush=True)
            thidua(layout, making, "demo", "--at", "scoring", progress=True)
        if (data / SECRET).exists():
            (making / SECRET).unlink(missing_ok=True)
        shutil.rmtree(data / "static", ignore_errors=True)
        for member in sorted(making.iterdir(), key=lambda path: path.name == DATABASE):
            member.replace(data / member.name)
        making.rmdir()
    except BaseException as problem:
        shutil.rmtree(making, ignore_errors=True)
        if not was_there and data.exists() and not any(data.iterdir()):
            data.rmdir()
        if isinstance(problem, OSError):
            raise Problem(f"Không tạo được dữ liệu trong {data}: {problem.strerror}.") from problem
        raise


def thidua(layout: Layout, data: Path, *arguments: str, progress: bool = False) -> None:
    """Run one command of the program on `data`; what it says on failure is our Problem.

    With `progress` the steps that it tells ("  … …") are shown as they come.
    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        Progress("", 0) as line,
        subprocess.Popen(
            [layout.python, "-P", "-m", "thidua.cli.main", *arguments],
            env=environment(data),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        for said in process.stdout or ():
            if progress and said.rstrip().endswith("…"):
                line.say(said.rstrip())
        process.wait()
        errors.seek(0)
        complaint = errors.read()
    if process.returncode:
        last = next((text for text in reversed(complaint.splitlines()) if text.strip()), "không rõ lý do.")
        raise Problem(f"Lệnh thidua {' '.join(arguments)} không xong: {last.strip()}")


def init(layout: Layout, data: Path) -> None:
    """Ask for the first people, unless they are there already."""
    command = [str(layout.python), "-P", "-m", "thidua.cli.main", "init", "--if-needed"]
    asked = subprocess.run(command, env=environment(data), check=False)
    if asked.returncode:
        raise Problem("Chưa khởi tạo xong; chạy lại ./run --empty để làm tiếp.", status=asked.returncode)


def environment(data: Path) -> dict[str, str]:
    return own_environment() | {"THIDUA_DATA": str(data)}


def own_environment() -> dict[str, str]:
    """Ours without what `./run` set for itself."""
    return {name: value for name, value in os.environ.items() if name not in OURS}
