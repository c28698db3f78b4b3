"""Issuing a paper."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from thidua.audit.actions import ActorLike, record
from thidua.core.canonical import sha256_hex
from thidua.core.verdict import Refused, no
from thidua.documents.codes import new_code
from thidua.documents.composition import layout_of
from thidua.documents.facts import facts_text
from thidua.documents.models import FileFormat, IssuedPaper, NumberSeries, PaperFile
from thidua.documents.paper import Paper, Verification
from thidua.documents.render import render
from thidua.documents.wording import number_line


@transaction.atomic
def issue(*, paper: Paper, scope: str, actor: ActorLike, at: datetime, number: bool = True) -> IssuedPaper:
    """Number the paper, freeze its facts and both files, and log it, all in one transaction.

    `scope` is what the paper belongs to and the audit chain of the act ("cluster-year:3"); whether the actor may issue
    it is the caller's rule. The number is the next of the issuer's papers of this kind in the year of the paper's
    date; its row stays locked until commit, so two issues never take one number, and an issue that is rolled back
    leaves none out. `number=False` issues a paper without a number.

    Raises `NoLayout` (no layout in the data), `Refused` where a number is asked for a paper without a symbol or the
    paper is numbered or issued already, and `ValueError` as `render` does; then nothing was written.
    """
    layout = layout_of(paper)
    if paper.number is not None or paper.verification is not None:
        raise Refused(no("documents.already_issued", "Văn bản này đã được cấp số hoặc phát hành."))
    if number and not paper.symbol:
        raise Refused(no("documents.no_symbol", "Văn bản chưa có ký hiệu nên chưa lấy được số."))
    numbered = replace(paper, number=_next_number(paper)) if number else replace(paper, symbol="")
    facts = facts_text(numbered)
    facts_sha256, code = sha256_hex(facts), new_code()
    files = render(replace(numbered, verification=Verification(code, facts_sha256)))
    issued = IssuedPaper.objects.create(
        scope=scope,
        issuer=numbered.issuer,
        kind=numbered.kind,
        layout=layout.id,
        series_year=numbered.issue_date.year if number else None,
        number=numbered.number,
        number_text=number_line(numbered.number, numbered.symbol).removeprefix("Số: "),
        title=" ".join(f"{numbered.title} {numbered.abstract}".split()),
        issuing_body=" ".join(numbered.issuing.split()),
        issue_date=numbered.issue_date,
        is_demo=numbered.demo,
        facts=facts,
        facts_sha256=facts_sha256,
        code=code,
        issued_at=at,
        issued_by_id=actor.user_id,
    )
    stored = [_store(issued, FileFormat.DOCX, files.docx), _store(issued, FileFormat.PDF, files.pdf)]
    record(
        chain=scope,
        action="documents.issue",
        actor=actor,
        at=at,
        facts={
            "paper": issued.pk,
            "kind": issued.kind,
            "number": issued.number_text,
            "facts_sha256": facts_sha256,
            "files": {file.format: file.sha256 for file in stored},
        },
        rows=[issued, *stored],
    )
    return issued


def _next_number(paper: Paper) -> int:
    year = paper.issue_date.year
    NumberSeries.objects.get_or_create(issuer=paper.issuer, kind=paper.kind, year=year)
    series = NumberSeries.objects.select_for_update().get(issuer=paper.issuer, kind=paper.kind, year=year)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series.last_number


def _store(paper: IssuedPaper, file_format: FileFormat, content: bytes) -> PaperFile:
    return PaperFile.objects.create(
        paper=paper,
        format=file_format.value,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
