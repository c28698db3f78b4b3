"""How long `thidua score` takes on 1,000 units × 100 leaves × 5 scorers, beside the same workbook in LibreOffice Calc.

    python benchmarks/score.py [--units N] [--leaves N] [--scorers N] [--keep DIR]

The same scores are written twice: as JSON for `thidua score`, and as an .xlsx with live formulas (the rounded mean of
each leaf, groups, totals, ranks) and no stored values, so that Calc must calculate it. Totals and ranks must be equal.

Whole processes: `thidua score … --format json` against `soffice --headless --convert-to csv`, which prints only totals
and ranks. Warm: `evaluate()` on claims already read against `calculateAll()` of the open document, through
LibreOffice's own Python bridge. Without LibreOffice only our own figures are printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from thidua.core.claims import parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.ranking import evaluate

ROUNDS = 5
GROUPS = 10
Scores = list[list[list[float]]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=1_000)
    parser.add_argument("--leaves", type=int, default=100)
    parser.add_argument("--scorers", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="write the files here and keep them")
    args = parser.parse_args()
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"{platform.python_implementation()} {platform.python_version()}, {machine}")
    print(f"{args.units} units x {args.leaves} leaves x {args.scorers} scorers")
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        soffice = shutil.which("soffice")
        # In a process of its own: a child's peak memory counts that of the parent it was started from.
        sizes = (args.units, args.leaves, args.scorers)
        writer = multiprocessing.get_context("spawn").Process(target=write_all, args=(folder, *sizes, soffice))
        writer.start()
        writer.join()
        return compare(folder, soffice)


def compare(folder: Path, soffice: str | None) -> int:
    """0; 1 when totals or ranks differ. The runs take turns, so that a busy machine is unfair to nobody."""
    own: list[Run] = []
    theirs: list[Run] = []
    if soffice is not None:
        run_measured(convert(soffice, folder))  # the first start makes the profile and is not counted
    for _ in range(ROUNDS):
        own.append(run_measured(score(folder)))
        if soffice is not None:
            theirs.append(run_measured(convert(soffice, folder)))
    own_whole = report("thidua score, whole process", own)
    own_warm = report(
        "thidua evaluate(), claims in memory", [(seconds, None, b"") for seconds in evaluate_times(folder)]
    )
    if soffice is None:
        print("LibreOffice is not installed, so there is nothing to compare with.")
        print("To compare: apt-get install --no-install-recommends libreoffice-calc python3-uno")
        return 0
    their_whole = report("LibreOffice, whole process to CSV", theirs)
    own_totals, their_totals = totals_of_json(own[-1][2]), totals_of_csv(folder / "scores.csv")
    if own_totals != their_totals:
        differing = [code for code in own_totals if own_totals[code] != their_totals.get(code)]
        print(f"DIFFERENT totals or ranks, first: {differing[:5]}")
        return 1
    print(f"totals and ranks of {len(own_totals)} units are equal")
    print(f"whole processes: {their_whole / own_whole:.1f} times as fast as LibreOffice")
    their_warm = measure_warm(soffice, folder)
    if their_warm is not None:
        print(f"warm: {their_warm / own_warm:.1f} times as fast as LibreOffice")
    return 0


def write_all(folder: Path, units: int, leaves: int, scorers: int, soffice: str | None) -> None:
    scores = make_scores(units, leaves, scorers)
    write_json(folder, scores)
    if soffice is not None:
        write_workbook(folder / "scores.xlsx", scores)


def make_scores(units: int, leaves: int, scorers: int) -> Scores:
    """Scores from 5 to 10 in quarters, the same each time; a unit has a level of its own, so that ranks spread."""
    source = random.Random(2021)
    result = []
    for _ in range(units):
        level = source.randint(24, 36)
        result.append([[min(40, level + source.randint(-4, 4)) / 4 for _ in range(scorers)] for _ in range(leaves)])
    return result


def write_json(folder: Path, scores: Scores) -> None:
    leaves = len(scores[0])
    groups: list[dict[str, object]] = [
        {"code": f"G{group}", "title": f"Nhóm {group}", "children": []} for group in range(GROUPS)
    ]
    for leaf in range(leaves):
        children = groups[leaf % GROUPS]["children"]
        assert isinstance(children, list)
        children.append({"code": f"C{leaf}", "title": f"Tiêu chí {leaf}", "max": 10, "rule": {"kind": "mean"}})
    criteria = {
        "format": "thidua.criteria/1",
        "code": "benchmark",
        "title": "Bộ tiêu chí đo tốc độ",
        "total": leaves * 10,
        "criteria": groups,
    }
    units = [
        {
            "code": f"u{number}",
            "title": f"Đơn vị {number}",
            "claims": {f"C{leaf}": {"scores": row} for leaf, row in enumerate(rows)},
        }
        for number, rows in enumerate(scores)
    ]
    claims = {"format": "thidua.claims/1", "criteria_set": "benchmark", "units": units}
    for name, document in (("criteria", criteria), ("claims", claims)):
        (folder / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def write_workbook(path: Path, scores: Scores) -> None:
    """Sheet 1: unit, total, rank; sheet 2: scores, rounded means, group sums."""
    units, leaves, scorers = len(scores), len(scores[0]), len(scores[0][0])
    book = Workbook(write_only=True)
    result, data = book.create_sheet("KetQua"), book.create_sheet("Diem")
    first_mean = leaves * scorers + 1
    first_group = first_mean + leaves
    groups = min(GROUPS, leaves)
    for number, rows in enumerate(scores):
        line = number + 1
        cells: list[object] = [score for row in rows for score in row]
        for leaf in range(leaves):
            start, end = (get_column_letter(leaf * scorers + 1 + offset) for offset in (0, scorers - 1))
            cells.append(f"=ROUND(AVERAGE({start}{line}:{end}{line}),2)")
        for group in range(groups):
            members = ",".join(f"{get_column_letter(first_mean + leaf)}{line}" for leaf in range(group, leaves, GROUPS))
            cells.append(f"=SUM({members})")
        data.append(cells)
        first, last = (get_column_letter(first_group + offset) for offset in (0, groups - 1))
        total = f"=ROUND(SUM(Diem!{first}{line}:{last}{line}),2)"
        result.append([f"u{number}", total, f"=RANK(B{line},B$1:B${units})"])
    book.save(path)


Run = tuple[float, float | None, bytes]
"""(seconds, peak MB of the largest process, standard output)."""
Totals = dict[str, tuple[str, int]]


def run_measured(command: list[str]) -> Run:
    """One whole process, which must succeed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[0]} ended with status {process.returncode}")
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, output.read()


