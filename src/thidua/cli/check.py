"""`thidua check`: is this installation fit for use? Status 0 when nothing is wrong, 1 when something is."""

from __future__ import annotations

import argparse

from thidua.cli import boot

# Ours say the same of these in the words of our own settings (config/checks).
DJANGOS_OWN = "security."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Kết thúc với mã 1 khi có lỗi. Bảng các mã kiểm tra: docs/operations.md."


def run(args: argparse.Namespace) -> int:
    boot.setup()
    from django.core import checks

    found = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if not str(message.id).startswith(DJANGOS_OWN) and not message.is_silenced()
    ]
    for message in sorted(found, key=lambda one: -one.level):
        kind = "LỖI" if message.is_serious() else "Lưu ý"
        print(f"{kind} {message.id}: {message.msg}")
        if message.hint:
            print(f"    {message.hint}")
    serious = sum(message.is_serious() for message in found)
    print(
        f"{serious} lỗi, {len(found) - serious} lưu ý."
        if found
        else "Cấu hình đạt yêu cầu: không có lỗi, không có lưu ý."
    )
    return 1 if serious else 0
