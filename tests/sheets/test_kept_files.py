"""A kept file that was changed or taken away on the disk is found."""

from __future__ import annotations

from io import BytesIO

import pytest

from thidua.sheets.files import evidence_path, fault_of, store

PDF = b"%PDF-1.4\nmot trang\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.THIDUA_EVIDENCE = tmp_path


def test_a_sound_file_has_no_fault() -> None:
    assert fault_of(store(BytesIO(PDF)).sha256) == ""


def test_a_changed_file_is_found() -> None:
    sha256 = store(BytesIO(PDF)).sha256
    evidence_path(sha256).write_bytes(PDF + b"x")
    assert fault_of(sha256) == "Tệp minh chứng trên đĩa đã bị sửa: mã băm không khớp."


def test_a_file_that_is_gone_is_found() -> None:
    sha256 = store(BytesIO(PDF)).sha256
    evidence_path(sha256).unlink()
    assert fault_of(sha256) == "Tệp minh chứng không còn trên đĩa."
