"""`python -m thidua.cli.launching ROOT …`: the body of `./run`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from thidua.cli.launching import arguments, dataset, libraries, machine
from thidua.cli.launching.stamp import Layout
from thidua.cli.problem import Problem


def main(argv: list[str]) -> int:
    layout = Layout(Path(argv[0]))
    args = arguments.parse(layout.root, argv[1:], os.environ.get("THIDUA_DATA"))
    if not args.prepare:
        machine.check_port(args.host, args.port)
    machine.check_writable(args.data)
    libraries.ensure(layout)
    if not dataset.exists(args.data) and not os.environ.get("DATABASE_URL"):
        dataset.make(layout, args.data, demonstration=not args.empty)
    if args.empty:
        dataset.init(layout, args.data)
    if not args.prepare:
        start(layout, args)
    dataset.thidua(layout, args.data, "migrate", "--quiet")
    print("Đã chuẩn bị xong. Chạy chương trình: ./run")
    return 0


def start(layout: Layout, args: argparse.Namespace) -> NoReturn:
    """Become the server: from here on it is `thidua serve` that the terminal's Ctrl-C reaches."""
    sys.stdout.flush()
    serve = ["serve", "--migrate", "--host", args.host, "--port", str(args.port)]
    command = [str(layout.python), "-P", "-m", "thidua.cli.main", *serve]
    os.execve(layout.python, command, dataset.environment(args.data))


def terminated(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, terminated)
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        sys.exit(problem.status)
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu; lần chạy sau sẽ làm lại từ đầu.", file=sys.stderr)
        sys.exit(130)
