"""`thidua hash FILE`: the SHA-256 of a document's canonical form."""

from __future__ import annotations

import argparse

from thidua.cli.files import print_errors, read_file, speak_utf8
from thidua.core.documents import document_hash
from thidua.core.errors import InputErrors


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("file", metavar="TỆP", help="bộ tiêu chí, bản khai hoặc kết quả, YAML hoặc JSON")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="lỗi in từng dòng, hoặc JSON")


def run(args: argparse.Namespace) -> int:
    """0 with the hash on standard output; 2 with every error at once."""
    speak_utf8()
    try:
        print(document_hash(read_file(args.file, file="file"), file="file"))
    except InputErrors as refusal:
        print_errors(refusal.errors, as_json=args.format == "json")
        return 2
    return 0
