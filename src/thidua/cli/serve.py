"""`thidua serve`: the web server with what watches over it, in one start."""

from __future__ import annotations

import argparse
import ipaddress
import os
import sys

from thidua.cli import boot
from thidua.cli.launching.arguments import port_number
from thidua.cli.launching.machine import check_port
from thidua.cli.problem import Problem
from thidua.cli.serving.lock import ServerLock
from thidua.cli.serving.supervisor import Supervisor
from thidua.cli.serving.workers import Shape, Workers

# A page waits for the database more than for the processor; SQLite gains nothing from more.
THREADS = min(8, 2 * (os.cpu_count() or 1))


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="mặc định 127.0.0.1")
    parser.add_argument("--port", type=port_number, default=8000, metavar="CỔNG", help="mặc định 8000")
    parser.add_argument("--workers", type=_workers, default=1, metavar="SỐ", help="số tiến trình, mặc định 1")
    parser.add_argument("--migrate", action="store_true", help="cập nhật cơ sở dữ liệu trước khi chạy")


def _workers(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError("số tiến trình phải từ 1 đến 64")
    return int(text)


def run(args: argparse.Namespace) -> int:
    check_port(args.host, args.port)
    data = boot.data_folder()
    if sys.stderr.isatty():
        os.environ.setdefault("THIDUA_LOG_FORMAT", "console")
    boot.setup()
    lock = ServerLock(data)
    lock.require()
    demonstration = _prepare(migrate=args.migrate)
    if demonstration and not is_loopback(args.host):
        raise Problem(
            f"Cơ sở dữ liệu này chứa số liệu trình diễn nên chỉ chạy trên chính máy này (127.0.0.1), "
            f"không mở ra địa chỉ {args.host}."
        )
    os.environ["THIDUA_DATA"] = str(data)
    shape = Shape(host=args.host, port=args.port, workers=args.workers, threads=THREADS)
    return Supervisor(data, Workers(shape), on_ready=lambda: _announce(shape, demonstration=demonstration)).run()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there. A name other than localhost: no."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _prepare(*, migrate: bool) -> bool:
    """Database in step, static files gathered; whether it is a demonstration. Leaves no connection open:
    the swap replaces the file beneath it.
    """
    from django.db import connections

    from thidua.cli.migrate import apply
    from thidua.cli.serving import static
    from thidua.config.health import unapplied_migrations
    from thidua.installation.queries import is_demo

    boot.require_database()
    try:
        if unapplied_migrations():
            if not migrate:
                raise Problem("Cơ sở dữ liệu chưa theo kịp phiên bản của chương trình. Hãy gõ: thidua migrate")
            apply()
        static.collect()
        return is_demo()
    finally:
        connections.close_all()


def _announce(shape: Shape, *, demonstration: bool) -> None:
    from thidua.cli.main import main

    host = f"[{shape.host}]" if ":" in shape.host else shape.host
    print(f"Thi Đua đang chạy tại http://{host}:{shape.port}/   (dừng: Ctrl-C)", flush=True)
    if demonstration:
        main(["demo", "--accounts"])
        sys.stdout.flush()
