"""`thidua eligibility FILE`: may this award be proposed for these facts? The answer with the reason for each condition,
as the exchange format or as a table for people."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from typing import Protocol, TypeVar

from thidua.cli.eligibility_compare import print_comparison
from thidua.cli.files import print_errors, read_file, speak_utf8
from thidua.core.errors import InputError, InputErrors
from thidua.core.law.answers import answer_document, judged
from thidua.core.law.cases import read_cases
from thidua.core.law.questions import read_questions
from thidua.core.law.regimes import Law, law

T = TypeVar("T", covariant=True)


class Reader(Protocol[T]):
    """Reads a file of cases under a law. Raises InputErrors."""

    def __call__(self, data: bytes, *, law: Law, file: str) -> T: ...


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("file", metavar="TỆP", help="một trường hợp, hoặc danh sách cases, YAML hoặc JSON")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="bảng để đọc, hoặc JSON")
    parser.add_argument(
        "--compare",
        action="store_true",
        help="xét cùng một người theo mọi giai đoạn luật, nêu lý do khác nhau; trường hợp không ghi regime, "
        "không ghi award thì xét mọi danh hiệu, hình thức",
    )
    parser.add_argument(
        "--overlay",
        metavar="TỆP",
        action="append",
        default=[],
        help="quy định riêng của bộ, tỉnh, học viện hoặc cụm (thidua.law/1); dùng được nhiều lần",
    )


def run(args: argparse.Namespace) -> int:
    """0 with the answers on standard output, whatever they are; 2 with every error at once."""
    speak_utf8()
    as_json = args.format == "json"
    try:
        if args.compare:
            return print_comparison(*_read(args.file, args.overlay, read_questions), as_json=as_json, width=_width())
        the_law, file = _read(args.file, args.overlay, read_cases)
    except InputErrors as refusal:
        print_errors(refusal.errors, as_json=as_json)
        return 2
    answers = [(case, judged(case)) for case in file.cases]
    if as_json:
        documents = [answer_document(case, judgement) for case, judgement in answers]
        print(json.dumps(documents if file.listed else documents[0], ensure_ascii=False, indent=1))
        return 0
    from thidua.cli.eligibility_table import answers_table

    print(answers_table(answers, the_law, width=_width()))
    return 0


def _width() -> int:
    """Columns of the terminal, within what can be read."""
    return max(60, min(160, shutil.get_terminal_size((100, 40)).columns))


def _read(name: str, overlays: Sequence[str], read: Reader[T]) -> tuple[Law, T]:
    """The law with the overlays, and the cases. The faults of all files are told together: a case is read under the
    national law where the overlays cannot be."""
    errors: list[InputError] = []
    the_law = law()
    contents = []
    for overlay in overlays:
        try:
            contents.append((overlay, read_file(overlay, file=overlay)))
        except InputErrors as refusal:
            errors.extend(refusal.errors)
    try:
        if contents:
            the_law = the_law.with_overlay_files(contents)
    except InputErrors as refusal:
        errors.extend(refusal.errors)
    try:
        file = read(read_file(name, file="file"), law=the_law, file="file")
    except InputErrors as refusal:
        raise InputErrors([*errors, *refusal.errors]) from None
    if errors:
        raise InputErrors(errors)
    return the_law, file