def report(what: str, runs: list[Run]) -> float:
    """Prints the median seconds of some runs and gives them back."""
    times = [seconds for seconds, _, _ in runs]
    peaks = [peak for _, peak, _ in runs if peak is not None]
    middle = statistics.median(times)
    memory = f", peak memory {max(peaks):.0f} MB" if peaks else ""
    print(f"{what}: median {middle:.3f} s of {len(times)} (least {min(times):.3f}){memory}")
    return middle


def score(folder: Path) -> list[str]:
    names = [str(folder / "criteria.json"), str(folder / "claims.json")]
    return [sys.executable, "-m", "thidua.cli.main", "score", *names, "--format", "json"]


def evaluate_times(folder: Path) -> list[float]:
    criteria = parse_criteria((folder / "criteria.json").read_bytes())
    claims = parse_claims((folder / "claims.json").read_bytes(), criteria)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        evaluate(criteria, claims)
        times.append(time.perf_counter() - start)
    return times


def totals_of_json(output: bytes) -> Totals:
    return {unit["code"]: (unit["total"], unit["rank"]) for unit in json.loads(output)["units"]}


def totals_of_csv(path: Path) -> Totals:
    with path.open(encoding="utf-8") as stream:
        return {code: (f"{float(total):.2f}", int(rank)) for code, total, rank in csv.reader(stream)}


def office(soffice: str, folder: Path) -> list[str]:
    """LibreOffice with a profile of its own, so that it neither meets nor changes the user's."""
    profile = (folder / "profile").absolute().as_uri()
    return [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]


def convert(soffice: str, folder: Path) -> list[str]:
    workbook = str(folder / "scores.xlsx")
    return [*office(soffice, folder), "--convert-to", "csv", "--outdir", str(folder), workbook]


def measure_warm(soffice: str, folder: Path) -> float | None:
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        print("LibreOffice's Python bridge is not installed (python3-uno): no warm comparison.")
        return None
    pipe = f"thidua-benchmark-{os.getpid()}"
    command = [*office(soffice, folder), f"--accept=pipe,name={pipe};urp;"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        script = Path(__file__).with_name("libreoffice_warm.py")
        workbook = (folder / "scores.xlsx").absolute().as_uri()
        done = subprocess.run(
            [python, str(script), pipe, workbook, str(ROUNDS)], capture_output=True, text=True, timeout=600, check=False
        )
        if done.returncode:
            print(f"LibreOffice could not be measured warm: {done.stderr.strip().splitlines()[-1:]}")
            return None
        measured = json.loads(done.stdout)
        runs: list[Run] = [(seconds, measured["peak_mb"], b"") for seconds in measured["seconds"]]
        return report("LibreOffice calculateAll(), document open", runs)
    finally:
        server.terminate()
        server.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main())
