"""Issuing: numbers without gaps or twins, facts and files frozen, the act logged."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pdfplumber
import pytest
from django.db import connection, transaction

from documents.conftest import Actor
from documents.samples import MINUTES, PLEDGE
from thidua.audit.models import Entry
from thidua.core.canonical import sha256_hex
from thidua.core.verdict import Refused
from thidua.documents import codes
from thidua.documents.actions import issue
from thidua.documents.layout import NoLayout
from thidua.documents.models import IssuedPaper, NumberSeries, PaperFile
from thidua.documents.paper import Paragraph
from thidua.documents.queries import paper_by_code, paper_file, papers_in

SCOPE = "cluster-year:3"
AT = datetime(2021, 11, 18, 4, 30, tzinfo=UTC)
DRAFT = replace(MINUTES, number=None, verification=None, body=(Paragraph("Nội dung."),))
UNNUMBERED = replace(PLEDGE, verification=None)


@pytest.mark.django_db
def test_issue_numbers_freezes_and_logs(actor: Actor) -> None:
    issued = issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)

    assert (issued.number, issued.number_text, issued.series_year) == (1, "01/BB-CTĐ", 2021)
    assert issued.layout == "ND-30/2020"
    assert issued.facts_sha256 == sha256_hex(issued.facts)
    assert json.loads(issued.facts)["number"] == "1"
    entry = Entry.objects.get(action="documents.issue")
    logged = json.loads(entry.payload)
    files = {file.format: file for file in PaperFile.objects.all()}
    assert (entry.chain.code, entry.at, entry.actor_user_id) == (SCOPE, AT, 7)
    assert logged["facts"] == {
        "paper": str(issued.pk),
        "kind": "minutes",
        "number": "01/BB-CTĐ",
        "facts_sha256": issued.facts_sha256,
        "files": {name: files[name].sha256 for name in ("docx", "pdf")},
    }
    assert logged["rows"]["documents.issuedpaper"] == {str(issued.pk): IssuedPaper.objects.get().row_hash()}
    assert logged["rows"]["documents.paperfile"] == {str(file.pk): file.row_hash() for file in files.values()}


@pytest.mark.django_db
def test_issued_pdf_shows_number_code_and_hash(actor: Actor) -> None:
    issued = issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)
    file = paper_file(issued.pk, "pdf")
    assert file is not None
    with pdfplumber.open(io.BytesIO(file.content)) as document:
        text = document.pages[0].extract_text()
    assert "Số: 01/BB-CTĐ" in text
    assert issued.code in text
    assert issued.facts_sha256 in text
    assert hashlib.sha256(file.content).hexdigest() == file.sha256
    assert (file.name, file.media_type) == (
        "01-BB-CTĐ Biên bản Hội nghị bình xét thi đua năm 2021.pdf",
        "application/pdf",
    )


@pytest.mark.django_db
def test_numbers_run_by_issuer_kind_and_calendar_year(actor: Actor) -> None:
    def number(**changes: object) -> str:
        return issue(paper=replace(DRAFT, **changes), scope=SCOPE, actor=actor, at=AT).number_text

    assert number() == "01/BB-CTĐ"
    assert number(issue_date=date(2021, 12, 31)) == "02/BB-CTĐ"
    assert number(issue_date=date(2022, 1, 1)) == "01/BB-CTĐ"
    assert number(issuer="cum-mau") == "01/BB-CTĐ"
    assert number(kind="plan", symbol="KH-CTĐ") == "01/KH-CTĐ"
    assert number() == "03/BB-CTĐ"


@pytest.mark.django_db
def test_issue_without_a_number(actor: Actor) -> None:
    issued = issue(paper=UNNUMBERED, scope=SCOPE, actor=actor, at=AT, number=False)
    assert (issued.number, issued.number_text, issued.series_year) == (None, "", None)
    assert not NumberSeries.objects.exists()
    assert issued.title == "Giao ước thi đua năm 2021"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("paper", "refusal", "code"),
    [
        (UNNUMBERED, Refused, "documents.no_symbol"),
        (MINUTES, Refused, "documents.already_issued"),
        (replace(DRAFT, issue_date=date(2019, 5, 1)), NoLayout, "documents.no_layout_on_date"),
        (replace(DRAFT, profile="party"), NoLayout, "documents.no_profile"),
    ],
)
def test_issue_refused_writes_nothing(actor: Actor, paper: object, refusal: type[Refused], code: str) -> None:
    with pytest.raises(refusal) as refused:
        issue(paper=paper, scope=SCOPE, actor=actor, at=AT)
    assert refused.value.verdict.code == code
    assert (IssuedPaper.objects.count(), NumberSeries.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_issue_rolled_back_leaves_no_number_used(actor: Actor) -> None:
    issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)
    with transaction.atomic():
        assert issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT).number == 2
        transaction.set_rollback(True)
    assert issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT).number == 2


@pytest.mark.usefixtures("committed_database")
def test_numbers_taken_at_once_have_no_twins_and_no_gaps(actor: Actor) -> None:
    numbers: list[int | None] = []
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def take(index: int) -> None:
        try:
            start.wait()
            for turn in range(2):
                if (index + turn) % 3 == 0:
                    with transaction.atomic():
                        issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)
                        transaction.set_rollback(True)
                else:
                    numbers.append(issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT).number)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(index,)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(n for n in numbers if n) == list(range(1, 9))
    assert NumberSeries.objects.get().last_number == 8
    assert Entry.objects.count() == 8


@pytest.mark.django_db
def test_papers_in_a_scope_shows_only_its_own(actor: Actor, django_assert_num_queries: object) -> None:
    first = issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)
    second = issue(paper=UNNUMBERED, scope=SCOPE, actor=actor, at=AT, number=False)
    issue(paper=DRAFT, scope="cluster-year:4", actor=actor, at=AT)
    with django_assert_num_queries(2):  # type: ignore[operator]
        lines = papers_in(SCOPE)
    assert [line.id for line in lines] == [first.pk, second.pk]
    assert [file.format for file in lines[0].files] == ["docx", "pdf"]
    assert lines[0].is_demo


@pytest.mark.django_db
def test_paper_by_code_as_a_person_types_it(actor: Actor) -> None:
    issued = issue(paper=DRAFT, scope=SCOPE, actor=actor, at=AT)
    for typed in (issued.code, f" {issued.code.lower().replace('-', ' ')} "):
        found = paper_by_code(typed)
        assert found is not None
        assert (found.id, found.facts_sha256) == (issued.pk, issued.facts_sha256)
    assert paper_by_code(codes.new_code()) is None
    assert paper_by_code("xyz") is None
    assert paper_file(issued.pk, "xlsx") is None
    assert paper_file(issued.pk + 1, "pdf") is None


def test_codes_have_no_letters_that_are_taken_for_another() -> None:
    drawn = {codes.new_code() for _ in range(500)}
    assert len(drawn) == 500
    assert not set("".join(drawn)) & set("01OILU")
    assert all(codes.read_code(code) == code for code in drawn)
