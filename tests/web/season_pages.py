"""Browsers of the verification, session and ranking pages: signed in and wearing one hat."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from council.season import PASSWORD, VERIFYING, Season
from thidua.organisations.enums import Role

YEAR = "/cum/cum-thu/2021"


def wearing(season: Season, username: str, role: Role, at: Any = VERIFYING) -> Client:
    """A browser of one of the season's people under that hat."""
    client = Client(HTTP_SEC_FETCH_SITE="same-origin")
    signed_in = client.post("/dang-nhap", {"username": f"{username}.{season.code}", "password": PASSWORD})
    assert signed_in.status_code == 302
    chosen = client.post("/doi-vai", {"hat": season.hat(username, role, at).hat})
    assert chosen.status_code == 302
    return client


def text_of(answer: Any) -> str:
    """What a page says, without its tags and with single spaces."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
