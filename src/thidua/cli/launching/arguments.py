"""The options of `./run`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

EPILOG = """Lần đầu cần mạng để tải thư viện (khoảng 60 MB); các lần sau thì không.
Dừng chương trình: Ctrl-C. Dữ liệu nằm trong thư mục --data và còn nguyên cho lần sau."""


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"cổng phải là số từ 1 đến 65535, không phải “{text}”")
    return int(text)


def parse(root: Path, argv: Sequence[str], default_data: str | None) -> argparse.Namespace:
    """Namespace of prepare, host, port, data (absolute) and empty."""
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Chuẩn bị và chạy Thi Đua trên máy này.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này")
    parser.add_argument("--prepare", action="store_true", help="chuẩn bị xong thì thôi, không chạy máy chủ")
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="mặc định 127.0.0.1")
    parser.add_argument("--port", type=port_number, default=8000, metavar="CỔNG", help="mặc định 8000")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(default_data) if default_data else root / "data",
        metavar="THƯ_MỤC",
        help="nơi giữ dữ liệu, mặc định ./data",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="không nạp số liệu trình diễn; hỏi cơ quan tổ chức và người quản trị đầu tiên",
    )
    args = parser.parse_args(argv)
    args.data = args.data.expanduser().absolute()
    return args
