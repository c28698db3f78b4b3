"""`thidua demo`: fill an empty database with the demonstration, at a stage of the year."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from thidua.cli.boot import data_folder, require_database, setup
from thidua.cli.demonstration.names import STAGES
from thidua.cli.problem import Problem
from thidua.cli.serving import swap
from thidua.config.secret import field_key
from thidua.installation.demonstration import ACCOUNTS, DEMO_PASSWORD

_BUILDING = "demo-next.building"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", choices=STAGES, default="scoring", metavar="CHẶNG", help=", ".join(STAGES))
    parser.add_argument("--data", metavar="THƯ MỤC", help="thư mục dữ liệu (mặc định: ./data)")
    parser.add_argument("--accounts", action="store_true", help="chỉ in danh sách tài khoản trình diễn")
    parser.add_argument(
        "--next", action="store_true", help="dựng bên cạnh bản đang chạy; máy chủ tự thay khi dựng xong"
    )


def run(args: argparse.Namespace) -> int:
    if args.accounts:
        _print_accounts()
        return 0
    if args.data:
        os.environ["THIDUA_DATA"] = str(Path(args.data).resolve())
    if args.next:
        return _build_beside(args.at)
    setup()
    require_database()
    _build_here(args.at)
    _print_accounts()
    return 0


def _build_here(stage: str) -> None:
    from django.core.management import call_command
    from django.db import transaction

    from thidua.cli.demonstration.stages import build
    from thidua.installation.queries import installation_facts

    call_command("migrate", verbosity=0, interactive=False)
    if installation_facts().exists:
        raise Problem(
            "Cơ sở dữ liệu này đã có dữ liệu nên không dựng trình diễn lên trên. Hãy dùng --data với một thư mục mới."
        )
    # One transaction: a build that is interrupted leaves an empty database, not half a demonstration.
    with transaction.atomic(durable=True):
        build(stage, lambda words: print(f"  {words} …", flush=True))


def _build_beside(stage: str) -> int:
    """Build in DATA/demo-next, then mark it ready; `thidua serve` swaps it in."""
    data = data_folder()
    target, marker = data / swap.NEXT, data / _BUILDING
    marker.touch()
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o700)
        environment = {**os.environ, "THIDUA_DATA": str(target)}
        environment.pop("THIDUA_SECRET_KEY", None)
        # What is sealed there will be opened here, after the swap.
        environment["THIDUA_FIELD_KEY"] = field_key(data, os.environ.get("THIDUA_FIELD_KEY", ""))
        done = subprocess.run(
            [sys.executable, "-m", "thidua.cli.main", "demo", "--at", stage], env=environment, check=False
        )
        if done.returncode:
            shutil.rmtree(target, ignore_errors=True)
            return done.returncode
        (data / swap.READY).touch()
    finally:
        marker.unlink(missing_ok=True)
    return 0


def _print_accounts() -> None:
    width = max(len(username) for username, _ in ACCOUNTS)
    print(f"Tài khoản trình diễn, mật khẩu chung: {DEMO_PASSWORD}")
    for username, role in ACCOUNTS:
        print(f"  {username:<{width}}  {role}")
