"""`thidua verify-audit`: walk every chain and compare each append-only row with the hash in its entry."""

from __future__ import annotations

import argparse

from thidua.cli.boot import require_database, setup


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: everything is checked."""


def run(args: argparse.Namespace) -> int:
    setup()
    require_database()
    from thidua.audit.queries import verify_all

    found = verify_all()
    for chain, (length, head) in found.heads.items():
        print(f"{chain}: {length} mục, đầu chuỗi {head}")
    for problem in found.problems:
        print(f"SAI {problem.place}: {problem.sentence}")
    if found.ok:
        print(f"Đúng: {found.entries} mục nhật ký, {found.rows} bản ghi khớp mã băm.")
        return 0
    print(f"Có {len(found.problems)} chỗ không khớp trong {found.entries} mục nhật ký, {found.rows} bản ghi.")
    return 1
