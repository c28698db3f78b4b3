"""`thidua migrate`: creates the database or brings it up to this version of the program."""

from __future__ import annotations

import argparse

from thidua.cli import boot
from thidua.cli.problem import Problem


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="chỉ nói khi có lỗi")


def run(args: argparse.Namespace) -> int:
    from thidua.config.health import unapplied_migrations

    boot.setup()
    boot.require_database()
    behind = unapplied_migrations()
    if behind:
        apply()
    if not args.quiet:
        done = f"Đã áp dụng {behind} bước cập nhật." if behind else "Cơ sở dữ liệu đã ở phiên bản mới nhất."
        print(done)
    return 0


def apply() -> None:
    """Apply every missing migration; each is one transaction, so a failure leaves the last whole state."""
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise Problem(f"Không cập nhật được cơ sở dữ liệu: {str(error).splitlines()[0]}.") from error
