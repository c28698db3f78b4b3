"""`thidua score CRITERIA CLAIMS`: points, ranks and grades from two files, as the exchange format or as a table."""

from __future__ import annotations

import argparse
import gc
import shutil
import sys

from thidua.cli.files import print_errors, read_file, speak_utf8
from thidua.core.claims import claims_shape, parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.errors import InputError, InputErrors
from thidua.core.ranking import evaluate
from thidua.core.reading import read_tree
from thidua.core.result_json import result_json
from thidua.core.results import Result
from thidua.core.scoring.base import listed
from thidua.core.vn import nfc


def configure(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments."""
    parser.add_argument("criteria", metavar="TIÊU_CHÍ", help="bộ tiêu chí (thidua.criteria/1), YAML hoặc JSON")
    parser.add_argument("claims", metavar="TỰ_KHAI", help="bản khai của các đơn vị (thidua.claims/1), YAML hoặc JSON")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="bảng để đọc, hoặc JSON")
    parser.add_argument("--unit", metavar="MÃ", help="xem từng tiêu chí của một đơn vị, kèm lời giải thích")


def run(args: argparse.Namespace) -> int:
    """0 with the result on standard output; 2 with every error at once."""
    speak_utf8()
    collecting = gc.isenabled()
    gc.disable()  # one short run over trees without cycles: collecting them costs a fifth of the time
    try:
        return _score(args)
    finally:
        if collecting:
            gc.enable()


def _score(args: argparse.Namespace) -> int:
    as_json = args.format == "json"
    try:
        result = _result(args.criteria, args.claims)
        unit = None if args.unit is None else nfc(args.unit)
        if unit is not None and unit not in result.by_code:
            known = listed(result.claims.positions)
            raise InputErrors([InputError("claims", f"units.{unit}", f"Không có đơn vị mã này: {known}.")])
    except InputErrors as refusal:
        print_errors(refusal.errors, as_json=as_json)
        return 2
    if as_json:
        sys.stdout.write(result_json(result))
        return 0
    from thidua.cli.score_table import ranking_table, unit_sheet

    print(ranking_table(result, width=_width()) if unit is None else unit_sheet(result, unit, width=_width()))
    return 0


def _width() -> int:
    return max(60, min(160, shutil.get_terminal_size((100, 40)).columns))


def _result(criteria_name: str, claims_name: str) -> Result:
    errors: list[InputError] = []
    criteria = None
    try:
        criteria = parse_criteria(read_file(criteria_name, file="criteria"))
    except InputErrors as refusal:
        errors.extend(refusal.errors)
    try:
        data = read_file(claims_name, file="claims")
        if criteria is not None:
            return evaluate(criteria, parse_claims(data, criteria))
        claims_shape(
            read_tree(data, file="claims")
        )  # the rules are not known, but a fault of form can be told with the others
    except InputErrors as refusal:
        errors.extend(refusal.errors)
    raise InputErrors(errors)
