"""`thidua verify-audit`: every chain, every append-only row against its entry, every evidence file against its row."""

from __future__ import annotations

import argparse

from thidua.cli.boot import require_database, require_installation, setup


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: everything is checked."""


def run(args: argparse.Namespace) -> int:
    require_installation()
    setup()
    require_database()
    from thidua.audit.queries import Problem, verify_all
    from thidua.sheets.files import fault_of
    from thidua.sheets.queries import kept_files

    found = verify_all()
    files = kept_files()
    for evidence_id, sha256 in files:
        if fault := fault_of(sha256):
            found.problems.append(Problem(f"minh-chung#{evidence_id}", fault))
    for chain, (length, head) in found.heads.items():
        print(f"{chain}: {length} mục, đầu chuỗi {head}")
    for problem in found.problems:
        print(f"SAI {problem.place}: {problem.sentence}")
    if found.ok:
        print(f"Đúng: {found.entries} mục nhật ký, {found.rows} bản ghi, {len(files)} tệp minh chứng khớp mã băm.")
        return 0
    print(f"Có {len(found.problems)} chỗ không khớp trong {found.entries} mục nhật ký, {found.rows} bản ghi.")
    return 1
