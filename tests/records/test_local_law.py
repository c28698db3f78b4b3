"""The law of one unit: local rule sets are files of the installation, for whom they say, used whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.law.small_law import condition, overlay_award, overlay_document
from records.book import NOW, TODAY, Book, rating
from thidua.core.law.regimes import law
from thidua.records.contents import Subject
from thidua.records.local_law import law_for, local_law_faults
from thidua.records.queries.advice import advice_for
from thidua.records.queries.eligible import eligible_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.THIDUA_LAW = tmp_path / "law"
    settings.THIDUA_LAW.mkdir()
    return settings.THIDUA_LAW


def write(folder: Path, name: str, *conditions: dict[str, Any], **more: Any) -> None:
    """A rule set that adds conditions to "Lao động tiên tiến" under the regime of 2021."""
    more.setdefault("code", name)
    awards = {"LDTT": overlay_award(*conditions)} if conditions else {}
    document = overlay_document(awards, regimes=["R1"], in_force={"from": "2018-01-01", "to": None}, **more)
    document["in_force"]["to"] = "2023-12-31"
    (folder / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def codes(book: Book, unit: int = 1) -> list[str]:
    return [overlay.code for overlay in law_for(book.unit(unit), on=TODAY).overlays]


def test_without_files_the_national_law_holds(book: Book, folder: Path) -> None:
    assert law_for(book.unit(), on=TODAY) is law()


def test_a_missing_folder_is_no_fault(book: Book, settings: Any, tmp_path: Path) -> None:
    settings.THIDUA_LAW = tmp_path / "nowhere"

    assert law_for(book.unit(), on=TODAY) is law()
    assert local_law_faults() == ()


def test_a_rule_set_reaches_whom_it_names(book: Book, folder: Path) -> None:
    write(folder, "moi-nguoi", condition("exceeds_targets"))
    write(folder, "cum", condition("selected_best"), applies_to={"clusters": ["cum-thu"]})
    write(folder, "don-vi", condition("party_org_status"), applies_to={"organisations": ["cum-thu-02"]})
    write(folder, "cum-khac", condition("contribution"), applies_to={"clusters": ["cum-khac"]})

    assert codes(book, 1) == ["cum", "moi-nguoi"]
    assert codes(book, 2) == ["cum", "don-vi", "moi-nguoi"]


def test_a_rule_set_brings_the_one_it_stands_on(book: Book, folder: Path) -> None:
    write(folder, "bo", condition("exceeds_targets"), applies_to={"organisations": ["cum-thu-02"]})
    write(folder, "hoc-vien", condition("selected_best"), parent="bo", applies_to={"clusters": ["cum-thu"]})

    assert codes(book, 1) == ["bo", "hoc-vien"]


def test_a_new_file_is_read_without_a_restart(book: Book, folder: Path) -> None:
    assert codes(book) == []

    write(folder, "moi", condition("exceeds_targets"))

    assert codes(book) == ["moi"]


def test_one_faulty_file_leaves_the_national_law_and_is_told(book: Book, folder: Path) -> None:
    write(folder, "tot", condition("exceeds_targets"))
    write(folder, "noi-long", condition("performance_rating", min="completed", years=1))

    assert codes(book) == []
    (fault,) = local_law_faults()
    assert fault.file == "noi-long.json"
    assert "nới lỏng" in fault.message.lower()


def test_advice_asks_for_what_the_local_rule_adds(book: Book, mai: int, folder: Path) -> None:
    write(folder, "cum", condition("selected_best"), applies_to={"clusters": ["cum-thu"]})
    book.write(mai, rating(2021, "good"))

    this, _ = advice_for(Subject.person(mai), NOW)

    first = next(one for one in this.advice if one.award == "LDTT")
    assert [reason.condition for reason in first.judgement.reasons if reason.overlay == "cum"] == ["selected_best"]
    (line,) = eligible_people(book.editor(), book.unit(), "LDTT", 2021, NOW).lines
    assert line.advice is not None
    assert [reason.condition for reason in line.advice.judgement.reasons][-1] == "selected_best"
