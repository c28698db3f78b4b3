"""Reading writes nothing (decision 11): no page of a year, asked for by any hat, changes a row or a session."""

from __future__ import annotations

import re

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from web.everyone import INSIDE, OUTSIDE, assemble

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE)
YEAR = "/cum/cum-thu/2021"
ADDRESSES = (
    "/", "/doi-vai", "/mat-khau", "/tro-giup", "/xac-minh?ma=x", "/quan-tri/tai-khoan", "/dang-nhap",
    "/trinh-dien/lam-lai", YEAR, f"{YEAR}/du-thao", f"{YEAR}/lich", f"{YEAR}/tieu-chi", f"{YEAR}/tieu-chi.json",
    f"{YEAR}/phat-dong", f"{YEAR}/chi-tieu", f"{YEAR}/giao-uoc", f"{YEAR}/giao-uoc/trinh-chieu", f"{YEAR}/van-ban",
    f"{YEAR}/van-ban/xem-truoc/giao-uoc.pdf", f"{YEAR}/nhat-ky", "/khong-co", "/dang-xuat",
    "/ho-so", "/ho-so/toi", "/ho-so/tap-the", "/ho-so/them", "/ho-so/tap-the/ghi/rating", "/ho-so/xet-danh-hieu",
    "/ho-so/het-han-luu", "/ho-so/nhat-ky", "/ho-so/nap", "/ho-so/nap/mau.xlsx", "/y-tuong", "/y-tuong/moi",
)  # fmt: skip


def of_records(records: dict[str, int]) -> list[str]:
    """The pages of a person, of a fact, of an import and of an idea."""
    person, row = f"/ho-so/{records['person_id']}", f"/ho-so/ban-ghi/honour/{records['row_id']}"
    return [
        person, *(f"{person}/{rest}" for rest in ("thong-tin", "rieng", "du-lieu", "ghi/work")), row, f"{row}/huy-bo",
        f"/ho-so/nap/{records['draft_id']}", f"/y-tuong/{records['idea_id']}", f"/y-tuong/{records['idea_id']}/sua",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_get_writes_nothing(db: None) -> None:
    everyone = assemble()
    addresses = (*ADDRESSES, *of_records(everyone.records))
    found = set()
    for hat in (*INSIDE, *OUTSIDE, "ANON"):
        client: Client = everyone.clients[hat]
        for address in addresses:
            reset_queries()  # the log of a connection holds so many and no more
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code < 500
            found |= {(hat, address, query["sql"][:80]) for query in queries if WRITES.match(query["sql"])}

    assert found == set()
