"""How long the law takes on the records: one person's full advice, and everybody eligible in a large installation.

    python benchmarks/eligibility.py [--people N] [--titles N] [--keep DIR]

Makes an SQLite database of the product with invented histories (`eligibility_data.py`), then measures:

(a) the full advice of one person, all awards, from the database: at most 50 ms;
(b) everybody who may be proposed for Chiến sĩ thi đua of a ministry or province (CSTD_BNT) in 2024, beside a program
    written by hand in polars that reads the same file (`eligibility_polars.py`). Both must name the same people; at
    most 5 times as long. Warm: within a running process, as a server answers. Whole: from the start of a process.

Without polars only our own figures are printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import django

ROUNDS = 5
AWARD, YEAR = "CSTD_BNT", 2024
AT = datetime.fromisoformat("2024-12-31T09:00:00+07:00")
SAMPLE = 200
MOST_ADVICE_SECONDS, MOST_TIMES = 0.050, 5.0
HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--titles", type=int, default=700_000)
    parser.add_argument("--keep", type=Path, help="make the database here, or use the one that is here")
    parser.add_argument("--own", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.own is not None:
        return own(args.own)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    )
    print(f"{args.people} people, {args.titles} titles")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (args.keep or Path(scratch)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["THIDUA_DATA"] = str(folder)
        if not (folder / "thidua.sqlite3").exists():
            # In a process of its own: a child's peak memory counts that of the parent it was started from.
            making = [sys.executable, str(HERE / "eligibility_data.py"), str(args.people), str(args.titles)]
            subprocess.run(making, check=True)
        return compare(folder / "thidua.sqlite3")


def compare(file: Path) -> int:
    """0; 1 when an answer differs or a bound is missed. Processes take turns on a busy machine."""
    ours = [sys.executable, str(Path(__file__)), "--own"]
    theirs = [sys.executable, str(HERE / "eligibility_polars.py"), str(file)]
    with_polars = importlib.util.find_spec("polars") is not None
    own_runs, their_runs = [], []
    for _ in range(ROUNDS):
        own_runs.append(run_measured([*ours, "1"]))
        if with_polars:
            their_runs.append(run_measured([*theirs, "1"]))
    own_warm = run_measured([*ours, str(ROUNDS)])[2]
    advice = own_warm["advice"]
    print(f"(a) full advice of one person: median {1000 * statistics.median(advice):.1f} ms of {len(advice)}", end="")
    print(f", longest {1000 * max(advice):.1f} ms, {own_warm['awards']} awards")
    fast_enough = statistics.median(advice) < MOST_ADVICE_SECONDS
    print(f"(b) {len(own_warm['people'])} people may be proposed for {AWARD} in {YEAR}")
    own_whole = report("thidua, whole process", own_runs)
    own_within = report_warm("thidua, warm", own_warm["seconds"])
    if not with_polars:
        print("polars is not installed, so there is nothing to compare with. To compare: pip install 'polars>=1.30'")
        return 0 if fast_enough else 1
    their_warm = run_measured([*theirs, str(ROUNDS)])[2]
    their_whole = report("polars, whole process", their_runs)
    their_within = report_warm("polars, warm", their_warm["seconds"])
    if own_warm["people"] != their_warm["people"]:
        print(f"DIFFERENT people: {sorted(set(own_warm['people']) ^ set(their_warm['people']))[:5]} …")
        return 1
    print("both name the same people")
    whole, warm = own_whole / their_whole, own_within / their_within
    print(f"whole process: {whole:.2f} times as long as polars; warm: {warm:.2f} times as long")
    return 0 if fast_enough and max(whole, warm) <= MOST_TIMES else 1


Run = tuple[float, float, dict[str, Any]]
"""(seconds, peak MB, what it printed)."""


def run_measured(command: list[str]) -> Run:
    """One whole process, which must succeed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[:2]} ended with status {process.returncode}")
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, json.loads(output.read())


def report(what: str, runs: list[Run]) -> float:
    middle = statistics.median(seconds for seconds, _, _ in runs)
    least, peak = min(seconds for seconds, _, _ in runs), max(peak for _, peak, _ in runs)
    print(f"    {what}: median {middle:.2f} s of {len(runs)} (least {least:.2f}), peak memory {peak:.0f} MB")
    return middle


def report_warm(what: str, seconds: list[float]) -> float:
    middle = statistics.median(seconds)
    print(f"    {what}: median {middle:.2f} s of {len(seconds)} (least {min(seconds):.2f})")
    return middle


def own(rounds: int) -> int:
    """The search, `rounds` times; with several, the advice of people in turn as well."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    django.setup()
    # Models need the settings.
    from thidua.core.law.judging import NOT_ELIGIBLE  # noqa: PLC0415
    from thidua.records.contents import Subject  # noqa: PLC0415
    from thidua.records.models import Person  # noqa: PLC0415
    from thidua.records.queries.advice import advice_for  # noqa: PLC0415
    from thidua.records.queries.eligible import judged  # noqa: PLC0415

    seconds, people = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        found = judged(Person.objects.all(), AWARD, YEAR, AT)
        people = sorted(pk for pk, advice in found.items() if advice.judgement.result != NOT_ELIGIBLE)
        seconds.append(time.perf_counter() - start)
    advised, awards = [], 0
    for person_id in range(1, SAMPLE + 1) if rounds > 1 else ():
        start = time.perf_counter()
        (year,) = advice_for(Subject.person(person_id), AT, years=(YEAR,))
        awards = len([one.lacking for one in year.advice])
        advised.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "people": people, "advice": advised, "awards": awards}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
