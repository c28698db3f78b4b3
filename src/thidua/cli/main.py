"""`thidua COMMAND …`: finds the command's module and runs it.

A command module has `configure(parser)` and `run(args) -> int` (the exit status: 0 done, 1 the answer is no,
2 the input or the call is wrong). Only the called module is imported: `thidua score` starts without Django.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from thidua.cli.problem import Problem

COMMANDS: dict[str, str] = {
    "score": "Chấm điểm, xếp hạng từ tệp tiêu chí và tệp tự khai",
    "eligibility": "Xét điều kiện danh hiệu, khen thưởng từ tệp thành tích",
    "hash": "In mã SHA-256 của một tệp theo dạng chuẩn",
    "demo": "Dựng dữ liệu trình diễn ở một chặng của năm",
    "verify-audit": "Kiểm tra nhật ký và các bản ghi không sửa được",
    "serve": "Chạy máy chủ web",
    "init": "Khởi tạo cơ quan tổ chức và người quản trị đầu tiên",
    "migrate": "Tạo hoặc cập nhật cơ sở dữ liệu",
    "check": "Kiểm tra cấu hình trước khi đưa vào sử dụng",
    "backup": "Sao lưu cơ sở dữ liệu và minh chứng vào một tệp",
    "restore": "Khôi phục từ tệp sao lưu vào một nơi còn trống",
}


def build_parser(name: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thidua", description="Thi Đua: phần mềm của cụm thi đua.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for command, help_text in COMMANDS.items():
        subparser = subparsers.add_parser(command, help=help_text, description=help_text)
        if command == name:
            _module(command).configure(subparser)
    return parser


def _module(command: str):  # type: ignore[no-untyped-def]
    return import_module(f"thidua.cli.{command.replace('-', '_')}")


def main(argv: Sequence[str] | None = None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), None)
    args = build_parser(name).parse_args(arguments)
    try:
        return int(_module(args.command).run(args))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return problem.status
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
