from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from thidua.config.logs import describe_exception, logging_config
from thidua.config.request_id import ALPHABET
from thidua.config.urls import handler500 as handler500

Lines = Callable[[], list[dict[str, Any]]]


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("nguyenvana@example.vn")


urlpatterns = [path("hong", broken)]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Reads what was logged, as the JSON lines of an installation."""
    stream = io.StringIO()
    logging.config.dictConfig(logging_config(json=True, level="INFO"))
    handler = logging.root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.removeHandler(handler)


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_page_and_its_log_line_share_a_code(client: Client, lines: Lines) -> None:
    client.raise_request_exception = False

    response = client.post("/hong", {"password": "mat-khau-bi-mat"})

    code = response.headers["X-Request-ID"]
    logged = [line for line in lines() if line["level"] == "error"]
    assert response.status_code == 500
    assert code in response.content.decode()
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert [line["request_id"] for line in logged] == [code]
    assert logged[0]["incident"]["class"] == "builtins.ValueError"
    assert logged[0]["incident"]["places"][-1].startswith("tests/platform/test_logs.py")
    assert "nguyenvana" not in json.dumps(logged)
    assert "mat-khau-bi-mat" not in json.dumps(logged)


@pytest.mark.django_db
def test_a_refused_address_is_logged_with_the_code(client: Client, lines: Lines) -> None:
    response = client.get("/khong-co")

    assert [line["request_id"] for line in lines() if line["level"] == "warning"] == [response.headers["X-Request-ID"]]


def test_a_database_s_message_is_kept_without_the_row() -> None:
    error = IntegrityError('duplicate key value violates "accounts_user_email"\nDETAIL:  Key (email)=(a@b.vn)')

    assert describe_exception(error)["message"] == 'duplicate key value violates "accounts_user_email"'


def test_a_file_s_message_is_kept() -> None:
    with pytest.raises(OSError) as caught:
        Path("/khong/co").read_text()

    assert describe_exception(caught.value)["message"].startswith("[Errno 2]")
