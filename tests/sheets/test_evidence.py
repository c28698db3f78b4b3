"""Evidence files: told by their bytes, refused when they may harm, kept before they are named; the log of openings."""

from __future__ import annotations

import hashlib
import random
import unicodedata
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from council.season import SCORING, Season, founded
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Refused
from thidua.documents.file_types import content_type_of
from thidua.organisations.enums import Role
from thidua.sheets.actions.evidence import DuplicateFile, EvidenceWords, add_evidence, note_opening
from thidua.sheets.files import evidence_path, store
from thidua.sheets.models import Evidence
from thidua.sheets.queries import evidence_by_id
from web.sheet_desk import PDF, PNG, evidence_of

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\0" * 32 + b"\xff\xd9"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def office(*parts: str, **contents: bytes) -> bytes:
    """An office file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", *parts):
            archive.writestr(name, contents.get(name, b"<x/>"))
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.THIDUA_EVIDENCE = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(SCORING)).set_up().launched().signed()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (office("word/document.xml"), WORD),
        (office("xl/workbook.xml"), EXCEL),
    ],
)
def test_type_is_told_by_the_bytes(content: bytes, expected: str) -> None:
    assert content_type_of(content) == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"MZ\x90\x00" + b"\0" * 200, "wrong_type"),
        (b"<html><script>alert(1)</script></html>", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "wrong_type"),
        (b"GIF89a" + b"\0" * 40, "wrong_type"),
        (b"\n\n%PDF-1.4 later", "wrong_type"),
        ("chỉ là chữ".encode(), "wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type"),
        (office("readme.txt"), "wrong_type"),
        (office("word/document.xml", "word/vbaProject.bin"), "macro"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
        (office("word/document.xml")[:-30], "damaged"),
    ],
)
def test_what_is_not_accepted_is_refused_and_not_kept(folder: Path, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        store(BytesIO(content))

    assert refusal.value.verdict.code == code
    assert not folder.exists()


def test_zip_bomb_is_never_unpacked() -> None:
    bomb = office("word/document.xml", **{"word/document.xml": b"\0" * (30 * 1024 * 1024)})

    with pytest.raises(Refused) as refusal:
        store(BytesIO(bomb))

    assert len(bomb) < 100_000
    assert refusal.value.verdict.code == "bomb"


def test_thousands_of_parts_are_a_bomb_too() -> None:
    with pytest.raises(Refused) as refusal:
        content_type_of(office("word/document.xml", *(f"part{n}" for n in range(2001))))

    assert refusal.value.verdict.code == "bomb"


def test_twenty_megabytes_are_taken_and_one_byte_more_is_not(settings: Any) -> None:
    most = settings.THIDUA_UPLOAD_BYTES
    exactly = PDF + b"%" * (most - len(PDF))

    assert store(BytesIO(exactly)).size == most == 20 * 1024 * 1024
    with pytest.raises(Refused) as refusal:
        store(BytesIO(exactly + b"%"))
    assert refusal.value.verdict.code == "too_large"


def test_broken_office_files_are_refused_never_an_error() -> None:
    sound, chance = office("word/document.xml", "word/styles.xml"), random.Random(7)
    for _ in range(300):
        broken = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        try:
            content_type_of(bytes(broken))
        except Refused:
            continue


def test_same_bytes_lie_on_the_disk_once_and_belong_to_both_units(season: Season, folder: Path) -> None:
    evidence_of(season, 1)
    evidence_of(season, 2)

    digest = hashlib.sha256(PDF).hexdigest()
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [digest]
    assert evidence_path(digest).read_bytes() == PDF
    assert evidence_path(digest).stat().st_mode & 0o777 == 0o600
    assert Evidence.objects.count() == 2


def test_names_and_words_are_nfc_without_paths_and_control_letters(season: Season) -> None:
    name = unicodedata.normalize("NFD", "C:\\Hồ sơ\\Kế hoạch\u202egpj.pdf")

    number = evidence_of(season, name=name)

    file = evidence_by_id(number)
    assert file is not None
    assert file.file_name == "Kế hoạchgpj.pdf"
    assert verify_all().ok


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (EvidenceWords("x" * 301), "too_long"),
        (EvidenceWords("x", number="1" * 81), "too_long"),
        (EvidenceWords("x", issuer="y" * 201), "too_long"),
    ],
)
def test_words_that_are_too_long_are_refused_not_cut(season: Season, words: EvidenceWords, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_evidence(
            actor=season.hat("daumoi01", Role.UNIT_EDITOR), at=SCORING, upload=BytesIO(PDF), file_name="a.pdf",
            words=words, **season.where(1),
        )  # fmt: skip

    assert refusal.value.verdict.code == code
    assert not Evidence.objects.exists()


def test_duplicate_for_a_leaf_names_the_units_own_file_only(season: Season) -> None:
    evidence_of(season, 2)
    first = evidence_of(season, 1)

    with pytest.raises(DuplicateFile) as refusal:
        evidence_of(season, 1, leaf="I.2")

    assert refusal.value.evidence_id == first


@pytest.mark.parametrize("name", ["truong01", "canbo01", "daumoi02"])
def test_only_the_units_editor_adds(season: Season, name: str) -> None:
    role = {"t": Role.UNIT_HEAD, "c": Role.UNIT_MEMBER, "d": Role.UNIT_EDITOR}[name[0]]

    with pytest.raises(Refused) as refusal:
        add_evidence(
            actor=season.hat(name, role), at=SCORING, upload=BytesIO(PDF), file_name="a.pdf",
            words=EvidenceWords("x"), **season.where(1),
        )  # fmt: skip

    assert refusal.value.verdict.code == "not_editor"


def test_opening_is_noted_once_an_hour(season: Season) -> None:
    file = evidence_by_id(evidence_of(season))
    assert file is not None
    actor = season.hat("truong01", Role.UNIT_HEAD)
    for minutes in (0, 1, 59, 60, 61):
        note_opening(
            actor=actor, at=SCORING + timedelta(minutes=minutes), cluster_year_id=season.year_id, evidence=file
        )

    assert Entry.objects.filter(action="sheets.open_evidence").count() == 2
