"""Who may be proposed for Chiến sĩ thi đua of a ministry or province in 2024: by polars, from the product's database.

    python benchmarks/eligibility_polars.py FILE ROUNDS      prints {"seconds": [...], "people": [ids]}

Written by hand for this one award under the law of 2024 (Luật 2022, Điều 22): three successive titles of the base
ending in 2024, and within three years an initiative, or in 2024 a topic accepted and applied, of that level or above.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time

import polars as pl

YEAR = 2024
TODAY = "2024-12-31"
SCOPES = ("ministry_province", "national")


def main(path: str, rounds: int) -> None:
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        people = may_be_proposed(path)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "people": people}))


def may_be_proposed(path: str) -> list[int]:
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def read(query: str) -> pl.DataFrame:
        return pl.read_database(query, file, infer_schema_length=None)

    honours = in_force(
        read("SELECT id, person_id, award_code, to_year, basis, corrects_id, is_void FROM records_honour")
    ).join(read("SELECT honour_id FROM records_revocation"), left_on="id", right_on="honour_id", how="anti")
    streaks = (
        honours.filter(
            pl.col("award_code") == "CSTDCS", pl.col("basis") == "merit", pl.col("to_year").is_between(YEAR - 2, YEAR)
        )
        .group_by("person_id")
        .agg(pl.col("to_year").n_unique().alias("years"))
        .filter(pl.col("years") == 3)
    )
    works = in_force(read("SELECT id, kind, scope, year, accepted, applied, corrects_id, is_void FROM records_work"))
    initiative = (pl.col("kind") == "initiative") & pl.col("year").is_between(YEAR - 2, YEAR)
    not_refused = pl.col("accepted").fill_null(1).eq(1) & pl.col("applied").fill_null(1).eq(1)
    topic = (pl.col("kind") == "topic") & (pl.col("year") == YEAR) & not_refused
    works = works.filter(pl.col("scope").is_in(SCOPES) & (initiative | topic))
    authors = read("SELECT work_id, person_id FROM records_authorship").join(
        works, left_on="work_id", right_on="id", how="semi"
    )
    holds = in_force(
        read("SELECT id, person_id, since_date, last_date, corrects_id, is_void FROM records_hold")
    ).filter(pl.col("since_date") <= TODAY, pl.col("last_date").is_null() | (pl.col("last_date") >= TODAY))
    found = streaks.join(authors, on="person_id", how="semi").join(holds, on="person_id", how="anti")
    return found["person_id"].sort().to_list()


def in_force(rows: pl.DataFrame) -> pl.DataFrame:
    corrected = rows.select(pl.col("corrects_id").cast(pl.Int64)).drop_nulls()
    return rows.join(corrected, left_on="id", right_on="corrects_id", how="anti").filter(pl.col("is_void") == 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
